package headroom.emulator.eventlog;

import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Keeps the EventLogFile rows in step with the files that can be seen. One owner.
///
/// Nothing watches the clock: the desk asks for the step with every call, which is one comparison.
public final class EventLogRows {
    private static final String TYPES =
            "String,DateTime,String,Id,Id,String,String,String,String,String,String,Boolean,Id,"
                    + "String,Number,String,String,String,String,String,String,DateTime";

    private final EventLogs logs;
    private final Store store;
    private final Map<LocalDate, Row> shown = new HashMap<>();
    private long epoch = Long.MIN_VALUE;

    public EventLogRows(EventLogs logs, Store store) {
        this.logs = logs;
        this.store = store;
    }

    public void step(Instant now) {
        var current = logs.epoch(now);
        if (current != epoch) {
            epoch = current;
            renew(now);
        }
    }

    private void renew(Instant now) {
        var ready = logs.ready(now);
        for (var day : ready) {
            if (!shown.containsKey(day.day())) {
                show(day);
            }
        }
        var days = ready.stream().map(EventLogs.ReadyDay::day).toList();
        for (var day : java.util.List.copyOf(shown.keySet())) {
            if (!days.contains(day)) {
                hide(day);
            }
        }
    }

    private void show(EventLogs.ReadyDay day) {
        var row =
                store.put(
                        store.schema().get("EventLogFile"),
                        "",
                        Map.ofEntries(
                                Map.entry("EventType", "ApiTotalUsage"),
                                Map.entry(
                                        "LogDate",
                                        day.day().atStartOfDay(ZoneOffset.UTC).toInstant()),
                                Map.entry("Interval", "Daily"),
                                Map.entry("Sequence", 0),
                                Map.entry("LogFileContentType", ".csv"),
                                Map.entry("LogFileLength", (double) day.bytes()),
                                Map.entry("LogFileFieldNames", UsageLine.NAMES),
                                Map.entry("LogFileFieldTypes", TYPES),
                                Map.entry("ApiVersion", 66.0),
                                Map.entry("CreatedDate", day.readyAt()),
                                Map.entry("LastModifiedDate", day.readyAt()),
                                Map.entry("SystemModstamp", day.readyAt())));
        logs.publish(row.id(), day.day());
        shown.put(day.day(), row);
    }

    private void hide(LocalDate day) {
        var row = shown.remove(day);
        if (row != null) {
            logs.retract(row.id());
            store.remove(row);
        }
    }
}
