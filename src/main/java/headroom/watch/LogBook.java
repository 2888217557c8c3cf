package headroom.watch;

import headroom.history.LogIdentity;
import headroom.watch.LogEntry.State;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What is known of an org's event log files: which it listed, what became of them, and what asking
/// has cost. A small file beside the ledger; read by anyone, written by who holds the round.
/// One-owner.
public final class LogBook {
    private static final Duration KEPT = Duration.ofDays(40);

    private final JsonFile file;
    private final TreeMap<String, LogEntry> entries = new TreeMap<>();
    private Instant since = Instant.EPOCH;
    private Instant listedWholeAt = Instant.EPOCH;
    private Instant newest = Instant.EPOCH;
    private Instant objectUntil = Instant.EPOCH;
    private String objectTrouble = "";
    private LocalDate spendingDay = LocalDate.EPOCH;
    private long spent;

    private LogBook(JsonFile file) {
        this.file = file;
    }

    /// Reads the book in a folder; an empty one if there is none.
    public static LogBook read(Path folder) throws IOException {
        var file = new JsonFile(folder.resolve("book.json"));
        return file.read("book of event logs", new LogBook(file), root -> of(file, root));
    }

    private static LogBook of(JsonFile file, JsonNode root) {
        var book = new LogBook(file);
        book.since = instant(root, "since");
        book.listedWholeAt = instant(root, "listed-whole");
        book.newest = instant(root, "newest");
        book.objectUntil = instant(root, "object-until");
        book.objectTrouble = root.path("object-trouble").asString("");
        book.spendingDay = LocalDate.parse(root.path("spending-day").asString("1970-01-01"));
        book.spent = root.path("spent").asLong(0);
        for (var row : root.path("files")) {
            book.put(entry(row));
        }
        return book;
    }

    private static LogEntry entry(JsonNode row) {
        var file =
                new LogFile(
                        row.path("id").asString(""),
                        LogIdentity.parse(row.path("file").asString("")),
                        row.path("bytes").asLong(0),
                        instant(row, "created"),
                        row.path("path").asString(""));
        return new LogEntry(
                file,
                State.valueOf(row.path("state").asString("")),
                instant(row, "at"),
                row.path("rows").asLong(0),
                row.path("trouble").asString(""),
                row.path("tries").asInt(0),
                instant(row, "next-try"));
    }

    private static Instant instant(JsonNode node, String key) {
        return Instant.parse(node.path(key).asString("1970-01-01T00:00:00Z"));
    }

    /// Puts it on disk; entries of periods long past are left out.
    void write(Instant now) throws IOException {
        entries.values().removeIf(it -> it.file().identity().end().isBefore(now.minus(KEPT)));
        var root = JsonFile.JSON.createObjectNode();
        root.put("since", since.toString());
        root.put("listed-whole", listedWholeAt.toString());
        root.put("newest", newest.toString());
        root.put("object-until", objectUntil.toString());
        root.put("object-trouble", objectTrouble);
        root.put("spending-day", spendingDay.toString());
        root.put("spent", spent);
        var rows = root.putArray("files");
        entries.values().forEach(it -> put(rows.addObject(), it));
        Files.createDirectories(file.path().toAbsolutePath().getParent());
        file.write(root);
    }

    private static void put(ObjectNode row, LogEntry it) {
        row.put("file", it.file().identity().toString());
        row.put("id", it.file().id());
        row.put("bytes", it.file().bytes());
        row.put("created", it.file().createdAt().toString());
        row.put("path", it.file().path());
        row.put("state", it.state().name());
        row.put("at", it.at().toString());
        row.put("rows", it.rows());
        row.put("trouble", it.trouble());
        row.put("tries", it.tries());
        row.put("next-try", it.nextTry().toString());
    }

    void put(LogEntry entry) {
        entries.put(entry.file().identity().toString(), entry);
    }

    public Optional<LogEntry> find(LogIdentity identity) {
        return Optional.ofNullable(entries.get(identity.toString()));
    }

    public Collection<LogEntry> entries() {
        return List.copyOf(entries.values());
    }

    /// Takes in what the org lists. A file made anew waits again.
    ///
    /// @param isWhole whether the list names every file there is: what waits and is not named is
    ///   lost
    void learn(List<LogFile> listed, boolean isWhole, Instant now) {
        if (since.equals(Instant.EPOCH)) {
            since = now;
        }
        for (var it : listed) {
            var known = find(it.identity());
            if (known.isEmpty() || !known.get().file().id().equals(it.id())) {
                put(LogEntry.listed(it, now));
            }
            newest = newest.isBefore(it.createdAt()) ? it.createdAt() : newest;
        }
        if (isWhole) {
            listedWholeAt = now;
            var names = listed.stream().map(it -> it.identity().toString()).toList();
            for (var it : new ArrayList<>(entries.values())) {
                if (it.state() == State.WAITING
                        && !names.contains(it.file().identity().toString())) {
                    put(it.become(State.LOST, "the org no longer lists it", now));
                }
            }
        }
    }

    /// When the org was first asked; the epoch if never.
    public Instant since() {
        return since;
    }

    Instant listedWholeAt() {
        return listedWholeAt;
    }

    /// When the newest file was made of which the org told.
    Instant newest() {
        return newest;
    }

    /// Up to when `ApiTotalUsageEventLog` has been read; the epoch if never.
    public Instant objectUntil() {
        return objectUntil;
    }

    /// Why it cannot be read; empty if it can or was not tried.
    public String objectTrouble() {
        return objectTrouble;
    }

    void readObject(Instant until, String trouble) {
        objectUntil = until;
        objectTrouble = trouble;
    }

    /// Calls of the org that fetching logs has cost on the UTC day of an instant.
    public long spent(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).equals(spendingDay) ? spent : 0;
    }

    void spend(long calls, Instant now) {
        spent = spent(now) + calls;
        spendingDay = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
