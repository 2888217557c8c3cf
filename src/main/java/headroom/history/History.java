package headroom.history;

import headroom.history.Catalog.FileRow;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerReader;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;

/// The history in a folder, open for import; one process at a time. One-owner, but for [#progress].
///
/// A file counts once, whatever it is called. Of rows that stand in several files of one type, such
/// as hourly and daily ones, the largest number found in one file counts. A file that the org makes
/// anew replaces the one of the same day and number.
public final class History implements AutoCloseable {
    /// The folder's name beside a ledger.
    public static final String FOLDER = "history";

    /// The event logs it understands, as an org writes them.
    public static final List<String> TYPES =
            Arrays.stream(LogType.values())
                    .filter(type -> type != LogType.USAGE_EVENT)
                    .map(LogType::word)
                    .toList();

    static final String CATALOG = "catalog.db";
    private static final int DUCK_MEGABYTES = 600;
    private static final double CHECK_SHARE = 0.3;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Path folder;
    private final Path incoming;
    private final InstantSource clock;
    private final FileChannel lock;
    private final Catalog catalog;
    private final Duck duck;
    private final AtomicLong bytesBefore = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private volatile long size;
    private volatile long checked;
    private int filesRead;

    /// What a file brought.
    ///
    /// @param org the name under which it is kept
    /// @param rows rows that could be read
    /// @param added rows that no other file had
    /// @param damaged lines that are no rows, of which the first are told
    /// @param aside where the damaged lines are kept; absent if there are none
    /// @param known whether the same content had been imported before
    public record Brought(
            String org,
            String type,
            long rows,
            long added,
            long damaged,
            List<Damage> first,
            Optional<Path> aside,
            boolean known) {}

    /// A line that is no row.
    public record Damage(long line, String reason) {}

    /// How far an import is.
    ///
    /// @param bytes of the files, those of the one at work in part
    public record Progress(long bytes, long rows) {}

    /// Opens a history for import, and clears away what a killed import left.
    ///
    /// @throws HistoryException.Busy if another process imports
    public static History open(Path folder, InstantSource clock) throws IOException {
        try {
            return open(folder, clock, Duration.ZERO, () -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted while opening " + folder, e);
        }
    }

    /// The same, waiting for whoever writes it.
    ///
    /// @param waiting is told once that there is somebody to wait for
    /// @throws HistoryException.Busy if that takes longer
    public static History open(
            Path folder, InstantSource clock, Duration patience, Runnable waiting)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            var end = System.nanoTime() + patience.toNanos();
            var isTold = false;
            while (!isLocked(channel)) {
                if (System.nanoTime() >= end) {
                    throw new HistoryException.Busy(
                            "another import is writing " + folder + "; wait for it, or end it");
                }
                if (!isTold) {
                    waiting.run();
                    isTold = true;
                }
                Thread.sleep(LOOK_AGAIN);
            }
            return new History(folder, clock, channel);
        } catch (IOException | RuntimeException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private History(Path folder, InstantSource clock, FileChannel lock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.lock = lock;
        this.incoming = folder.resolve("incoming");
        deleteTree(incoming);
        Files.createDirectories(incoming);
        this.catalog = new Catalog(folder.resolve(CATALOG), false);
        this.duck = new Duck(DUCK_MEGABYTES, incoming.resolve("overflow"));
        sweep();
    }

    /// Brings a file in.
    ///
    /// @param orgs the name of an org by its 15-character id, which may be missing
    /// @throws NotALog if it is no event log of API use, whenever it is read
    /// @throws IOException if reading or writing failed, which may go well another time
    public Brought bring(LogSource source, UnaryOperator<String> orgs, Callers callers)
            throws IOException {
        try {
            size = source.bytes();
            var peek = LogPeek.of(source);
            var known = known(source, peek, orgs);
            return known.isPresent() ? known.get() : read(source, peek, orgs, callers);
        } catch (ZipException | EOFException e) {
            catalog.rollback();
            throw new NotALog("it cannot be unzipped: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            catalog.rollback();
            throw e;
        } finally {
            bytesBefore.addAndGet(size);
            size = 0;
            checked = 0;
            duck.unstage();
        }
    }

    /// A file that is in already is known by its hash, without reading its rows.
    private Optional<Brought> known(LogSource source, LogPeek peek, UnaryOperator<String> orgs)
            throws IOException {
        if (catalog.filesOfBytes(size).isEmpty()) {
            return Optional.empty();
        }
        var hash = LogBytes.hash(source, read -> checked = (long) (read / CHECK_SHARE));
        checked = 0;
        var same =
                catalog.filesOfBytes(size).stream()
                        .filter(file -> file.hash().equals(hash))
                        .filter(file -> file.org().equals(orgs.apply(peek.org())))
                        .findFirst();
        return same.isPresent()
                ? Optional.of(again(same.get(), source, peek.type(), same.get().rows()))
                : Optional.empty();
    }

    /// What is in already may now say which of the org's files it is.
    private Brought again(FileRow file, LogSource source, LogType type, long known)
            throws IOException {
        if (source.identity().isPresent()) {
            new LogImport(folder, incoming, catalog, duck)
                    .identify(file, source.identity().get().toString());
        }
        return new Brought(file.org(), type.word(), known, 0, 0, List.of(), Optional.empty(), true);
    }

    private Brought read(
            LogSource source, LogPeek peek, UnaryOperator<String> orgs, Callers callers)
            throws IOException {
        name(callers);
        var own = incoming.resolve("file-" + filesRead++);
        var reading = new LogReading(own, duck, source, peek);
        var check = reading.check(read -> checked = read);
        var org = orgs.apply(check.org().equals("?") ? "" : check.org());
        var same = catalog.fileByHash(org, check.hash());
        if (same.isPresent()) {
            return again(same.get(), source, check.type(), check.rows());
        }
        var aside = check.damaged() == 0 ? null : aside(source, check);
        var days = reading.days(check, clean(source, check, aside));
        var outcome =
                new LogImport(folder, incoming, catalog, duck)
                        .bring(source, check, org, days, clock.millis());
        deleteTree(own);
        rows.addAndGet(outcome.rows());
        return new Brought(
                org,
                check.type().word(),
                outcome.rows(),
                outcome.added(),
                outcome.damaged(),
                check.first(),
                Optional.ofNullable(aside),
                false);
    }

    /// Makes the sums of every day that has changed, for reports.
    ///
    /// @param reader what the ledger has metered, if there is a ledger
    public int roll(@Nullable LedgerReader reader) throws IOException {
        var rollup = new DayRollup(folder, incoming, catalog, duck);
        var stale = catalog.days("where rolled < version order by org, day");
        for (var day : stale) {
            rollup.roll(day, reader);
        }
        return stale.size();
    }

    /// Puts the sums of every day that has changed into the ledger, the newest first.
    public int book(Ledger ledger) {
        var rollup = new DayRollup(folder, incoming, catalog, duck);
        var book = new DayBook(folder, catalog, duck, ledger);
        var stale = catalog.days("where booked < version order by day desc, org");
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (var reader = ledger.reader()) {
            for (var day : stale) {
                rollup.view(day, reader);
                book.book(day, LocalDate.parse(day.day()).isAfter(today.minusDays(3)));
            }
        }
        ledger.drain(Duration.ofSeconds(30));
        return stale.size();
    }

    /// How far it is; any thread may ask.
    public Progress progress() {
        var now = CHECK_SHARE * checked + (1 - CHECK_SHARE) * duck.share() * size;
        return new Progress(bytesBefore.get() + (long) now, rows.get());
    }

    private void name(Callers callers) {
        duck.run(
                "create or replace temp table caller_names (kind varchar, mark varchar, name"
                        + " varchar)");
        duck.fill(
                "caller_names",
                to -> {
                    callers.byUsername().forEach((mark, name) -> Duck.row(to, "user", mark, name));
                    callers.byApp().forEach((mark, name) -> Duck.row(to, "app", mark, name));
                    callers.byClient().forEach((mark, name) -> Duck.row(to, "client", mark, name));
                });
    }

    private Path aside(LogSource source, LogCheck check) throws IOException {
        var into = Files.createDirectories(folder.resolve("damaged"));
        var name = folderName(source.name().replaceAll("\\.csv(\\.gz)?$", ""));
        return into.resolve(name + "-" + check.hash().substring(0, 8) + ".csv");
    }

    /// The file itself where every line is sound, else what is sound of it.
    private Path clean(LogSource source, LogCheck check, @Nullable Path aside) throws IOException {
        if (check.sound()) {
            return source.file();
        }
        var clean = incoming.resolve("clean.csv");
        check.part(source, clean, aside == null ? incoming.resolve("none.csv") : aside);
        return clean;
    }

    /// Deletes Parquet files that no commit has named.
    private void sweep() throws IOException {
        var named = new HashSet<Path>();
        catalog.paths().forEach(path -> named.add(folder.resolve(path)));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                if (!named.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /// A name as a folder can have it; different names stay different.
    static String folderName(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.equals(name) && !name.startsWith(".") && name.length() < 80
                ? name
                : plain.substring(0, Math.min(60, plain.length()))
                        + "~"
                        + HexFormat.of().toHexDigits(name.hashCode());
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            duck.close();
            catalog.close();
            deleteTree(incoming);
        }
    }
}
