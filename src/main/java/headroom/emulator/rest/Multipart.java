package headroom.emulator.rest;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A `multipart/form-data` body, part by part.
public final class Multipart {
    private static final int PARTS_MAX = 100;

    private final byte[] body;
    private final byte[] delimiter;

    /// One part; its bytes are its own.
    @SuppressWarnings("ArrayRecordComponent") // never compared, and bodies are not copied
    public record Part(String name, String fileName, String contentType, byte[] bytes) {}

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
    }

    public static boolean is(Call call) {
        return call.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /// The parts in their order, or the refusal of what is none.
    public static List<Part> parse(Call call) {
        var boundary = parameter(call.header("Content-Type"), "boundary");
        if (boundary.isEmpty()) {
            throw malformed("Multipart message has no boundary");
        }
        return new Multipart(call.body(), boundary).parts();
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        var start = find(delimiter, 0);
        while (start >= 0 && parts.size() < PARTS_MAX) {
            var from = start + delimiter.length;
            if (from + 1 < body.length && body[from] == '-' && body[from + 1] == '-') {
                return parts;
            }
            var end = find(delimiter, from);
            if (end < 0) {
                throw malformed("Multipart message is not terminated by its boundary");
            }
            parts.add(part(afterLine(from, end), beforeLine(from, end)));
            start = end;
        }
        throw malformed("Multipart message has no parts");
    }

    private Part part(int from, int to) {
        var name = "";
        var file = "";
        var type = "";
        var at = from;
        while (at < to) {
            var next = afterLine(at, to);
            var line = new String(body, at, next - at, StandardCharsets.UTF_8).strip();
            at = next;
            if (line.isEmpty()) {
                break;
            }
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-disposition:")) {
                name = parameter(line, "name");
                file = parameter(line, "filename");
            } else if (lower.startsWith("content-type:")) {
                type = line.substring("content-type:".length()).strip();
            }
        }
        return new Part(name, file, type, Arrays.copyOfRange(body, at, Math.max(at, to)));
    }

    private int afterLine(int from, int end) {
        for (var i = from; i < end; i++) {
            if (body[i] == '\n') {
                return i + 1;
            }
        }
        return end;
    }

    /// The end of a part's bytes: the line break before the next delimiter is not theirs.
    private int beforeLine(int from, int end) {
        var last = end;
        if (last > from && body[last - 1] == '\n') {
            last--;
        }
        return last > from && body[last - 1] == '\r' ? last - 1 : last;
    }

    private int find(byte[] wanted, int from) {
        for (var i = from; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0]
                    && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    /// The value of `name="value"` or `name=value` among a header's parameters.
    private static String parameter(String header, String name) {
        for (var piece : header.split(";", 20)) {
            var equals = piece.indexOf('=');
            if (equals > 0 && piece.substring(0, equals).strip().equalsIgnoreCase(name)) {
                var value = piece.substring(equals + 1).strip();
                return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                        ? value.substring(1, value.length() - 1)
                        : value;
            }
        }
        return "";
    }

    private static ApiFailure malformed(String message) {
        return new ApiFailure(400, "INVALID_MULTIPART_REQUEST", message);
    }
}
