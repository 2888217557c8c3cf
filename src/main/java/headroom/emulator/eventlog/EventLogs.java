package headroom.emulator.eventlog;

import headroom.emulator.EventLogOptions;
import headroom.emulator.call.JobEvent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The org's event logs: what is written, and what of it can be seen under which row. One owner.
public final class EventLogs implements AutoCloseable {
    private final Path folder;
    private final boolean ours;
    private final LogShelf shelf;
    private final LogFiles files;
    private final Map<String, Path> published = new HashMap<>();

    /// Opens the folder; files come with the first event of their time.
    public EventLogs(EventLogOptions options, String orgId) {
        var given = options.folder();
        this.ours = given == null;
        try {
            this.folder =
                    given == null
                            ? Files.createTempDirectory("headroom-emulator-")
                            : Files.createDirectories(given);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the usage logs", e);
        }
        this.shelf = new LogShelf(folder, options);
        this.files = new LogFiles(shelf, options, orgId);
    }

    /// Writes a call of the past, into its day's usage only.
    public void write(BookedCall call) {
        files.writePast(call);
    }

    void write(Trace trace) {
        files.write(trace);
    }

    void write(JobEvent event) {
        files.write(event);
    }

    boolean hasChanged(Instant now) {
        return shelf.hasChanged(now);
    }

    List<LogShelf.Ready> ready(Instant now) {
        return shelf.ready(now);
    }

    void publish(String rowId, Path path) {
        published.put(rowId, path);
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
            shelf.close(ours);
            if (ours) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the usage logs in " + folder, e);
        }
    }
}
