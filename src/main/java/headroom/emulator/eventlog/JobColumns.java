package headroom.emulator.eventlog;

import static headroom.emulator.eventlog.Column.empty;
import static headroom.emulator.eventlog.Column.id;
import static headroom.emulator.eventlog.Column.number;
import static headroom.emulator.eventlog.Column.text;

import headroom.emulator.call.JobEvent;

import java.util.List;
import java.util.Locale;

/// The columns of the logs that have a line per state of a bulk job or batch.
final class JobColumns {
    private static final double MB = 1_000_000;

    private JobColumns() {}

    static final List<Column<JobEvent>> FIRST =
            Column.join(
                    common("BulkApi"),
                    List.of(
                            id("JOB_ID", it -> CallColumns.first15(it.jobId())),
                            id("BATCH_ID", it -> CallColumns.first15(it.batchId())),
                            number("ROWS_PROCESSED", it -> "" + it.processed()),
                            number("NUMBER_FAILURES", it -> "" + it.failed()),
                            text("SUCCESS", it -> it.state().equals("Failed") ? "0" : "1"),
                            text("MESSAGE", JobEvent::message),
                            text("ENTITY_TYPE", JobEvent::object),
                            text("OPERATION_TYPE", JobEvent::operation)),
                    tail());

    static final List<Column<JobEvent>> SECOND =
            Column.join(
                    common("BulkApi2"),
                    List.of(
                            id("JOB_ID", it -> CallColumns.first15(it.jobId())),
                            text("OPERATION_TYPE", JobEvent::operation),
                            text("ENTITY_TYPE", JobEvent::object),
                            text("JOB_STATUS", JobEvent::state),
                            number("RECORDS_PROCESSED", it -> "" + it.processed()),
                            number("RECORDS_FAILED", it -> "" + it.failed()),
                            number(
                                    "RESULT_SIZE_MB",
                                    it ->
                                            String.format(
                                                    Locale.ROOT, "%.3f", it.resultBytes() / MB)),
                            text("ERROR_MESSAGE", JobEvent::message)),
                    tail());

    private static List<Column<JobEvent>> common(String type) {
        return List.of(
                text("EVENT_TYPE", _ -> type),
                new Column<>("TIMESTAMP", "DateTime", it -> Stamp.compact(it.at())),
                empty("REQUEST_ID"),
                id("ORGANIZATION_ID", _ -> LogFiles.ORG),
                id("USER_ID", it -> CallColumns.first15(it.userId())),
                number("RUN_TIME", _ -> "0"),
                number("CPU_TIME", _ -> "0"),
                empty("URI"),
                empty("SESSION_KEY"),
                empty("LOGIN_KEY"));
    }

    private static List<Column<JobEvent>> tail() {
        return List.of(
                new Column<>("TIMESTAMP_DERIVED", "DateTime", it -> Stamp.iso(it.at())),
                id("USER_ID_DERIVED", JobEvent::userId),
                empty("CLIENT_IP"),
                empty("URI_ID_DERIVED"));
    }
}
