package headroom.salesforce;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.Optional;

/// What the token endpoint gave out.
///
/// @param accessToken a secret, which `toString` leaves out
/// @param instanceUrl where calls are to go; empty if not said
/// @param id the identity URL; empty if not said
/// @param orgId the 15 characters of the org's id, from the identity URL or the token; empty if
///   unknown
/// @param userId the 15 characters of the user's id; empty if unknown
public record TokenAnswer(
        String accessToken, String instanceUrl, String id, String orgId, String userId) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int ORG_ID_LENGTH = 15;

    /// Reads an answer that holds an access token, plain or gzipped; empty for any other text.
    public static Optional<TokenAnswer> parse(byte[] json) {
        var token = "";
        var instanceUrl = "";
        var id = "";
        var text = Unzip.head(json, null, BODY_BYTES_MAX);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    switch (name) {
                        case "access_token" -> token = parser.getString();
                        case "instance_url" -> instanceUrl = parser.getString();
                        case "id" -> id = parser.getString();
                        default -> {}
                    }
                }
                parser.skipChildren();
            }
        } catch (JacksonException _) {
            return Optional.empty();
        }
        return token.isEmpty() ? Optional.empty() : Optional.of(of(token, instanceUrl, id));
    }

    private static TokenAnswer of(String token, String instanceUrl, String id) {
        var userAt = id.lastIndexOf('/');
        var orgAt = userAt < 0 ? -1 : id.lastIndexOf('/', userAt - 1);
        var org = orgAt < 0 ? "" : key(id.substring(orgAt + 1, userAt));
        var user = userAt < 0 ? "" : key(id.substring(userAt + 1));
        return new TokenAnswer(token, instanceUrl, id, org.isEmpty() ? orgIdOf(token) : org, user);
    }

    /// The 15 characters of the org's id that opaque tokens and session ids begin with; else empty.
    public static String orgIdOf(String token) {
        return token.length() > ORG_ID_LENGTH && token.charAt(ORG_ID_LENGTH) == '!'
                ? key(token.substring(0, ORG_ID_LENGTH))
                : "";
    }

    private static String key(String text) {
        return RecordId.key(text).map(RecordId::text15).orElse("");
    }

    @Override
    public String toString() {
        return "TokenAnswer[org=%s, user=%s, instance=%s]".formatted(orgId, userId, instanceUrl);
    }
}
