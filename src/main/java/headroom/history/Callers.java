package headroom.history;

import java.util.Map;

/// How a logged call gets its integration's name: the declared one of its user, its connected app
/// or its client; else the app's own name, else what its client calls itself. Immutable.
///
/// @param byUsername names declared for Salesforce user names
/// @param byApp names declared for connected apps, by the app's name or id, of which 15 characters
///   are looked at
/// @param byClient names declared for values of `client` in `Sforce-Call-Options`
public record Callers(
        Map<String, String> byUsername, Map<String, String> byApp, Map<String, String> byClient) {
    /// Who has none of the marks.
    public static final String NOBODY = "unidentified";

    public static final Callers UNDECLARED = new Callers(Map.of(), Map.of(), Map.of());

    public Callers {
        byUsername = Map.copyOf(byUsername);
        byApp = Map.copyOf(byApp);
        byClient = Map.copyOf(byClient);
    }
}
