package headroom.emulator.eventlog;

import static headroom.emulator.eventlog.Column.empty;
import static headroom.emulator.eventlog.Column.id;
import static headroom.emulator.eventlog.Column.number;
import static headroom.emulator.eventlog.Column.text;

import java.util.List;

/// The columns of the logs that have a line per call, in the order of files that have been seen.
final class CallColumns {

    private CallColumns() {}

    static final List<Column<Trace>> SOAP =
            Column.join(
                    common("API"),
                    more(),
                    List.of(
                            text("API_TYPE", it -> it.call().segment(2).equals("c") ? "E" : "P"),
                            text("API_VERSION", it -> it.booked().name().version()),
                            text("CLIENT_NAME", it -> it.booked().caller().client()),
                            text("METHOD_NAME", Trace::resource),
                            text("ENTITY_NAME", it -> it.booked().name().object()),
                            number("ROWS_PROCESSED", Trace::rows),
                            number("REQUEST_SIZE", it -> "" + it.call().body().length),
                            number("RESPONSE_SIZE", it -> "" + it.answer().body().length),
                            number("DB_BLOCKS", _ -> "0"),
                            number("DB_CPU_TIME", _ -> "0"),
                            text("EXCEPTION_MESSAGE", Trace::error),
                            text("QUERY", Trace::query)),
                    tail());

    static final List<Column<Trace>> REST =
            Column.join(
                    common("RestApi"),
                    more(),
                    List.of(
                            text("METHOD", it -> it.call().method()),
                            text("MEDIA_TYPE", it -> it.header("Content-Type")),
                            number("STATUS_CODE", it -> "" + it.booked().status()),
                            text("USER_AGENT", it -> it.header("User-Agent")),
                            number("ROWS_PROCESSED", Trace::rows),
                            empty("NUMBER_FIELDS"),
                            number("DB_BLOCKS", _ -> "0"),
                            number("DB_CPU_TIME", _ -> "0"),
                            number("REQUEST_SIZE", it -> "" + it.call().body().length),
                            number("RESPONSE_SIZE", it -> "" + it.answer().body().length),
                            text("ENTITY_NAME", it -> it.booked().name().object()),
                            id("CONNECTED_APP_ID", it -> it.booked().caller().appId()),
                            text("CLIENT_NAME", it -> it.booked().caller().client()),
                            text("EXCEPTION_MESSAGE", Trace::error),
                            text("QUERY", Trace::query),
                            empty("BOT_ID"),
                            empty("BOT_SESSION_ID"),
                            empty("PLANNER_ID")),
                    tail());

    static final List<Column<Trace>> BULK_REQUEST =
            Column.join(
                    common("BulkApiRequest"),
                    List.of(
                            text("REQUEST_PATH", it -> it.call().target().path()),
                            text("API_VERSION", it -> it.call().segment(2)),
                            id("JOB_ID", it -> first15(it.call().segment(4))),
                            id("BATCH_ID", it -> first15(it.call().segment(6))),
                            empty("OPERATION_TYPE"),
                            text("SUCCESS", it -> it.failed() ? "0" : "1"),
                            text("ERROR_MESSAGE", Trace::error),
                            id("CONNECTED_APP_ID", it -> it.booked().caller().appId()),
                            text("CLIENT_NAME", it -> it.booked().caller().client()),
                            empty("CONCURRENCY_MODE"),
                            number("STATUS_CODE", it -> "" + it.booked().status())),
                    tail());

    static final List<Column<Trace>> COMPOSITE =
            Column.join(
                    common("CompositeApi"),
                    List.of(
                            text("ALL_OR_NONE", it -> it.allOrNone() ? "1" : "0"),
                            text("FAILURE_REASON", Trace::error),
                            text("IS_REQUEST_COLLATION_ON", it -> it.collated() ? "1" : "0"),
                            number("NUM_RETRIES", _ -> "0"),
                            empty("NUM_GRAPH_DEPTH")),
                    tail());

    static final List<Column<Trace>> LOGIN =
            Column.join(
                    common("Login"),
                    more(),
                    List.of(
                            text("LOGIN_TYPE", it -> it.family().equals("SOAP") ? "3" : "i"),
                            text("BROWSER_TYPE", it -> it.header("User-Agent")),
                            text("API_TYPE", it -> it.family().equals("SOAP") ? "P" : ""),
                            text(
                                    "API_VERSION",
                                    it ->
                                            it.family().equals("SOAP")
                                                    ? it.booked().name().version()
                                                    : "9998.0"),
                            text("USER_NAME", it -> it.booked().caller().user()),
                            empty("TLS_PROTOCOL"),
                            empty("CIPHER_SUITE"),
                            empty("AUTHENTICATION_METHOD_REFERENCE"),
                            empty("LOGIN_SUB_TYPE"),
                            new Column<>(
                                    "TIMESTAMP_DERIVED",
                                    "DateTime",
                                    it -> Stamp.iso(it.booked().at())),
                            id("USER_ID_DERIVED", it -> it.booked().caller().userId()),
                            text("CLIENT_IP", it -> it.booked().clientIp()),
                            empty("URI_ID_DERIVED"),
                            text(
                                    "LOGIN_STATUS",
                                    it ->
                                            it.failed()
                                                    ? "LOGIN_ERROR_INVALID_PASSWORD"
                                                    : "LOGIN_NO_ERROR"),
                            text("SOURCE_IP", it -> it.booked().clientIp())));

    private static List<Column<Trace>> common(String type) {
        return List.of(
                text("EVENT_TYPE", _ -> type),
                new Column<>("TIMESTAMP", "DateTime", it -> Stamp.compact(it.booked().at())),
                text("REQUEST_ID", it -> it.booked().requestId()),
                id("ORGANIZATION_ID", _ -> LogFiles.ORG),
                id("USER_ID", it -> first15(it.booked().caller().userId())),
                number("RUN_TIME", it -> "" + (1 + it.answer().delay().toMillis())),
                number("CPU_TIME", _ -> "1"),
                text("URI", it -> it.call().target().path()),
                text("SESSION_KEY", Trace::sessionKey),
                text("LOGIN_KEY", Trace::sessionKey));
    }

    private static List<Column<Trace>> more() {
        return List.of(
                text("USER_TYPE", it -> it.booked().caller().userId().isEmpty() ? "" : "Standard"),
                text("REQUEST_STATUS", it -> it.failed() ? "F" : "S"),
                number("DB_TOTAL_TIME", _ -> "0"));
    }

    private static List<Column<Trace>> tail() {
        return List.of(
                new Column<>("TIMESTAMP_DERIVED", "DateTime", it -> Stamp.iso(it.booked().at())),
                id("USER_ID_DERIVED", it -> it.booked().caller().userId()),
                text("CLIENT_IP", it -> it.booked().clientIp()),
                empty("URI_ID_DERIVED"));
    }

    static String first15(String id) {
        return id.length() > 15 ? id.substring(0, 15) : id;
    }
}
