package headroom.emulator.eventlog;

import headroom.emulator.EventLogOptions;

import java.io.BufferedOutputStream;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The log files on disk: one per type and UTC day, and per type and hour, appended to as things
/// happen. One owner.
///
/// Events that come late are missing in what can be seen first. Those of an hour then stand in a
/// second file of that hour, with the Sequence 2; a day's file is made anew with them. Lines gather
/// in buffers and go to the page cache as one write. At most a few files are open at once, and all
/// together stay below a limit: the oldest go first.
final class LogShelf {
    private static final int OPEN_MAX = 32;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Path folder;
    private final EventLogOptions options;
    private final Map<Key, LogFile> files = new LinkedHashMap<>();
    private final Map<Key, OutputStream> open = new LinkedHashMap<>(16, 0.75f, true);
    private Instant nextChange = Instant.MAX;
    private Instant lastSeen = Instant.MIN;
    private long bytes;

    /// One file: of a type, an hour or a day, and whether of what came late.
    record Key(LogType type, boolean hourly, boolean late, long startSecond) {
        Instant start() {
            return Instant.ofEpochSecond(startSecond);
        }

        Instant end() {
            return start().plus(hourly ? HOUR : DAY);
        }

        /// 0 for a day, 1 for an hour, 2 for an hour's late events.
        int sequence() {
            return hourly ? (late ? 2 : 1) : 0;
        }

        private String fileName() {
            var time = LocalDateTime.ofEpochSecond(startSecond, 0, ZoneOffset.UTC);
            var period =
                    hourly
                            ? "%sT%02d-%d".formatted(time.toLocalDate(), time.getHour(), sequence())
                            : LocalDate.ofEpochDay(Math.floorDiv(startSecond, 86_400))
                                    + (late ? "-late" : "");
            return type.word() + "-" + period + ".csv";
        }
    }

    /// A file that can be seen from some time on.
    private record LogFile(Path path, Instant readyAt) {}

    /// A file that can be seen.
    ///
    /// @param remade whether it was made anew with what came late
    record Ready(Key key, Path path, Instant readyAt, long bytes, boolean remade) {}

    LogShelf(Path folder, EventLogOptions options) {
        this.folder = folder;
        this.options = options;
    }

    void append(LogType type, boolean hourly, boolean late, Instant at, byte[] line) {
        var seconds = (hourly ? HOUR : DAY).toSeconds();
        var start = Math.floorDiv(at.getEpochSecond(), seconds) * seconds;
        var key = new Key(type, hourly, late, start);
        try {
            stream(key).write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the usage log in " + folder, e);
        }
        bytes += line.length;
        while (bytes > options.bytesMax() && files.size() > 1) {
            dropOldest();
        }
    }

    private OutputStream stream(Key key) throws IOException {
        var stream = open.get(key);
        if (stream != null) {
            return stream;
        }
        if (open.size() >= OPEN_MAX) {
            close(open.keySet().iterator().next());
        }
        var fresh = !files.containsKey(key);
        var file = files.computeIfAbsent(key, this::file);
        stream =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                file.path,
                                StandardOpenOption.CREATE,
                                fresh
                                        ? StandardOpenOption.TRUNCATE_EXISTING
                                        : StandardOpenOption.APPEND),
                        BUFFER_BYTES);
        if (fresh) {
            var header = header(key);
            stream.write(header);
            bytes += header.length;
            if (file.readyAt.isBefore(nextChange)) {
                nextChange = file.readyAt;
            }
        }
        open.put(key, stream);
        return stream;
    }

    private byte[] header(Key key) {
        var isUsage = key.type == LogType.API_TOTAL_USAGE;
        var text = isUsage ? UsageLine.header(options.release()) : key.type.header();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private LogFile file(Key key) {
        var after = key.hourly ? options.hourlyAfter() : options.dailyAfter();
        var readyAt = key.end().plus(after).plus(key.late ? options.lateBy() : Duration.ZERO);
        return new LogFile(folder.resolve(key.fileName()), readyAt);
    }

    private void close(Key key) throws IOException {
        var stream = open.remove(key);
        if (stream != null) {
            stream.close();
        }
    }

    /// Whether other files can be seen now than when last asked.
    boolean hasChanged(Instant now) {
        return !now.isBefore(nextChange) || now.isBefore(lastSeen);
    }

    /// The files that can be seen at that time. Those past keeping are deleted.
    List<Ready> ready(Instant now) {
        var ready = new ArrayList<Ready>();
        var next = Instant.MAX;
        try {
            for (var entry : List.copyOf(files.entrySet())) {
                var key = entry.getKey();
                var file = entry.getValue();
                var goneAt = file.readyAt.plus(options.kept());
                if (file.readyAt.isAfter(now)) {
                    next = earlier(next, file.readyAt);
                } else if (goneAt.isAfter(now)) {
                    next = earlier(next, goneAt);
                    close(key);
                    show(key, file, ready);
                } else {
                    delete(key);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the usage logs in " + folder, e);
        }
        nextChange = next;
        lastSeen = now;
        return ready;
    }

    /// A day's late events are no file of their own: they join the day's.
    private void show(Key key, LogFile file, List<Ready> ready) throws IOException {
        if (key.hourly || !key.late) {
            ready.add(new Ready(key, file.path, file.readyAt, Files.size(file.path), false));
            return;
        }
        var whole = new Key(key.type, false, false, key.startSecond);
        var day = files.get(whole);
        if (day == null) {
            return;
        }
        close(whole);
        var joined = folder.resolve(key.fileName().replace("-late", "-remade"));
        if (!Files.exists(joined)) {
            Files.copy(day.path, joined);
            var lines = Files.readAllBytes(file.path);
            var from = header(key).length;
            Files.write(
                    joined,
                    java.util.Arrays.copyOfRange(lines, from, lines.length),
                    StandardOpenOption.APPEND);
        }
        ready.removeIf(one -> one.key.equals(whole));
        ready.add(new Ready(whole, joined, file.readyAt, Files.size(joined), true));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void delete(Key key) throws IOException {
        close(key);
        var file = files.remove(key);
        if (file != null) {
            if (Files.exists(file.path)) {
                bytes -= Files.size(file.path);
            }
            Files.deleteIfExists(file.path);
            Files.deleteIfExists(folder.resolve(key.fileName().replace("-late", "-remade")));
        }
    }

    private void dropOldest() {
        var oldest =
                files.keySet().stream().min(java.util.Comparator.comparingLong(Key::startSecond));
        try {
            if (oldest.isPresent()) {
                delete(oldest.get());
                nextChange = Instant.MIN;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot drop a usage log in " + folder, e);
        }
    }

    /// Closes all files, and deletes them if asked.
    void close(boolean deleting) throws IOException {
        for (var key : List.copyOf(open.keySet())) {
            close(key);
        }
        if (deleting) {
            for (var key : List.copyOf(files.keySet())) {
                delete(key);
            }
        }
    }
}
