package headroom.watch;

import headroom.salesforce.LimitInfo;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;

/// What an org answered to a call of Headroom's own. Immutable.
///
/// @param status the HTTP status
/// @param body JSON, or a missing node where it is none
/// @param limitInfo what the answer says of the org's usage
public record OrgAnswer(int status, JsonNode body, Optional<LimitInfo> limitInfo) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WORDS_MAX = 200;

    static OrgAnswer of(int status, byte[] body, Optional<LimitInfo> limitInfo) {
        return new OrgAnswer(status, read(body), limitInfo);
    }

    private static JsonNode read(byte[] body) {
        try {
            var node = JSON.readTree(body);
            return node == null ? JSON.missingNode() : node;
        } catch (JacksonException _) {
            return JSON.missingNode();
        }
    }

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// Salesforce's code of an error: `INVALID_TYPE`, or `invalid_grant` of a login; else empty.
    public String code() {
        var first = body.isArray() ? body.path(0) : body;
        return first.path("errorCode").asString(first.path("error").asString(""));
    }

    /// Salesforce's own words of an error, cut to one short line; never a token. Of an error in a
    /// query the last line says what is wrong, those before it quote the query.
    public String words() {
        var first = body.isArray() ? body.path(0) : body;
        var said = first.path("message").asString(first.path("error_description").asString(""));
        var line = said.lines().reduce("", (_, last) -> last).strip();
        var sentence = line.indexOf(". ");
        var shown = sentence < 0 ? line : line.substring(0, sentence + 1);
        return shown.length() > WORDS_MAX ? shown.substring(0, WORDS_MAX) + "…" : shown;
    }

    @Override
    public String toString() {
        return status + " " + code();
    }
}
