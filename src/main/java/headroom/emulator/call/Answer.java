package headroom.emulator.call;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the org answers: a status, headers in the case that clients insist on, and a body.
///
/// @param file sent as the body instead of `body` if there is one
/// @param delay how much later than the work the answer leaves, in wall time
@SuppressWarnings("ArrayRecordComponent") // never compared, and bodies are not copied
public record Answer(
        int status, List<Header> headers, byte[] body, @Nullable Path file, Duration delay) {
    public static final String JSON = "application/json;charset=UTF-8";
    public static final String XML = "text/xml; charset=UTF-8";
    private static final byte[] NOTHING = {};

    /// A header's name and value as they go on the wire.
    public record Header(String name, String value) {}

    public Answer {
        headers = List.copyOf(headers);
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(
                status,
                List.of(new Header("Content-Type", contentType)),
                body,
                null,
                Duration.ZERO);
    }

    public static Answer of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(int status, byte[] body) {
        return of(status, JSON, body);
    }

    public static Answer empty(int status) {
        return new Answer(status, List.of(), NOTHING, null, Duration.ZERO);
    }

    public static Answer file(String contentType, Path file) {
        return new Answer(
                200,
                List.of(new Header("Content-Type", contentType)),
                NOTHING,
                file,
                Duration.ZERO);
    }

    public Answer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body, file, delay);
    }

    /// The same answer with that value in a header it has already; without it, unchanged.
    public Answer withReplaced(String name, String value) {
        if (headers.stream().noneMatch(header -> header.name().equals(name))) {
            return this;
        }
        var others = headers.stream().filter(header -> !header.name().equals(name)).toList();
        return new Answer(status, others, body, file, delay).with(name, value);
    }

    /// The same answer with these bytes as its body.
    public Answer withBody(byte[] other) {
        return new Answer(status, headers, other, null, delay);
    }

    /// The same answer, leaving later by that much more.
    public Answer after(Duration more) {
        return new Answer(status, headers, body, file, delay.plus(more));
    }
}
