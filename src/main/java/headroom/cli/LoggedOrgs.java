package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.history.Callers;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The names that the configuration gives to the orgs and callers of log files. Immutable.
final class LoggedOrgs {
    private static final int ID_LENGTH = 15;
    private static final Pattern APP_ID = Pattern.compile("(?:0H4|888)\\w{12}(?:\\w{3})?");

    private final @Nullable String said;
    private final Map<String, String> byId = new HashMap<>();
    private final Optional<String> only;
    private final Callers callers;

    /// @param said the org's name on the command line, before all else
    LoggedOrgs(@Nullable String said, Optional<Configuration> configuration) {
        this.said = said;
        var orgs = configuration.map(Configuration::orgs).orElse(List.of());
        var names = orgs.stream().map(org -> org.route().name()).toList();
        if (said != null && !names.isEmpty() && !names.contains(said)) {
            throw new Failure(
                    ExitCodes.USAGE,
                    "there is no org "
                            + said
                            + " in the configuration; there is "
                            + String.join(", ", names));
        }
        this.only =
                orgs.size() == 1 && orgs.getFirst().route().orgId().isEmpty()
                        ? Optional.of(names.getFirst())
                        : Optional.empty();
        for (var org : orgs) {
            var name = org.route().name();
            org.route().orgId().ifPresent(id -> byId.put(id.substring(0, ID_LENGTH), name));
        }
        this.callers = configuration.map(read -> callers(read)).orElse(Callers.UNDECLARED);
    }

    /// The names that declared integrations have in logs, and the name of Headroom itself, whose
    /// app is called so by docs/connect-a-real-org.md.
    static Callers callers(Configuration configuration) {
        var byUsername = new HashMap<String, String>();
        var byApp = new HashMap<>(Map.of("Headroom", "headroom"));
        var byClient = new HashMap<String, String>();
        for (var integration : configuration.integrations()) {
            var marks = integration.marks();
            marks.usernames().forEach(user -> byUsername.put(user, marks.name()));
            integration.connectedApps().forEach(app -> byApp.put(known(app), marks.name()));
            marks.callOptions().forEach(client -> byClient.put(client, marks.name()));
        }
        return new Callers(byUsername, byApp, byClient);
    }

    /// Logs have ids of 15 characters.
    private static String known(String app) {
        return APP_ID.matcher(app).matches() ? app.substring(0, ID_LENGTH) : app;
    }

    Callers callers() {
        return callers;
    }

    /// The only org configured takes every file as long as no id of it is declared.
    ///
    /// @param id 15 characters, or empty if the file does not say
    String name(String id) {
        if (said != null) {
            return said;
        }
        if (only.isPresent()) {
            return only.get();
        }
        if (id.isEmpty()) {
            throw new Failure(
                    ExitCodes.USAGE, "a file does not say of which org it is; name it with --org");
        }
        return byId.getOrDefault(id, id);
    }
}
