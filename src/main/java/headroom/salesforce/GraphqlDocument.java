package headroom.salesforce;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A GraphQL document, read only so far as its subqueries can be counted. Fragments are followed;
/// equal keys are one field, as GraphQL joins them. `@skip` and `@include` are not reckoned with:
/// what they hide counts. One-owner.
final class GraphqlDocument {
    private static final int SPREADS_MAX = 200;

    private final GraphqlTokens tokens;
    private final String wanted;
    private final Map<String, GraphqlTokens.Place> fragments = new HashMap<>();
    private final Set<String> subqueries = new HashSet<>();
    private final Set<String> spread = new HashSet<>();
    private boolean guessed;

    /// @param wanted the name of the operation to count; empty for the first
    GraphqlDocument(String text, String wanted) {
        this.tokens = new GraphqlTokens(text);
        this.wanted = wanted;
    }

    GraphqlCount count() {
        var start = tokens.place();
        findFragments();
        tokens.goTo(start);
        while (!tokens.isEnd()) {
            var operation = tokens.is("{") ? "query" : tokens.token();
            if (!operation.equals("query") && !operation.equals("mutation")) {
                skipDefinition();
                continue;
            }
            var name = head();
            if (wanted.isEmpty() || wanted.equals(name)) {
                selection(0, "");
                return new GraphqlCount(
                        operation,
                        Math.max(1, subqueries.size()),
                        !guessed && !subqueries.isEmpty());
            }
            tokens.skipBalanced("{", "}");
        }
        return GraphqlCount.GUESS;
    }

    private void findFragments() {
        while (!tokens.isEnd()) {
            if (tokens.is("fragment")) {
                tokens.advance();
                var name = tokens.token();
                tokens.toBrace();
                fragments.put(name, tokens.place());
            }
            skipDefinition();
        }
    }

    private void skipDefinition() {
        tokens.toBrace();
        tokens.skipBalanced("{", "}");
    }

    /// Reads an operation up to its opening brace, and returns its name.
    private String head() {
        var name = "";
        if (!tokens.is("{")) {
            tokens.advance();
            name = tokens.isName() ? tokens.token() : "";
        }
        tokens.toBrace();
        return name;
    }

    /// Takes the fields of the selection that begins here; `uiapi` and its `query` stand for
    /// theirs.
    private void selection(int level, String path) {
        tokens.advance();
        while (!tokens.isEnd() && !tokens.is("}")) {
            if (tokens.is("...")) {
                tokens.advance();
                fragment(level, path);
            } else {
                field(level, path);
            }
        }
        guessed |= tokens.isEnd();
        tokens.advance();
    }

    /// What a fragment selects counts where it stands: one with a name once for each place, so that
    /// fragments that name each other end.
    private void fragment(int level, String path) {
        var isNamed = tokens.isName() && !tokens.is("on");
        if (isNamed) {
            var name = tokens.token();
            tokens.advance();
            directives();
            named(name, level, path);
        } else {
            tokens.toBrace();
            selection(level, path);
        }
    }

    private void named(String name, int level, String path) {
        var body = fragments.get(name);
        guessed |= body == null || spread.size() == SPREADS_MAX;
        if (body != null && spread.size() < SPREADS_MAX && spread.add(name + ' ' + path)) {
            var after = tokens.place();
            tokens.goTo(body);
            selection(level, path);
            tokens.goTo(after);
        }
    }

    private void field(int level, String path) {
        guessed |= !tokens.isName();
        var key = tokens.token();
        var name = key;
        tokens.advance();
        if (tokens.is(":")) {
            tokens.advance();
            name = tokens.token();
            tokens.advance();
        }
        directives();
        var place = path + '/' + key;
        if (tokens.is("{") && descends(name, level)) {
            selection(level + 1, place);
            return;
        }
        if (tokens.is("{")) {
            tokens.skipBalanced("{", "}");
        }
        subqueries.add(place);
    }

    private static boolean descends(String name, int level) {
        return level == 0
                ? name.equals("uiapi")
                : level == 1 && (name.equals("query") || name.equals("aggregate"));
    }

    /// Arguments too.
    private void directives() {
        while (tokens.is("(") || tokens.is("@")) {
            if (tokens.is("@")) {
                tokens.advance();
                tokens.advance();
            }
            if (tokens.is("(")) {
                tokens.skipBalanced("(", ")");
            }
        }
    }
}
