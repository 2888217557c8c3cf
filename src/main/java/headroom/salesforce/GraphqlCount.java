package headroom.salesforce;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// How many subqueries a GraphQL request holds: the fields below `uiapi { query }` and its like.
///
/// @param operation `query` or `mutation`
/// @param whole false if the body could not be read to its end, so that one is a guess
record GraphqlCount(String operation, int subqueries, boolean whole) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final GraphqlCount GUESS = new GraphqlCount("query", 1, false);

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
        return new Document(query, operationName).count();
    }

    /// A reading of the document, token by token: names and punctuation, strings and comments left
    /// out.
    private static final class Document {
        private final String text;
        private final String wanted;
        private int at;
        private String token = "";
        private boolean guessed;

        Document(String text, String wanted) {
            this.text = text;
            this.wanted = wanted;
            advance();
        }

        GraphqlCount count() {
            while (!token.isEmpty()) {
                var operation = token.equals("{") ? "query" : token;
                if (operation.equals("query") || operation.equals("mutation")) {
                    var name = head();
                    var sum = selection(0);
                    if (wanted.isEmpty() || wanted.equals(name)) {
                        return new GraphqlCount(operation, Math.max(1, sum), !guessed && sum > 0);
                    }
                } else {
                    skipDefinition();
                }
            }
            return GUESS;
        }

        /// Reads an operation up to its opening brace, and returns its name.
        private String head() {
            var name = "";
            if (!token.equals("{")) {
                advance();
                name = isName(token) ? token : "";
            }
            while (!token.isEmpty() && !token.equals("{")) {
                advanceOver();
            }
            return name;
        }

        /// Counts the fields of the selection that begins here; `uiapi` and its `query` stand for
        /// theirs.
        private int selection(int level) {
            var sum = 0;
            advance();
            while (!token.isEmpty() && !token.equals("}")) {
                if (token.equals("...")) {
                    guessed = true;
                    sum++;
                    skipField();
                } else {
                    sum += field(level);
                }
            }
            guessed |= token.isEmpty();
            advance();
            return sum;
        }

        private int field(int level) {
            var name = token;
            guessed |= !isName(name);
            advance();
            if (token.equals(":")) {
                advance();
                name = token;
                advance();
            }
            while (token.equals("(") || token.equals("@")) {
                argumentOrDirective();
            }
            if (!token.equals("{")) {
                return 1;
            }
            if (descends(name, level)) {
                return selection(level + 1);
            }
            skipBalanced("{", "}");
            return 1;
        }

        private static boolean descends(String name, int level) {
            return level == 0
                    ? name.equals("uiapi")
                    : level == 1 && (name.equals("query") || name.equals("aggregate"));
        }

        private void argumentOrDirective() {
            if (token.equals("@")) {
                advance();
                advance();
            }
            if (token.equals("(")) {
                skipBalanced("(", ")");
            }
        }

        private void skipField() {
            advance();
            while (!token.isEmpty() && !token.equals("}") && !token.equals("...")) {
                if (token.equals("{")) {
                    skipBalanced("{", "}");
                    return;
                }
                advanceOver();
            }
        }

        private void skipDefinition() {
            while (!token.isEmpty() && !token.equals("{")) {
                advanceOver();
            }
            skipBalanced("{", "}");
        }

        private void advanceOver() {
            if (token.equals("(")) {
                skipBalanced("(", ")");
            } else {
                advance();
            }
        }

        private void skipBalanced(String open, String close) {
            var depth = 0;
            do {
                depth += token.equals(open) ? 1 : token.equals(close) ? -1 : 0;
                advance();
            } while (depth > 0 && !token.isEmpty());
        }

        /// The next token: a name, `...`, or one character; empty at the end.
        private void advance() {
            skipIgnored();
            if (at >= text.length()) {
                token = "";
                return;
            }
            var start = at;
            if (text.startsWith("...", at)) {
                at += 3;
            } else if (text.charAt(at) == '"') {
                skipString();
                token = "\"";
                return;
            } else if (ApiNames.isNameCharacter(text.charAt(at))) {
                while (at < text.length() && ApiNames.isNameCharacter(text.charAt(at))) {
                    at++;
                }
            } else {
                at++;
            }
            token = text.substring(start, at);
        }

        private void skipIgnored() {
            while (at < text.length()) {
                var c = text.charAt(at);
                if (c == '#') {
                    var line = text.indexOf('\n', at);
                    at = line < 0 ? text.length() : line;
                } else if (c <= ' ' || c == ',' || c == '\ufeff') {
                    at++;
                } else {
                    return;
                }
            }
        }

        private void skipString() {
            if (text.startsWith("\"\"\"", at)) {
                var end = text.indexOf("\"\"\"", at + 3);
                at = end < 0 ? text.length() : end + 3;
                return;
            }
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(text.length(), at + 1);
        }

        private static boolean isName(String token) {
            return !token.isEmpty() && ApiNames.isNameCharacter(token.charAt(0));
        }
    }
}
