package headroom.watch;

import headroom.watch.AlertState.Standing;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which alerts of which org stand, in a file, so that a restart tells nothing twice. One-owner.
public final class AlertBook {
    private final JsonFile file;
    private final Map<String, AlertState> states;

    /// Opens the book in that file, or a new one.
    public static AlertBook open(Path file) throws IOException {
        var json = new JsonFile(file);
        return new AlertBook(json, json.read("book of alerts", new HashMap<>(), AlertBook::states));
    }

    private AlertBook(JsonFile file, Map<String, AlertState> states) {
        this.file = file;
        this.states = states;
    }

    public AlertState of(String org) {
        return states.getOrDefault(org, AlertState.NONE);
    }

    /// Every org's state, by its name.
    public Map<String, AlertState> all() {
        return Map.copyOf(states);
    }

    /// Keeps an org's state; nothing is written if it has not changed.
    public void keep(String org, AlertState state) throws IOException {
        if (!state.equals(states.put(org, state))) {
            write();
        }
    }

    private void write() throws IOException {
        var all = JsonFile.JSON.createObjectNode();
        states.forEach((org, state) -> {
            var node = all.putObject(org);
            state.standing()
                    .forEach((rule, standing) ->
                            node.putObject(rule)
                                    .put("since", standing.since().toString())
                                    .put(
                                            "toldAt",
                                            standing.toldAt().map(Instant::toString).orElse("")));
        });
        file.write(all);
    }

    private static Map<String, AlertState> states(JsonNode all) {
        var states = new HashMap<String, AlertState>();
        for (var org : all.properties()) {
            var standing = new HashMap<String, Standing>();
            for (var rule : org.getValue().properties()) {
                var toldAt = rule.getValue().path("toldAt").asString("");
                standing.put(
                        rule.getKey(),
                        new Standing(
                                Instant.parse(rule.getValue().path("since").asString("")),
                                toldAt.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(Instant.parse(toldAt))));
            }
            states.put(org.getKey(), new AlertState(standing));
        }
        return states;
    }
}
