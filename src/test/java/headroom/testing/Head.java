package headroom.testing;

import java.util.List;
import java.util.Optional;

/// The head of a message, raw, with readers that look into it and change nothing.
///
/// @param raw start line, header lines and the empty line with their line ends
public record Head(String raw) {

    /// Request line or status line, without its end.
    public String startLine() {
        return raw.substring(0, raw.indexOf('\n')).stripTrailing();
    }

    /// The header lines in their order, without their ends.
    public List<String> lines() {
        return raw.lines().skip(1).filter(line -> !line.isEmpty()).toList();
    }

    /// The values of a header, whatever its case, in their order.
    public List<String> all(String name) {
        return lines().stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public boolean has(String name) {
        return !all(name).isEmpty();
    }

    /// The names as written, in their order.
    public List<String> names() {
        return lines().stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
    }

    public int status() {
        return Integer.parseInt(startLine().split(" ")[1]);
    }

    public String method() {
        return startLine().split(" ")[0];
    }

    public String target() {
        return startLine().split(" ")[1];
    }

    boolean isChunked() {
        return all("Transfer-Encoding").stream().anyMatch(v -> v.equalsIgnoreCase("chunked"));
    }

    /// The stated length, or -1.
    public long length() {
        return first("Content-Length").map(Long::parseLong).orElse(-1L);
    }
}
