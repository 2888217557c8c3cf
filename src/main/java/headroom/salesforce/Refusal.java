package headroom.salesforce;

import java.util.Locale;
import java.util.Optional;

/// Salesforce's word that it did not do a call: which limit was hit, or that the session was not
/// valid.
///
/// One error code, `REQUEST_LIMIT_EXCEEDED`, stands for limits that clear after seconds and for one
/// that clears after hours; only the message tells them apart.
public final class Refusal {
    private Refusal() {}

    /// What was refused, and how Salesforce words it.
    public enum Kind {
        /// The rolling 24 hours are spent.
        TOTAL_REQUESTS("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
        /// Too many calls of 20 s and more at once; clears within seconds or minutes.
        CONCURRENT_LONG("REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
        CONCURRENT_REQUESTS("REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests Limit exceeded."),
        /// The Bulk batches of the day are spent, which says nothing about calls.
        BULK_BATCHES("ExceededQuota", "ApiBatchItems Limit exceeded."),
        /// A connected app's own quota (an old pilot; the wording was never seen).
        PER_APP("REQUEST_LIMIT_EXCEEDED", "PerAppRequests Limit exceeded."),
        /// The session id or token is not valid: no limit, but not a call done either.
        INVALID_SESSION("INVALID_SESSION_ID", "Session expired or invalid"),
        /// A limit, but none of these.
        OTHER("REQUEST_LIMIT_EXCEEDED", "Request limit exceeded.");

        private final String code;
        private final String message;

        Kind(String code, String message) {
            this.code = code;
            this.message = message;
        }

        public String code() {
            return code;
        }

        public String message() {
            return message;
        }

        /// Whether a limit was hit, rather than a session found invalid.
        public boolean isLimit() {
            return this != INVALID_SESSION;
        }
    }

    /// What the beginning of an error answer's body, plain or gzipped, says was refused.
    public static Optional<Kind> detect(int status, String contentType, byte[] bodyPeek) {
        if (status < 400 || bodyPeek.length == 0 || isPage(contentType)) {
            return Optional.empty();
        }
        var error = ErrorText.parse(bodyPeek);
        return switch (error.code().toUpperCase(Locale.ROOT).replace("_", "")) {
            case "REQUESTLIMITEXCEEDED", "EXCEEDEDQUOTA", "RATELIMITEXCEEDED" ->
                    Optional.of(limit(error.message()));
            case "INVALIDSESSIONID" -> Optional.of(Kind.INVALID_SESSION);
            default -> Optional.empty();
        };
    }

    private static boolean isPage(String contentType) {
        return contentType.regionMatches(true, 0, "text/html", 0, "text/html".length());
    }

    private static Kind limit(String message) {
        if (message.contains("TotalRequests")) {
            return Kind.TOTAL_REQUESTS;
        }
        if (message.contains("ConcurrentPerOrgLongTxn")) {
            return Kind.CONCURRENT_LONG;
        }
        if (message.contains("ConcurrentRequest")) {
            return Kind.CONCURRENT_REQUESTS;
        }
        if (message.contains("ApiBatchItems")) {
            return Kind.BULK_BATCHES;
        }
        var perApp = message.contains("PerApp") || message.contains("PER APP");
        return perApp ? Kind.PER_APP : Kind.OTHER;
    }

    /// The refusal as the family's clients expect it, in Salesforce's words.
    public static ApiError render(ApiError.Form form, Kind kind) {
        return render(form, kind, kind.message);
    }

    /// The refusal in other words; clients that tell the kinds apart do it by the message.
    public static ApiError render(ApiError.Form form, Kind kind, String message) {
        return ApiError.render(form, status(form, kind), kind.code, message);
    }

    private static int status(ApiError.Form form, Kind kind) {
        return switch (form) {
            case REST_JSON, REST_XML, BULK2_JSON -> kind.isLimit() ? 403 : 401;
            case SOAP_PARTNER, SOAP_ENTERPRISE, SOAP_METADATA, SOAP_TOOLING, SOAP_APEX -> 500;
            case BULK_XML, BULK_JSON, OAUTH_JSON -> 400;
        };
    }
}
