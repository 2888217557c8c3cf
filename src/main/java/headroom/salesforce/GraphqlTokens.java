package headroom.salesforce;

/// The tokens of a GraphQL document, one after the other: names, `...` and single characters; a
/// string is one `"`, comments and commas are left out. One-owner.
final class GraphqlTokens {
    private final String text;
    private int at;
    private String token = "";

    /// A place to come back to.
    record Place(int at, String token) {}

    GraphqlTokens(String text) {
        this.text = text;
        advance();
    }

    Place place() {
        return new Place(at, token);
    }

    void goTo(Place place) {
        at = place.at();
        token = place.token();
    }

    /// Empty at the end.
    String token() {
        return token;
    }

    boolean is(String expected) {
        return token.equals(expected);
    }

    boolean isEnd() {
        return token.isEmpty();
    }

    boolean isName() {
        return !token.isEmpty() && ApiNames.isNameCharacter(token.charAt(0));
    }

    void advance() {
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

    /// Past this token, and past what it opens if it opens arguments.
    void advanceOver() {
        if (is("(")) {
            skipBalanced("(", ")");
        } else {
            advance();
        }
    }

    /// To the next brace that opens, arguments left out.
    void toBrace() {
        while (!isEnd() && !is("{")) {
            advanceOver();
        }
    }

    void skipBalanced(String open, String close) {
        var depth = 0;
        do {
            depth += is(open) ? 1 : is(close) ? -1 : 0;
            advance();
        } while (depth > 0 && !isEnd());
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
}
