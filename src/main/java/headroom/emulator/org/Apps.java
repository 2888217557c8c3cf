package headroom.emulator.org;

import headroom.emulator.EmulatorClient;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The connected apps, each with a record id as usage logs show it. One owner.
///
/// While none is configured any client id is an app of that name, as many as the limit allows.
public final class Apps {
    private static final int APPS_MAX = 10_000;

    private final boolean open;
    private final Map<String, EmulatorClient> configured = new LinkedHashMap<>();
    private final Map<String, App> byName = new HashMap<>();

    /// A connected app at work.
    ///
    /// @param recordId 15 characters
    public record App(EmulatorClient client, String recordId) {}

    public Apps(List<EmulatorClient> clients) {
        this.open = clients.isEmpty();
        clients.forEach(client -> configured.put(client.id(), client));
    }

    /// The app of that consumer key, if there is one.
    public Optional<App> find(String clientId) {
        var client = configured.get(clientId);
        if (client != null) {
            return Optional.of(named(client));
        }
        return open && !clientId.isEmpty() && byName.size() < APPS_MAX
                ? Optional.of(named(new EmulatorClient(clientId, "", clientId)))
                : Optional.empty();
    }

    /// The record id of the app of that name; for calls of the past.
    public String recordId(String name) {
        return name.isEmpty() ? "" : named(new EmulatorClient(name, "", name)).recordId();
    }

    /// The names of the apps that have called, and of those configured.
    public Collection<String> names() {
        var names = new TreeSet<>(byName.keySet());
        configured.values().forEach(client -> names.add(client.name()));
        return names;
    }

    private App named(EmulatorClient client) {
        var app = byName.get(client.name());
        if (app == null || !app.client().equals(client)) {
            var number = app == null ? byName.size() + 1 : number(app);
            app = new App(client, "0H4Hr0" + String.format("%09d", number));
            byName.put(client.name(), app);
        }
        return app;
    }

    private static int number(App app) {
        return Integer.parseInt(app.recordId().substring(6));
    }
}
