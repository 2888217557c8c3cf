package headroom.emulator.call;

import java.util.List;

/// What the org says no with: an HTTP status, Salesforce's code and text. Each family words it in
/// its form.
///
/// It is thrown where a call cannot be answered as asked, and caught once, at the desk.
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<String> fields;
    private final String json;

    /// A failure of a write that tells more than one code and message.
    ///
    /// @param json the whole array of errors for families that speak JSON; empty as a rule
    public ApiFailure(int status, String code, String message, List<String> fields, String json) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = List.copyOf(fields);
        this.json = json;
    }

    public ApiFailure(int status, String code, String message, List<String> fields) {
        this(status, code, message, fields, "");
    }

    public ApiFailure(int status, String code, String message) {
        this(status, code, message, List.of());
    }

    public static ApiFailure invalidSession() {
        return new ApiFailure(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }

    public static ApiFailure requestLimit() {
        return new ApiFailure(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }

    public static ApiFailure notFound() {
        return new ApiFailure(404, "NOT_FOUND", "The requested resource does not exist");
    }

    /// What this emulator does not serve, said so that nobody takes it for Salesforce's own answer.
    public static ApiFailure notServed(String what) {
        return new ApiFailure(
                501, "NOT_IMPLEMENTED", what + " is not implemented by the Headroom emulator.");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /// The fields at fault; only failures of writes name any.
    public List<String> fields() {
        return fields;
    }

    /// The whole array of errors in JSON, where code and message do not tell all; else empty.
    public String json() {
        return json;
    }
}
