package headroom.emulator.eventlog;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A call as the event logs tell it: what was booked, what was asked and what was answered. What
/// costs time to find out is found only if a log has a column for it.
///
/// @param token the session's token; only a key made of it is ever written
public record Trace(BookedCall booked, Call call, Answer answer, String token) {
    private static final Pattern ERROR =
            Pattern.compile(
                    "\"message\":\"((?:[^\"\\\\]|\\\\.){0,300})|<faultstring>([^<]{0,300})");
    private static final Pattern TOTAL =
            Pattern.compile("\"totalSize\":(\\d+)|<size>(\\d+)</size>");
    private static final Pattern QUERY = Pattern.compile("<(?:\\w+:)?queryString>([^<]{0,4000})");
    private static final Pattern ALL_OR_NONE = Pattern.compile("\"allOrNone\"\\s*:\\s*true");
    private static final Pattern NOT_COLLATED =
            Pattern.compile("\"collateSubrequests\"\\s*:\\s*false");
    private static final int SCANNED_MAX = 4_096;

    String family() {
        return booked.name().family();
    }

    String resource() {
        return booked.name().resource();
    }

    boolean isLogin() {
        return family().equals("SOAP")
                ? resource().equals("login")
                : resource().equals("/services/oauth2/token");
    }

    /// Whether it is a parent of subrequests; only parents are logged.
    boolean isComposite() {
        return family().equals("REST")
                && (resource().endsWith("/composite") || resource().endsWith("/composite/graph"));
    }

    boolean failed() {
        return booked.status() >= 400;
    }

    String header(String name) {
        return call.header(name);
    }

    /// The same text for the same session, from which the token cannot be told.
    String sessionKey() {
        if (token.isEmpty()) {
            return "";
        }
        var mixed = token.hashCode() * 0x9E3779B97F4A7C15L;
        return Long.toUnsignedString(mixed, 36);
    }

    String error() {
        if (!failed()) {
            return "";
        }
        var found = ERROR.matcher(head(answer.body()));
        return found.find() ? (found.group(1) == null ? found.group(2) : found.group(1)) : "";
    }

    String query() {
        if (family().equals("REST")) {
            return call.parameter("q");
        }
        var found = QUERY.matcher(head(call.body()));
        return resource().startsWith("query") && found.find() ? found.group(1) : "";
    }

    /// Rows of a query's whole result, one for a row, nothing where it is not known.
    String rows() {
        if (failed()) {
            return "0";
        }
        var found = TOTAL.matcher(head(answer.body()));
        if (found.find()) {
            return found.group(1) == null ? found.group(2) : found.group(1);
        }
        return booked.name().object().isEmpty() ? "" : "1";
    }

    boolean allOrNone() {
        return ALL_OR_NONE.matcher(head(call.body())).find();
    }

    boolean collated() {
        return !NOT_COLLATED.matcher(head(call.body())).find();
    }

    private static String head(byte[] body) {
        return new String(body, 0, Math.min(body.length, SCANNED_MAX), StandardCharsets.UTF_8);
    }
}
