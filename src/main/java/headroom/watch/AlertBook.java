package headroom.watch;

import headroom.watch.AlertState.Standing;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which alerts of which org stand, in a file, so that a restart tells nothing twice. One-owner.
public final class AlertBook {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Map<String, AlertState> states;

    /// Opens the book in that file, or a new one.
    public static AlertBook open(Path file) throws IOException {
        return new AlertBook(file, read(file));
    }

    private AlertBook(Path file, Map<String, AlertState> states) {
        this.file = file;
        this.states = states;
    }

    public AlertState of(String org) {
        return states.getOrDefault(org, AlertState.NONE);
    }

    /// Keeps an org's state; nothing is written if it has not changed.
    public void keep(String org, AlertState state) throws IOException {
        if (!state.equals(states.put(org, state))) {
            write();
        }
    }

    private void write() throws IOException {
        var all = JSON.createObjectNode();
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
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, AlertState> read(Path file) throws IOException {
        var states = new HashMap<String, AlertState>();
        try {
            for (var org : JSON.readTree(Files.readAllBytes(file)).properties()) {
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
        } catch (NoSuchFileException _) {
            return states;
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(
                    file + " is no book of alerts; move it away to start with a new one", e);
        }
        return states;
    }
}
