package headroom.salesforce;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// How many subqueries a GraphQL request holds: the fields below `uiapi { query }` and its like.
///
/// @param operation `query` or `mutation`
/// @param whole false if the body could not be read to its end, so that the number is a guess
record GraphqlCount(String operation, int subqueries, boolean whole) {
    static final GraphqlCount GUESS = new GraphqlCount("query", 1, false);
    private static final JsonFactory JSON = new JsonFactory();

    static GraphqlCount of(byte[] json) {
        var query = "";
        var operationName = "";
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return GUESS;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("query")) {
                    query = parser.getString();
                } else if (value == JsonToken.VALUE_STRING && name.equals("operationName")) {
                    operationName = parser.getString();
                }
                parser.skipChildren();
            }
        } catch (JacksonException _) {
            return GUESS;
        }
        return new GraphqlDocument(query, operationName).count();
    }
}
