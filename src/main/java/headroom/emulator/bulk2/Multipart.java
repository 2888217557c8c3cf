package headroom.emulator.bulk2;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The two parts of a call that creates, uploads and closes a job at once.
///
/// @param job the part `job`, JSON
/// @param content the part `content`, CSV
@SuppressWarnings("ArrayRecordComponent") // never compared
record Multipart(byte[] job, byte[] content) {
    static final int CONTENT_BYTES_MAX = 100_000;
    private static final int PARTS_MAX = 10;
    private static final byte[] NOTHING = {};
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^\\s;]{1,200}))");
    private static final Pattern NAME =
            Pattern.compile("\\bname=(?:\"([^\"]{1,100})\"|([^\\s;]{1,100}))");

    /// The parts, or nothing if the call is no multipart one.
    static Optional<Multipart> read(Call call) {
        var type = call.header("Content-Type");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return Optional.empty();
        }
        var boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw broken("no boundary");
        }
        var name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        return Optional.of(parse(call.body(), "--" + name));
    }

    private static Multipart parse(byte[] body, String boundary) {
        var mark = boundary.getBytes(StandardCharsets.ISO_8859_1);
        var job = NOTHING;
        var content = NOTHING;
        var at = indexOf(body, mark, 0);
        for (var part = 0; part < PARTS_MAX; part++) {
            var next = at < 0 ? -1 : indexOf(body, mark, at + mark.length);
            if (next < 0) {
                break;
            }
            var headEnd = indexOf(body, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), at);
            var gap = 4;
            if (headEnd < 0 || headEnd > next) {
                headEnd = indexOf(body, "\n\n".getBytes(StandardCharsets.US_ASCII), at);
                gap = 2;
            }
            if (headEnd < 0 || headEnd > next) {
                throw broken("a part without head");
            }
            var head = new String(body, at, headEnd - at, StandardCharsets.UTF_8);
            var end = end(body, next);
            var bytes = Arrays.copyOfRange(body, Math.min(headEnd + gap, end), end);
            switch (nameOf(head)) {
                case "job" -> job = bytes;
                case "content" -> content = bytes;
                default -> {}
            }
            at = next;
        }
        if (job.length == 0) {
            throw broken("no part named job");
        }
        return new Multipart(job, content);
    }

    /// A part ends before the line break that belongs to the boundary.
    private static int end(byte[] body, int boundaryAt) {
        var end = boundaryAt;
        if (end > 0 && body[end - 1] == '\n') {
            end--;
        }
        return end > 0 && body[end - 1] == '\r' ? end - 1 : end;
    }

    private static String nameOf(String head) {
        var name = NAME.matcher(head);
        if (!name.find()) {
            return "";
        }
        return name.group(1) == null ? name.group(2) : name.group(1);
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        outer:
        for (var i = from; i <= body.length - wanted.length; i++) {
            for (var j = 0; j < wanted.length; j++) {
                if (body[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }

    private static ApiFailure broken(String what) {
        return new ApiFailure(400, "INVALID_MULTIPART_REQUEST", "Multipart message: " + what);
    }
}
