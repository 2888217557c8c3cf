package headroom.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongConsumer;

/// Reads a log file in two ways at once: while Java checks it line by line, DuckDB makes Parquet of
/// it as if it were sound. Mostly it is; else that Parquet is thrown away, and DuckDB reads what
/// the check found sound. One-owner.
final class LogReading {
    private final Path incoming;
    private final Duck duck;
    private final LogSource source;
    private final LogPeek peek;
    private Optional<Map<String, List<Path>>> early = Optional.empty();

    /// @param incoming an empty folder's name, for this file alone
    LogReading(Path incoming, Duck duck, LogSource source, LogPeek peek) {
        this.incoming = incoming;
        this.duck = duck;
        this.source = source;
        this.peek = peek;
    }

    /// Checks the whole file.
    ///
    /// @param read is told how many of its bytes are checked, by another thread
    LogCheck check(LongConsumer read) throws IOException {
        var checking = new FutureTask<>(() -> LogCheck.of(source, read));
        // A thread of the platform: this is work, not waiting, and would keep others off a carrier.
        var thread = Thread.ofPlatform().name("log-check").daemon().start(checking);
        try {
            var guess = Staging.guess(peek, source.identity().isPresent());
            var refused = staged(guess);
            var check = got(checking);
            if (!guess.fits(check)) {
                early = Optional.empty();
                History.deleteTree(incoming);
            } else if (refused.isPresent()) {
                throw failed(refused.get());
            }
            return check;
        } finally {
            thread.interrupt();
        }
    }

    private Optional<HistoryException> staged(Staging guess) throws IOException {
        try {
            early = Optional.of(stage(guess, source.file()));
            return Optional.empty();
        } catch (HistoryException e) {
            return Optional.of(e);
        }
    }

    private static LogCheck got(FutureTask<LogCheck> checking) throws IOException {
        try {
            return checking.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException("the check died", e);
            }
        }
    }

    /// The rows as Parquet, by UTC day.
    ///
    /// @param clean what to read unless the file itself has been read well
    Map<String, List<Path>> days(LogCheck check, Path clean) throws IOException {
        if (check.rows() == 0) {
            return Map.of();
        }
        var staged = early.isPresent() ? early.get() : again(check, clean);
        var whole = staged.get(Staging.ONE_DAY);
        return whole == null ? staged : Map.of(check.firstDay(), whole);
    }

    private Map<String, List<Path>> again(LogCheck check, Path clean) throws IOException {
        try {
            return stage(Staging.of(check), clean);
        } catch (HistoryException e) {
            throw failed(e);
        }
    }

    /// What DuckDB says of a row is the file's fault; what else it says, such as of the disk, not.
    private static HistoryException failed(HistoryException e) throws NotALog {
        var said = String.valueOf(e.getMessage());
        if (said.contains("CSV Error")) {
            throw new NotALog(said, e);
        }
        return e;
    }

    /// How much there is to read; of a zipped file that is not known.
    private static long plainBytes(Path file) throws IOException {
        return file.toString().endsWith(".gz") ? Long.MAX_VALUE : Files.size(file);
    }

    private Map<String, List<Path>> stage(Staging staging, Path file) throws IOException {
        Files.createDirectories(incoming);
        var into = incoming.resolve("rows");
        duck.stage(staging.sql(file, plainBytes(file), into));
        if (!staging.byDay()) {
            return Map.of(Staging.ONE_DAY, List.of(into));
        }
        var days = new TreeMap<String, List<Path>>();
        try (var files = Files.walk(into)) {
            for (var part : files.filter(Files::isRegularFile).sorted().toList()) {
                var day = into.relativize(part).getName(0).toString().substring("day=".length());
                days.computeIfAbsent(day, _ -> new ArrayList<>()).add(part);
            }
        }
        return days;
    }
}
