package headroom.history;

import headroom.history.Catalog.FileRow;
import headroom.history.Catalog.Segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Brings one log file in: its rows as Parquet by day under names nobody reads yet, then all of it
/// at once by a commit of the catalogue. A process killed before that has changed nothing.
/// One-owner.
final class LogImport {
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

    /// @param clean the file to read, the source itself or what is sound of it
    Outcome bring(LogSource source, LogCheck check, String org, Path clean, long atMillis)
            throws IOException {
        var identity = source.identity().map(LogIdentity::toString).orElse("");
        var replaced =
                identity.isEmpty() ? null : catalog.fileByIdentity(org, identity).orElse(null);
        var days = stage(check, clean);
        if (replaced != null) {
            withdraw(replaced);
        }
        var file =
                new FileRow(catalog.nextFile(), org, check.type().word(), identity, check.hash());
        var rows = 0L;
        var added = 0L;
        for (var day : days.entrySet()) {
            var segment = place(file, day.getKey(), day.getValue());
            rows += segment.rows();
            added += segment.counted();
        }
        if (rows != check.rows()) {
            throw new HistoryException(
                    source.name() + ": " + rows + " of " + check.rows() + " rows could be read");
        }
        var outcome = new Outcome(rows, added, check.damaged());
        catalog.addFile(file, source.name(), outcome, atMillis);
        catalog.commit();
        return outcome;
    }

    /// The file's rows as Parquet, by day.
    private Map<String, List<Path>> stage(LogCheck check, Path file) throws IOException {
        var staged = new TreeMap<String, List<Path>>();
        if (check.rows() == 0) {
            return staged;
        }
        var into = incoming.resolve("rows-" + catalog.nextFile());
        History.deleteTree(into);
        Files.createDirectories(into);
        duck.run(new Staging(check.header(), check.type()).sql(file, check.hasReturns(), into));
        try (var files = Files.walk(into)) {
            for (var part : files.filter(Files::isRegularFile).sorted().toList()) {
                var day = into.relativize(part).getName(0).toString().substring("day=".length());
                staged.computeIfAbsent(day, _ -> new ArrayList<>()).add(part);
            }
        }
        return staged;
    }

    /// Marks a day's rows that are there already, and moves the day to its place.
    private Segment place(FileRow file, String day, List<Path> staged) throws IOException {
        var range = range(staged);
        var draft =
                new Segment("", file.id(), file.org(), file.type(), day, 0, 0, range[0], range[1]);
        var before =
                catalog.segments(file.org(), day).stream()
                        .filter(other -> other.type().equals(file.type()))
                        .filter(draft::overlaps)
                        .toList();
        var whole = unique(staged, before, draft, "unique.parquet");
        var counts =
                duck.list(
                        "select count(*), count(*) filter (where counts) from read_parquet("
                                + SqlText.quote(whole.toString())
                                + ", hive_partitioning = false)",
                        row -> new long[] {row.getLong(1), row.getLong(2)});
        var path = path(file, day);
        settle(whole, folder.resolve(path));
        var segment =
                new Segment(
                        path,
                        file.id(),
                        file.org(),
                        file.type(),
                        day,
                        counts.getFirst()[0],
                        counts.getFirst()[1],
                        range[0],
                        range[1]);
        catalog.put(segment);
        return segment;
    }

    /// One file of the staged rows, marked; the staged file itself if nothing else is there.
    private Path unique(List<Path> staged, List<Segment> before, Segment draft, String name) {
        if (before.isEmpty() && staged.size() == 1) {
            return staged.getFirst();
        }
        var existing = before.stream().map(segment -> folder.resolve(segment.path())).toList();
        if (existing.isEmpty()) {
            duck.run("create or replace temp table drops (file varchar, number bigint)");
        } else {
            duck.run(
                    SqlText.of(
                            LogImport.class,
                            "kept",
                            Map.of(
                                    "existing", SqlText.files(existing),
                                    "first", "" + draft.firstAt(),
                                    "last", "" + draft.lastAt())));
            duck.run(SqlText.of(LogImport.class, "drops", Map.of("staged", SqlText.files(staged))));
        }
        // A name of its own each time: DuckDB remembers what it has read by the file's name.
        var whole = incoming.resolve(draft.file() + "-" + written++ + "-" + name);
        duck.run(
                SqlText.of(
                        LogImport.class,
                        "unique",
                        Map.of(
                                "staged", SqlText.files(staged),
                                "file", SqlText.quote(whole.toString()))));
        duck.run("drop table if exists kept");
        duck.run("drop table if exists drops");
        return whole;
    }

    /// Takes a file out, and lets what it shared with others count as theirs.
    private void withdraw(FileRow gone) throws IOException {
        var days = catalog.segmentsOfFile(gone.id());
        catalog.removeFile(gone.id());
        for (var hole : days) {
            catalog.touch(hole.org(), hole.day());
            var done = new ArrayList<Segment>();
            for (var segment : catalog.segments(hole.org(), hole.day())) {
                if (!segment.type().equals(hole.type())) {
                    continue;
                }
                done.add(segment.overlaps(hole) ? marked(segment, done) : segment);
            }
        }
    }

    /// A segment marked anew against those before it.
    private Segment marked(Segment segment, List<Segment> before) throws IOException {
        var others = before.stream().filter(segment::overlaps).toList();
        var old = folder.resolve(segment.path());
        var copy = incoming.resolve(segment.file() + "-" + written++ + "-old.parquet");
        Files.copy(old, copy, StandardCopyOption.REPLACE_EXISTING);
        var whole = unique(List.of(copy), others, segment, "marked.parquet");
        if (whole.equals(copy)) {
            whole = incoming.resolve(segment.file() + "-" + written++ + "-alone.parquet");
            duck.run(
                    "copy (select * exclude (counts), true as counts from read_parquet("
                            + SqlText.quote(copy.toString())
                            + ", hive_partitioning = false)) to "
                            + SqlText.quote(whole.toString())
                            + " (format parquet, compression zstd)");
        }
        var counted =
                duck.list(
                        "select count(*) filter (where counts) from read_parquet("
                                + SqlText.quote(whole.toString())
                                + ", hive_partitioning = false)",
                        row -> row.getLong(1));
        var path = next(segment.path());
        settle(whole, folder.resolve(path));
        var marked =
                new Segment(
                        path,
                        segment.file(),
                        segment.org(),
                        segment.type(),
                        segment.day(),
                        segment.rows(),
                        counted.getFirst(),
                        segment.firstAt(),
                        segment.lastAt());
        catalog.remove(segment);
        catalog.put(marked);
        return marked;
    }

    private long[] range(List<Path> staged) {
        return duck.list(
                        "select min(at_millis), max(at_millis) from read_parquet("
                                + SqlText.files(staged)
                                + ", hive_partitioning = false)",
                        row -> new long[] {row.getLong(1), row.getLong(2)})
                .getFirst();
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
