package headroom.emulator.http;

import java.time.Duration;

/// Something that goes wrong on purpose, for a share of the calls below a path.
///
/// A call it strikes is charged as ever, so that books on both sides stay comparable. A status is
/// answered instead of doing the work; every other kind strikes after the work is done.
///
/// @param rate the share of calls struck, 0 to 1
/// @param times how many calls it strikes at most; 0 for no end
public record Fault(String pathPrefix, double rate, int times, Kind kind) {
    /// What goes wrong.
    public sealed interface Kind {}

    /// An answer of that status and body, such as a 503 of a busy server.
    public record Status(int status, String contentType, String body) implements Kind {}

    /// The answer comes late.
    public record Latency(Duration delay) implements Kind {}

    /// The body comes in pieces, each after a pause.
    public record SlowBody(int chunkBytes, Duration pause) implements Kind {}

    /// The connection is reset before a byte of the answer.
    public record ResetBeforeHead() implements Kind {}

    /// The connection is reset in the middle of a body of known length.
    public record ResetMidBody() implements Kind {}

    /// A chunked body ends in its middle, without the last chunk.
    public record TruncatedBody() implements Kind {}

    public Fault {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a fault's rate is between 0 and 1: " + rate);
        }
        if (times < 0) {
            throw new IllegalArgumentException("a fault's times cannot be negative: " + times);
        }
    }

    /// The fault that strikes every call.
    public static Fault always(Kind kind) {
        return new Fault("/", 1, 0, kind);
    }

    /// The fault that strikes only calls below a path.
    public static Fault below(String pathPrefix, double rate, Kind kind) {
        return new Fault(pathPrefix, rate, 0, kind);
    }

    public Fault times(int most) {
        return new Fault(pathPrefix, rate, most, kind);
    }
}
