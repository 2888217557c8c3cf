package headroom.emulator.eventlog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One ApiTotalUsage file per UTC day, appended to as calls are booked. One owner.
///
/// A day's file can be seen some time after the day is over, and for as long as it is kept. Lines
/// gather in a buffer of 64 KB and go to the page cache as one write, about once per 250 calls;
/// that is short enough for the event loop. At most a few files are open at once.
public final class EventLogs implements AutoCloseable {
    private static final long DAY_SECONDS = 86_400;
    private static final int OPEN_MAX = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final boolean ours;
    private final Duration readyAfter;
    private final Duration kept;
    private final UsageLine line;
    private final Map<Long, OutputStream> open = new LinkedHashMap<>();
    private final TreeMap<Long, Path> days = new TreeMap<>();
    private final Map<String, Path> published = new HashMap<>();

    /// A day whose file can be seen.
    public record ReadyDay(LocalDate day, Instant readyAt, long bytes) {}

    /// Opens the folder; files come with the first call of their day.
    ///
    /// @param folder null for one of our own, removed at the end
    public EventLogs(@Nullable Path folder, String orgId, Duration readyAfter, Duration kept) {
        this.ours = folder == null;
        this.readyAfter = readyAfter;
        this.kept = kept;
        this.line = new UsageLine(orgId);
        try {
            this.folder =
                    folder == null
                            ? Files.createTempDirectory("headroom-emulator-")
                            : Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the usage logs", e);
        }
    }

    public void write(BookedCall call) {
        try {
            file(Math.floorDiv(call.at().getEpochSecond(), DAY_SECONDS)).write(line.write(call));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the usage log in " + folder, e);
        }
    }

    private OutputStream file(long day) throws IOException {
        var stream = open.get(day);
        if (stream != null) {
            return stream;
        }
        if (open.size() >= OPEN_MAX) {
            var oldest = open.keySet().iterator().next();
            close(oldest);
        }
        var path = folder.resolve("ApiTotalUsage-" + LocalDate.ofEpochDay(day) + ".csv");
        var fresh = days.put(day, path) == null;
        stream =
                new java.io.BufferedOutputStream(
                        Files.newOutputStream(
                                path,
                                StandardOpenOption.CREATE,
                                fresh
                                        ? StandardOpenOption.TRUNCATE_EXISTING
                                        : StandardOpenOption.APPEND),
                        BUFFER_BYTES);
        if (fresh) {
            stream.write(UsageLine.HEADER.getBytes(StandardCharsets.UTF_8));
        }
        open.put(day, stream);
        return stream;
    }

    private void close(long day) throws IOException {
        var stream = open.remove(day);
        if (stream != null) {
            stream.close();
        }
    }

    /// A number that changes whenever a day becomes ready or is past keeping.
    long epoch(Instant now) {
        var ready = Math.floorDiv(now.minus(readyAfter).getEpochSecond(), DAY_SECONDS);
        var past = Math.floorDiv(now.minus(readyAfter).minus(kept).getEpochSecond(), DAY_SECONDS);
        return ready * 1_000_003 + past;
    }

    /// The days whose files can be seen at that time, oldest first. Days past keeping are deleted.
    java.util.List<ReadyDay> ready(Instant now) {
        var ready = new java.util.ArrayList<ReadyDay>();
        try {
            for (var day : java.util.List.copyOf(days.keySet())) {
                var readyAt = readyAt(day);
                if (readyAt.isAfter(now)) {
                    break;
                }
                close(day);
                if (readyAt.plus(kept).isAfter(now)) {
                    var date = LocalDate.ofEpochDay(day);
                    ready.add(new ReadyDay(date, readyAt, Files.size(path(day))));
                } else {
                    Files.deleteIfExists(path(day));
                    days.remove(day);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the usage logs in " + folder, e);
        }
        return ready;
    }

    private Path path(long day) {
        var path = days.get(day);
        if (path == null) {
            throw new IllegalStateException("no log of day " + day);
        }
        return path;
    }

    private Instant readyAt(long day) {
        return LocalDate.ofEpochDay(day + 1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(readyAfter);
    }

    void publish(String rowId, LocalDate day) {
        published.put(rowId, path(day.toEpochDay()));
    }

    void retract(String rowId) {
        published.remove(rowId);
    }

    /// The file behind an EventLogFile row.
    public Optional<Path> file(String rowId) {
        return Optional.ofNullable(published.get(rowId));
    }

    @Override
    public void close() {
        try {
            for (var day : java.util.List.copyOf(open.keySet())) {
                close(day);
            }
            if (ours) {
                for (var path : days.values()) {
                    Files.deleteIfExists(path);
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the usage logs in " + folder, e);
        }
    }
}
