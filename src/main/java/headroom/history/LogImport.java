package headroom.history;

import headroom.history.Catalog.FileRow;
import headroom.history.Catalog.Segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Brings one log file in: its rows as Parquet by day under names nobody reads yet, then all of it
/// at once by a commit of the catalogue. A process killed before that has changed nothing.
/// One-owner.
final class LogImport {
    private static final String NOTHING_KNOWN =
            "create or replace temp table known (at_millis bigint, mark ubigint, fresh bigint,"
                    + " copies bigint)";

    private final Path folder;
    private final Path incoming;
    private final Catalog catalog;
    private final Duck duck;
    private int written;

    /// What became of a file.
    ///
    /// @param added rows that no other file had
    record Outcome(long rows, long added, long damaged) {}

    LogImport(Path folder, Path incoming, Catalog catalog, Duck duck) {
        this.folder = folder;
        this.incoming = incoming;
        this.catalog = catalog;
        this.duck = duck;
    }

    /// @param days the file's rows as Parquet, by UTC day
    Outcome bring(
            LogSource source,
            LogCheck check,
            String org,
            Map<String, List<Path>> days,
            long atMillis)
            throws IOException {
        var identity = source.identity().map(LogIdentity::toString).orElse("");
        var replaced =
                identity.isEmpty() ? null : catalog.fileByIdentity(org, identity).orElse(null);
        // Numbered while the file it replaces still has its number: no path is ever used again.
        var file =
                new FileRow(
                        catalog.nextFile(),
                        org,
                        check.type().word(),
                        identity,
                        check.hash(),
                        check.rows());
        if (replaced != null) {
            withdraw(replaced);
        }
        var rows = 0L;
        var added = 0L;
        for (var day : days.entrySet()) {
            var segment = place(file, day.getKey(), day.getValue());
            rows += segment.rows();
            added += segment.counted();
        }
        if (rows != check.rows()) {
            throw new NotALog(
                    source.name() + ": " + rows + " of " + check.rows() + " rows could be read");
        }
        var outcome = new Outcome(rows, added, check.damaged());
        catalog.addFile(file, source.name(), source.bytes(), outcome, atMillis);
        catalog.commit();
        return outcome;
    }

    /// Notes which of the org's files one is that is in already. Another that was that file till
    /// now has been made anew, and goes.
    void identify(FileRow file, String identity) throws IOException {
        var replaced = catalog.fileByIdentity(file.org(), identity);
        if (replaced.isPresent() && replaced.get().id() == file.id()) {
            return;
        }
        if (replaced.isPresent()) {
            withdraw(replaced.get());
        }
        if (file.identity().isEmpty()) {
            catalog.identify(file, identity);
        }
        catalog.commit();
    }

    /// Marks a day's rows that are there already, and moves the day to its place.
    private Segment place(FileRow file, String day, List<Path> staged) throws IOException {
        var draft = draft(file, day, staged);
        var marked = marked(staged, draft, others(draft));
        settle(marked.file(), folder.resolve(draft.path()));
        var segment = draft.counting(draft.path(), marked.counted());
        catalog.put(segment);
        return segment;
    }

    /// @throws NotALog if DuckDB reads another time in a row than the check did, or none
    private Segment draft(FileRow file, String day, List<Path> staged) throws NotALog {
        var from = " from " + parquet(staged);
        var unread =
                duck.list("select count(*) - count(at_millis)" + from, row -> row.getLong(1))
                        .getFirst();
        var draft =
                duck.list(
                                "select count(*), min(at_millis), max(at_millis)" + from,
                                row ->
                                        new Segment(
                                                path(file, day),
                                                file.id(),
                                                file.org(),
                                                file.type(),
                                                day,
                                                row.getLong(1),
                                                row.getLong(1),
                                                row.getLong(2),
                                                row.getLong(3)))
                        .getFirst();
        if (unread > 0 || !isOf(day, draft.firstAt()) || !isOf(day, draft.lastAt())) {
            throw new NotALog("it has rows whose time cannot be read");
        }
        return draft;
    }

    private static boolean isOf(String day, long millis) {
        return Instant.ofEpochMilli(millis).toString().startsWith(day + "T");
    }

    private List<Segment> others(Segment draft) {
        return catalog.segments(draft.org(), draft.day()).stream()
                .filter(other -> other.type().equals(draft.type()))
                .toList();
    }

    /// A file of a day's rows, and how many of them no file before has.
    private record Marked(Path file, long counted) {}

    /// Where some rows count and some do not, the column `counts` says which. A file of which all
    /// count, or none, says that all do, so that most files are never written twice.
    private Marked marked(List<Path> staged, Segment draft, List<Segment> before) {
        var known = known(staged, draft, before);
        var isMixed = known > 0 && known < draft.rows();
        if (!isMixed && !draft.isMixed() && staged.size() == 1) {
            return new Marked(staged.getFirst(), draft.rows() - known);
        }
        if (!isMixed) {
            duck.run(NOTHING_KNOWN);
        }
        // A name of its own each time: DuckDB remembers what it has read by the file's name.
        var whole = incoming.resolve("marked-" + draft.file() + "-" + written++ + ".parquet");
        duck.run(
                SqlText.of(
                        LogImport.class,
                        "unique",
                        Map.of(
                                "staged", SqlText.files(staged),
                                "parquet", Duck.PARQUET,
                                "file", SqlText.quote(whole.toString()))));
        return new Marked(whole, draft.rows() - known);
    }

    /// Makes `known`, and says how many of the staged rows it is about.
    private long known(List<Path> staged, Segment draft, List<Segment> before) {
        var existing =
                before.stream()
                        .filter(other -> other.counted() > 0 && other.overlaps(draft))
                        .map(other -> folder.resolve(other.path()))
                        .toList();
        if (existing.isEmpty()) {
            duck.run(NOTHING_KNOWN);
            return 0;
        }
        duck.run(
                SqlText.of(
                        LogImport.class,
                        "kept",
                        Map.of(
                                "existing", SqlText.files(existing),
                                "first", "" + draft.firstAt(),
                                "last", "" + draft.lastAt())));
        duck.run(SqlText.of(LogImport.class, "known", Map.of("staged", SqlText.files(staged))));
        duck.run("drop table kept");
        return duck.list(
                        "select cast(coalesce(sum(least(fresh, copies)), 0) as bigint) from known",
                        row -> row.getLong(1))
                .getFirst();
    }

    /// Takes a file out, and lets what it shared with others count as theirs.
    private void withdraw(FileRow gone) throws IOException {
        var days = catalog.segmentsOfFile(gone.id());
        catalog.removeFile(gone.id());
        for (var hole : days) {
            catalog.touch(hole);
            var done = new ArrayList<Segment>();
            for (var segment : others(hole)) {
                done.add(segment.overlaps(hole) ? anew(segment, done) : segment);
            }
        }
    }

    /// A segment marked anew against those before it.
    private Segment anew(Segment segment, List<Segment> before) throws IOException {
        var old = folder.resolve(segment.path());
        var marked = marked(List.of(old), segment, before);
        var path = segment.path();
        if (!marked.file().equals(old)) {
            path = next(path);
            settle(marked.file(), folder.resolve(path));
        }
        var again = segment.counting(path, marked.counted());
        catalog.remove(segment);
        catalog.put(again);
        return again;
    }

    private static String parquet(List<Path> files) {
        return "read_parquet(" + SqlText.files(files) + ", hive_partitioning = false)";
    }

    private static String path(FileRow file, String day) {
        return "org="
                + History.folderName(file.org())
                + "/type="
                + file.type()
                + "/day="
                + day
                + "/file-"
                + file.id()
                + "-0.parquet";
    }

    /// `file-7-0.parquet` becomes `file-7-1.parquet`.
    private static String next(String path) {
        var dash = path.lastIndexOf('-');
        var number = Integer.parseInt(path.substring(dash + 1, path.length() - 8));
        return path.substring(0, dash + 1) + (number + 1) + ".parquet";
    }

    /// On the disk, and only then under a name that may be read.
    static void settle(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (var channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
