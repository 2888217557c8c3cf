package headroom.cli;

import headroom.cli.config.Configuration.Integration;
import headroom.watch.LoggedCall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who made a call that the org logged: by the marks that a log shows, with the names that the
/// gateway gives to passing calls. Immutable.
final class LoggedCallers {
    private static final String NOBODY = "unidentified";

    private final Map<String, String> byUsername = new HashMap<>();
    private final Map<String, String> byCallOptions = new HashMap<>();

    LoggedCallers(List<Integration> integrations) {
        for (var integration : integrations) {
            var marks = integration.marks();
            marks.usernames().forEach(user -> byUsername.put(user, marks.name()));
            marks.callOptions().forEach(client -> byCallOptions.put(client, marks.name()));
        }
    }

    String of(LoggedCall call) {
        var byUser = byUsername.get(call.userName());
        if (byUser != null) {
            return byUser;
        }
        if (!call.appName().isEmpty()) {
            return call.appName();
        }
        return call.clientName().isEmpty()
                ? NOBODY
                : byCallOptions.getOrDefault(call.clientName(), call.clientName());
    }
}
