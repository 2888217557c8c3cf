package headroom.watch;

import headroom.watch.AlertState.Standing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which alerts of which org stand, in a file, so that a restart tells nothing twice. One-owner.
public final class AlertBook {
    private final MirrorFile file;
    private final Map<String, AlertState> states;

    /// Opens the book in that file, or a new one.
    public static AlertBook open(Path file) throws IOException {
        var json = new JsonFile(file);
        return new AlertBook(
                new MirrorFile(json),
                json.read("book of alerts", new HashMap<>(), AlertBook::states));
    }

    private AlertBook(MirrorFile file, Map<String, AlertState> states) {
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

    /// Keeps an org's state, in memory until it is saved.
    public void keep(String org, AlertState state) {
        if (!state.equals(states.put(org, state))) {
            file.outdate();
        }
    }

    /// Writes what has changed, or tries again what could not be written.
    ///
    /// @return whether all of it is on disk
    public boolean save() {
        return file.save(this::json);
    }

    private JsonNode json() {
        var all = JsonFile.JSON.createObjectNode();
        states.forEach((org, state) -> {
            var node = all.putObject(org);
            state.standing().forEach((rule, standing) -> write(node.putObject(rule), standing));
        });
        return all;
    }

    private static void write(ObjectNode node, Standing standing) {
        node.put("since", standing.since().toString());
        standing.toldAt().ifPresent(at -> node.put("toldAt", at.toString()));
        standing.betterSince().ifPresent(at -> node.put("betterSince", at.toString()));
    }

    private static Map<String, AlertState> states(JsonNode all) {
        var states = new HashMap<String, AlertState>();
        for (var org : all.properties()) {
            var standing = new HashMap<String, Standing>();
            for (var rule : org.getValue().properties()) {
                standing.put(
                        rule.getKey(),
                        new Standing(
                                Instant.parse(rule.getValue().path("since").asString("")),
                                time(rule.getValue().path("toldAt")),
                                time(rule.getValue().path("betterSince"))));
            }
            states.put(org.getKey(), new AlertState(standing));
        }
        return states;
    }

    private static Optional<Instant> time(JsonNode node) {
        var text = node.asString("");
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }
}
