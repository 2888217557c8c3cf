package headroom.watch;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which weekly letters went out, in a file, so that each goes once though Headroom restarts.
/// One-owner.
///
/// What was missed while nothing ran is made good within two days; later, the next week's says
/// enough.
public final class DigestBook {
    private static final Duration LATE_MAX = Duration.ofDays(2);

    private final MirrorFile file;
    private Week week;

    /// A week's letters.
    ///
    /// @param due when they were due
    /// @param done whether all are handed over
    /// @param posted those that are, by their id
    private record Week(Instant due, boolean done, Set<String> posted) {}

    /// Opens the book in that file. A new one owes nothing that was due before.
    public static DigestBook open(Path file, WeekTime time, Instant now) throws IOException {
        var json = new JsonFile(file);
        Optional<Week> known =
                json.read("book of digests", Optional.empty(), node -> Optional.of(week(node)));
        var book =
                new DigestBook(
                        new MirrorFile(json),
                        known.orElseGet(() -> new Week(time.latest(now), true, Set.of())));
        if (known.isEmpty()) {
            book.write();
        }
        return book;
    }

    private DigestBook(MirrorFile file, Week week) {
        this.file = file;
        this.week = week;
    }

    /// Whether letters are owed now.
    public boolean owes(WeekTime time, Instant now) {
        file.save(this::json);
        var due = time.latest(now);
        if (due.isAfter(week.due())) {
            week = new Week(due, false, Set.of());
            write();
        }
        if (!week.done() && Duration.between(week.due(), now).compareTo(LATE_MAX) >= 0) {
            settle();
        }
        return !week.done();
    }

    /// When the latest letters were due.
    public Instant due() {
        return week.due();
    }

    public boolean isPosted(String id) {
        return week.posted().contains(id);
    }

    /// One of the letters is handed over.
    public void posted(String id) {
        var posted = new HashSet<>(week.posted());
        posted.add(id);
        week = new Week(week.due(), week.done(), Set.copyOf(posted));
        write();
    }

    /// All of them are.
    public void settle() {
        week = new Week(week.due(), true, Set.of());
        write();
    }

    private void write() {
        file.outdate();
        file.save(this::json);
    }

    private JsonNode json() {
        var node =
                JsonFile.JSON
                        .createObjectNode()
                        .put("due", week.due().toString())
                        .put("done", week.done());
        var posted = node.putArray("posted");
        week.posted().forEach(posted::add);
        return node;
    }

    private static Week week(JsonNode node) {
        var posted = new HashSet<String>();
        node.path("posted").forEach(each -> posted.add(each.asString("")));
        return new Week(
                Instant.parse(node.path("due").asString("")),
                node.path("done").asBoolean(false),
                Set.copyOf(posted));
    }
}
