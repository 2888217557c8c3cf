package headroom.salesforce;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Who asks for a token, and how: from the form, the query string, Basic authorization or the
/// assertion.
///
/// Assertions are read, not verified: that is the org's task. Passwords, secrets and refresh tokens
/// are not kept.
///
/// @param grantType as the flow names it; empty if it does not say
/// @param clientId the connected app's consumer key; empty if it does not say
/// @param username empty for the flows that name no user
public record TokenRequest(String grantType, String clientId, String username) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final int VALUE_MAX = 1_024;
    private static final String BASIC = "Basic ";

    public TokenRequest {
        grantType = bounded(grantType);
        clientId = bounded(clientId);
        username = bounded(username);
    }

    /// Reads what is there; never throws.
    public static TokenRequest parse(String target, HeaderSource headers, byte[] bodyPeek) {
        var body = Unzip.head(bodyPeek, headers.first("Content-Encoding"), BODY_BYTES_MAX);
        var fields = new Fields(new String(body, StandardCharsets.UTF_8), target);
        var assertion = Claims.of(fields.get("assertion"));
        var clientAssertion = Claims.of(fields.get("client_assertion"));
        var clientId =
                firstOf(
                        fields.get("client_id"),
                        basicUser(headers),
                        assertion.issuer(),
                        clientAssertion.issuer());
        var username = firstOf(fields.get("username"), assertion.subject());
        return new TokenRequest(fields.get("grant_type"), clientId, username);
    }

    private static String firstOf(String... candidates) {
        for (var candidate : candidates) {
            if (!candidate.isEmpty()) {
                return candidate;
            }
        }
        return "";
    }

    private static String bounded(String value) {
        return value.length() > VALUE_MAX ? "" : value;
    }

    private static String basicUser(HeaderSource headers) {
        var header = headers.first("Authorization");
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return "";
        }
        try {
            var pair = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            var text = new String(pair, StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return FormFields.field("u=" + (colon < 0 ? "" : text.substring(0, colon)), 0, "u");
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /// The form first, then the query string: one client posts everything there with an empty body.
    private record Fields(String form, String target) {
        String get(String name) {
            var inForm = FormFields.field(form, 0, name);
            var query = target.indexOf('?');
            return inForm.isEmpty() && query >= 0
                    ? FormFields.field(target, query + 1, name)
                    : inForm;
        }

        @Override
        public String toString() {
            return "Fields[]";
        }
    }

    /// Issuer and subject of a JSON web token.
    private record Claims(String issuer, String subject) {
        private static final Claims NONE = new Claims("", "");

        static Claims of(String token) {
            var first = token.indexOf('.');
            var second = token.indexOf('.', first + 1);
            if (first < 0 || second < 0) {
                return NONE;
            }
            try {
                return read(Base64.getUrlDecoder().decode(token.substring(first + 1, second)));
            } catch (IllegalArgumentException | JacksonException _) {
                return NONE;
            }
        }

        private static Claims read(byte[] payload) {
            var issuer = "";
            var subject = "";
            try (var parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return NONE;
                }
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var name = parser.currentName();
                    if (parser.nextToken() == JsonToken.VALUE_STRING) {
                        issuer = name.equals("iss") ? parser.getString() : issuer;
                        subject = name.equals("sub") ? parser.getString() : subject;
                    }
                    parser.skipChildren();
                }
            }
            return new Claims(issuer, subject);
        }
    }
}
