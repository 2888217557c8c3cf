package headroom.salesforce;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The code and message of an error body, whichever API family's form it has; empty where not
/// found.
///
/// SOAP codes come without their prefix. A body cut in the middle yields what came before the cut.
public record ErrorText(String code, String message) {
    private static final ErrorText NONE = new ErrorText("", "");
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BODY_BYTES_MAX = 16 * 1024;

    /// Reads JSON or XML, plain or gzipped.
    public static ErrorText parse(byte[] body) {
        var text = Unzip.head(body, null, BODY_BYTES_MAX);
        for (var b : text) {
            if (b == '{' || b == '[') {
                return json(text);
            }
            if (b == '<') {
                return xml(text);
            }
            if (b > ' ') {
                return NONE;
            }
        }
        return NONE;
    }

    private static ErrorText json(byte[] body) {
        var code = "";
        var message = "";
        var depth = 0;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.PROPERTY_NAME && depth <= 2) {
                    var name = parser.currentName();
                    if (isCode(name) && code.isEmpty()) {
                        code = value(parser);
                    } else if (isMessage(name) && message.isEmpty()) {
                        message = value(parser);
                    }
                }
            }
        } catch (JacksonException _) {
            // Cut or malformed: what was read before it counts.
        }
        return new ErrorText(code, message);
    }

    private static String value(JsonParser parser) {
        return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
    }

    private static boolean isCode(String name) {
        return switch (name) {
            case "errorCode", "exceptionCode", "error" -> true;
            default -> false;
        };
    }

    private static boolean isMessage(String name) {
        return switch (name) {
            case "message", "exceptionMessage", "error_description" -> true;
            default -> false;
        };
    }

    private static ErrorText xml(byte[] body) {
        var cursor = XmlCursor.open(body);
        var code = "";
        var message = "";
        while (cursor.next()) {
            if (cursor.isStart()) {
                continue;
            }
            switch (cursor.name()) {
                case "errorCode", "exceptionCode", "faultcode" ->
                        code = code.isEmpty() ? unprefixed(cursor.text()) : code;
                case "message", "exceptionMessage", "faultstring" ->
                        message = message.isEmpty() ? cursor.text() : message;
                default -> {}
            }
        }
        return new ErrorText(code, message);
    }

    private static String unprefixed(String code) {
        return code.substring(code.indexOf(':') + 1);
    }
}
