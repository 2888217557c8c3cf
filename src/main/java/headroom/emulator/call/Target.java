package headroom.emulator.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a request points: the path as decoded segments and the query as parameters.
///
/// Repeated and trailing slashes mean nothing, as in a real org: clients send `//services/data` and
/// `/limits/`. A parameter given twice keeps its first value.
public record Target(String raw, List<String> segments, Map<String, String> parameters) {
    private static final int PARAMETERS_MAX = 200;

    public Target {
        segments = List.copyOf(segments);
    }

    public static Target parse(String uri) {
        var question = uri.indexOf('?');
        var path = question < 0 ? uri : uri.substring(0, question);
        var query = question < 0 ? "" : uri.substring(question + 1);
        return new Target(uri, segmentsOf(path), parseForm(query));
    }

    /// Reads `a=b&c=d`, the form of queries and of form bodies.
    public static Map<String, String> parseForm(String text) {
        var parameters = new LinkedHashMap<String, String>();
        if (text.isEmpty()) {
            return parameters;
        }
        for (var pair : text.split("&", PARAMETERS_MAX)) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.putIfAbsent(decode(name, true), decode(value, true));
        }
        return parameters;
    }

    private static List<String> segmentsOf(String path) {
        var segments = new ArrayList<String>(8);
        var start = 0;
        for (var i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (i > start) {
                    segments.add(decode(path.substring(start, i), false));
                }
                start = i + 1;
            }
        }
        return segments;
    }

    /// Percent decoding that leaves broken sequences as they are; `+` is a space only in a query.
    private static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new byte[bytes.length];
        var length = 0;
        for (var i = 0; i < bytes.length; i++) {
            var b = bytes[i];
            if (b == '%'
                    && i + 2 < bytes.length
                    && hex(bytes[i + 1]) >= 0
                    && hex(bytes[i + 2]) >= 0) {
                out[length++] = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                i += 2;
            } else {
                out[length++] = b == '+' && plusIsSpace ? (byte) ' ' : b;
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte b) {
        return Character.digit((char) b, 16);
    }

    /// The segment at that place, or the empty text past the end.
    public String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /// The path alone, with single slashes, as usage logs show it.
    public String path() {
        return "/" + String.join("/", segments);
    }
}
