package headroom.emulator.eventlog;

import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Keeps the EventLogFile rows in step with the files that can be seen. One owner.
///
/// Nothing watches the clock: the desk asks for the step with every call, which is one comparison.
public final class EventLogRows {
    private final EventLogs logs;
    private final Store store;
    private final int release;
    private final Map<LogShelf.Ready, Row> shown = new HashMap<>();

    public EventLogRows(EventLogs logs, Store store, int release) {
        this.logs = logs;
        this.store = store;
        this.release = release;
    }

    public void step(Instant now) {
        if (logs.hasChanged(now)) {
            var ready = logs.ready(now);
            var wanted = new HashSet<>(ready);
            for (var file : List.copyOf(shown.keySet())) {
                if (!wanted.contains(file)) {
                    hide(file);
                }
            }
            for (var file : ready) {
                if (!shown.containsKey(file)) {
                    show(file);
                }
            }
        }
    }

    private void show(LogShelf.Ready file) {
        var type = file.key().type();
        var isUsage = type == LogType.API_TOTAL_USAGE;
        var row =
                store.put(
                        store.schema().get("EventLogFile"),
                        "",
                        Map.ofEntries(
                                Map.entry("EventType", type.word()),
                                Map.entry("LogDate", file.key().start()),
                                Map.entry("Interval", file.key().hourly() ? "Hourly" : "Daily"),
                                Map.entry("Sequence", file.key().sequence()),
                                Map.entry("LogFileContentType", ".csv"),
                                Map.entry("LogFileLength", (double) file.bytes()),
                                Map.entry(
                                        "LogFileFieldNames",
                                        isUsage ? UsageLine.names(release) : type.names()),
                                Map.entry(
                                        "LogFileFieldTypes",
                                        isUsage ? UsageLine.types(release) : type.types()),
                                Map.entry("ApiVersion", (double) release),
                                Map.entry("CreatedDate", file.readyAt()),
                                Map.entry("LastModifiedDate", file.readyAt()),
                                Map.entry("SystemModstamp", file.readyAt())));
        logs.publish(row.id(), file.path());
        shown.put(file, row);
    }

    private void hide(LogShelf.Ready file) {
        var row = shown.remove(file);
        if (row != null) {
            logs.retract(row.id());
            store.discard(row);
        }
    }
}
