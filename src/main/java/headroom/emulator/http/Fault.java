package headroom.emulator.http;

import headroom.emulator.call.Caller;

import java.time.Duration;

/// Something that goes wrong on purpose, for a share of the calls it aims at.
///
/// A call it strikes is charged as ever, so that books on both sides stay comparable.
///
/// @param aim whose calls it strikes
/// @param rate the share of calls struck, 0 to 1
/// @param times how many calls it strikes at most; 0 for no end
/// @param when whether the work of a call it strikes is still done
public record Fault(Aim aim, double rate, int times, When when, Kind kind) {
    /// Whether it strikes before the work, which is then not done, or after it was committed.
    public enum When {
        BEFORE,
        AFTER
    }

    /// Which calls; empty texts fit all.
    ///
    /// A call that comes without a session (a login) has no app or user yet.
    ///
    /// @param pathPrefix how the path starts
    /// @param method such as `POST`
    /// @param app the connected app's name
    /// @param client what `Sforce-Call-Options` or its SOAP twin names
    /// @param user the user's name
    public record Aim(String pathPrefix, String method, String app, String client, String user) {
        /// Every call below that path.
        public static Aim below(String pathPrefix) {
            return new Aim(pathPrefix, "", "", "", "");
        }

        boolean fits(String path, String called, Caller caller) {
            return path.startsWith(pathPrefix)
                    && (method.isEmpty() || method.equalsIgnoreCase(called))
                    && (app.isEmpty() || app.equals(caller.app()))
                    && (client.isEmpty() || client.equals(caller.client()))
                    && (user.isEmpty() || user.equalsIgnoreCase(caller.user()));
        }
    }

    /// What goes wrong.
    public sealed interface Kind {}

    /// An answer of that status and body, such as a 503 of a busy server.
    public record Status(int status, String contentType, String body) implements Kind {}

    /// An error in the form of the call's own family: JSON, XML or a SOAP fault.
    public record Refusal(int status, String code, String message) implements Kind {}

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
        if (when == When.BEFORE && needsAnswer(kind)) {
            throw new IllegalArgumentException(
                    "a fault of the answer's time or body strikes after the work, not before it");
        }
    }

    private static boolean needsAnswer(Kind kind) {
        return switch (kind) {
            case Latency _, SlowBody _, ResetMidBody _, TruncatedBody _ -> true;
            case Status _, Refusal _, ResetBeforeHead _ -> false;
        };
    }

    /// When a fault of that kind strikes unless told: errors stand in place of the work.
    public static When usual(Kind kind) {
        return switch (kind) {
            case Status _, Refusal _ -> When.BEFORE;
            case Latency _, SlowBody _, ResetBeforeHead _, ResetMidBody _, TruncatedBody _ ->
                    When.AFTER;
        };
    }

    /// The fault that strikes every call.
    public static Fault always(Kind kind) {
        return below("/", 1, kind);
    }

    /// The fault that strikes only calls below a path.
    public static Fault below(String pathPrefix, double rate, Kind kind) {
        return new Fault(Aim.below(pathPrefix), rate, 0, usual(kind), kind);
    }

    public Fault times(int most) {
        return new Fault(aim, rate, most, when, kind);
    }

    /// The same, before or after the work.
    public Fault strikes(When moment) {
        return new Fault(aim, rate, times, moment, kind);
    }

    /// The same, for these calls only.
    public Fault at(Aim other) {
        return new Fault(other, rate, times, when, kind);
    }

    public boolean isBefore() {
        return when == When.BEFORE;
    }
}
