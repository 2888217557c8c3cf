package headroom.salesforce;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What the beginning of a body says about jobs and collections: the object and the operation.
///
/// Empty where it says nothing. Nothing here changes a charge but the count of a batch.
record BodyHints(String object, String operation) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final BodyHints NOTHING = new BodyHints("", "");

    static BodyHints of(Resource resource, byte[] body) {
        var start = start(body);
        if (start < 0) {
            return NOTHING;
        }
        if (body[start] == '<') {
            return xmlJob(body);
        }
        return resource == Resource.COLLECTION
                ? new BodyHints(firstType(body, start), "")
                : jsonJob(body, start);
    }

    /// How many requests a batch holds; negative if the body ends too early, 0 if it is not one.
    static int batchRequests(byte[] body) {
        var count = 0;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return 0;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var requests = parser.currentName().equals("batchRequests");
                if (parser.nextToken() == JsonToken.START_ARRAY && requests) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        count++;
                        parser.skipChildren();
                    }
                    return count;
                }
                parser.skipChildren();
            }
        } catch (JacksonException _) {
            return -count;
        }
        return 0;
    }

    /// The first brace or angle bracket: a multipart body begins with a boundary and part headers.
    private static int start(byte[] body) {
        for (var i = 0; i < body.length; i++) {
            if (body[i] == '{' || body[i] == '<') {
                return i;
            }
        }
        return -1;
    }

    private static BodyHints jsonJob(byte[] body, int start) {
        var object = "";
        var operation = "";
        try (var parser = parser(body, start)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    switch (name) {
                        case "object" -> object = ApiNames.name(parser.getString());
                        case "operation" -> operation = operation(parser.getString());
                        case "query" -> object = Soql.object(parser.getString());
                        default -> {}
                    }
                }
                parser.skipChildren();
            }
        } catch (JacksonException _) {
            // Cut or malformed: what was read before it counts.
        }
        return new BodyHints(object, operation);
    }

    /// The `type` in the first record's `attributes`.
    private static String firstType(byte[] body, int start) {
        try (var parser = parser(body, start)) {
            var attributes = false;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.PROPERTY_NAME) {
                    continue;
                }
                if (attributes && parser.currentName().equals("type")) {
                    parser.nextToken();
                    return ApiNames.name(parser.getString());
                }
                attributes |= parser.currentName().equals("attributes");
            }
        } catch (JacksonException _) {
            return "";
        }
        return "";
    }

    private static JsonParser parser(byte[] body, int start) {
        return JSON.createParser(ObjectReadContext.empty(), body, start, body.length - start);
    }

    private static BodyHints xmlJob(byte[] body) {
        var cursor = XmlCursor.open(body);
        var object = "";
        var operation = "";
        while (cursor.next()) {
            if (cursor.isEnd("object")) {
                object = ApiNames.name(cursor.text());
            } else if (cursor.isEnd("operation")) {
                operation = operation(cursor.text());
            }
        }
        return new BodyHints(object, operation);
    }

    private static String operation(String word) {
        return switch (word) {
            case "insert", "update", "upsert", "delete", "hardDelete", "query", "queryAll" -> word;
            default -> "";
        };
    }
}
