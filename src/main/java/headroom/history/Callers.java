package headroom.history;

import java.util.Map;

/// How a logged call gets its integration's name: by its user, else its connected app, else what
/// its client calls itself. Immutable.
///
/// @param byUsername names declared for Salesforce user names
/// @param byClient names declared for values of `client` in `Sforce-Call-Options`
public record Callers(Map<String, String> byUsername, Map<String, String> byClient) {
    /// Who has none of the marks.
    public static final String NOBODY = "unidentified";

    public static final Callers UNDECLARED = new Callers(Map.of(), Map.of());

    public Callers {
        byUsername = Map.copyOf(byUsername);
        byClient = Map.copyOf(byClient);
    }
}
