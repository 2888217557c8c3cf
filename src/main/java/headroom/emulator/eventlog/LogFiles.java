package headroom.emulator.eventlog;

import headroom.emulator.EventLogOptions;
import headroom.emulator.call.JobEvent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// Which lines a call or a job's state leaves in which files. One owner.
///
/// Without Event Monitoring there are only the free logs, by day.
final class LogFiles {
    /// Stands for the org's id until a line is written.
    static final String ORG = "\0";

    private final LogShelf shelf;
    private final EventLogOptions options;
    private final UsageLine usage;
    private final String orgId;
    private final SplittableRandom random = new SplittableRandom(1);
    private final StringBuilder text = new StringBuilder(600);

    LogFiles(LogShelf shelf, EventLogOptions options, String orgId) {
        this.shelf = shelf;
        this.options = options;
        this.orgId = orgId;
        this.usage = new UsageLine(orgId, options.release());
    }

    /// A call of the past leaves its line of usage in its day's file.
    void writePast(BookedCall call) {
        shelf.append(LogType.API_TOTAL_USAGE, false, false, call.at(), usage.write(call));
    }

    void write(Trace trace) {
        var at = trace.booked().at();
        var late = isLate();
        put(LogType.API_TOTAL_USAGE, at, late, usage.write(trace.booked()));
        if (trace.isLogin()) {
            put(LogType.LOGIN, at, late, line(CallColumns.LOGIN, trace));
        }
        if (!options.monitoring()) {
            return;
        }
        switch (trace.family()) {
            case "REST" -> put(LogType.REST_API, at, late, line(CallColumns.REST, trace));
            case "SOAP" -> put(LogType.API, at, late, line(CallColumns.SOAP, trace));
            case "Bulk" -> {
                if (trace.call().segment(1).equals("async")) {
                    put(LogType.BULK_API_REQUEST, at, late, line(CallColumns.BULK_REQUEST, trace));
                }
            }
            default -> {}
        }
        if (trace.isComposite() && options.release() >= 64) {
            put(LogType.COMPOSITE_API, at, late, line(CallColumns.COMPOSITE, trace));
        }
    }

    void write(JobEvent event) {
        if (!options.monitoring()) {
            return;
        }
        switch (event.api()) {
            // The first API's log has a line per batch.
            case V1 -> {
                if (!event.batchId().isEmpty()) {
                    put(LogType.BULK_API, event.at(), isLate(), line(JobColumns.FIRST, event));
                }
            }
            case V2 -> put(LogType.BULK_API2, event.at(), isLate(), line(JobColumns.SECOND, event));
        }
    }

    private boolean isLate() {
        return options.lateShare() > 0 && random.nextDouble() < options.lateShare();
    }

    private void put(LogType type, Instant at, boolean late, byte[] line) {
        shelf.append(type, false, late, at, line);
        if (options.monitoring()) {
            shelf.append(type, true, late, at, line);
        }
    }

    private <T> byte[] line(List<Column<T>> columns, T event) {
        text.setLength(0);
        for (var column : columns) {
            var value = column.value().apply(event);
            UsageLine.field(text, value.equals(ORG) ? orgId : value);
        }
        text.setCharAt(text.length() - 1, '\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
