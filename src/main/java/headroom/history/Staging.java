package headroom.history;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The SQL that turns a log file of any layout into rows of one. Immutable.
///
/// @param usesDerived some row tells its time in ISO form only
/// @param byDay rows may be of several days: a folder of them is written, not one file
record Staging(
        LogHeader header, LogType type, boolean hasReturns, boolean usesDerived, boolean byDay) {
    /// Where the rows of a file are that is of one day.
    static final String ONE_DAY = "";

    private static final List<String> TEXTS =
            List.of(
                    "username",
                    "family",
                    "version",
                    "resource",
                    "client",
                    "method",
                    "ip",
                    "app",
                    "object",
                    "row_count",
                    "note");

    /// The columns of every Parquet file; what they are is told in `stage.sql`.
    static final String NO_ROWS =
            """
            create or replace temp table no_rows (at_millis bigint, request varchar,
              user_id varchar, username varchar, integration varchar, family varchar,
              version varchar, resource varchar, template varchar, client varchar,
              method varchar, ip varchar, app_id varchar, app varchar, object varchar,
              status integer, counted integer, row_count bigint, note varchar, counts boolean)
            """;

    /// DuckDB takes this much for each thread, however small the file is.
    private static final long BUFFER_BYTES_MAX = 16 << 20;

    private static final long BUFFER_BYTES_MIN = 2 * LogScan.ROW_BYTES_MAX;

    /// What no log holds: an empty field is an empty text and never nothing.
    private static final String NEVER = "headroom: no such text";

    /// A record's id of 15 or 18 signs, or a query locator. Objects' names, which may be as long,
    /// have no digit so early.
    private static final String ID =
            "/(?:[0-9][0-9A-Za-z]{2}|[a-z][0-9][0-9A-Za-z]|[a-z][0-9A-Za-z][0-9])[0-9A-Za-z]{12}"
                    + "(?:[0-9A-Za-z]{3})?(?:-[0-9]+)?(/|$)";

    /// What the head of a file lets expect.
    ///
    /// @param isNamed its name says of which day it is
    static Staging guess(LogPeek peek, boolean isNamed) {
        return new Staging(peek.header(), peek.type(), peek.hasReturns(), false, !isNamed);
    }

    /// @param check of a file of which only the sound rows will be read, if not all are
    static Staging of(LogCheck check) {
        return new Staging(
                check.header(),
                check.type(),
                check.hasReturns() && check.sound(),
                check.usesDerived(),
                !check.isOfOneDay());
    }

    /// Whether a file that was staged so was staged well.
    boolean fits(LogCheck check) {
        return check.sound()
                && check.hasReturns() == hasReturns
                && (usesDerived || !check.usesDerived())
                && (byDay || check.isOfOneDay());
    }

    /// @param bytes of the file
    String sql(Path file, long bytes, Path to) {
        var values = new HashMap<String, String>();
        TEXTS.forEach(ours -> values.put(ours, text(type.column(ours))));
        values.put("request", text("REQUEST_ID"));
        values.put("user_id", id(text("USER_ID")));
        values.put("app_id", id(text(type.column("app_id"))));
        values.put("at_millis", millis());
        values.put("status", status());
        values.put("counted", counted());
        if (type == LogType.REST_API || type == LogType.BULK_API_REQUEST) {
            var path = "split_part(" + values.get("resource") + ", '?', 1)";
            values.put("resource", "replace(" + path + ", '/services/data', '')");
        }
        values.put("id", SqlText.quote(ID));
        values.put("never", SqlText.quote(NEVER));
        values.put("file", SqlText.quote(file.toString()));
        values.put("new_line", hasReturns ? "'\\r\\n'" : "'\\n'");
        values.put("to", SqlText.quote(to.toString()));
        values.put("parquet", Duck.PARQUET);
        values.put("buffer", "" + Math.clamp(bytes, BUFFER_BYTES_MIN, BUFFER_BYTES_MAX));
        values.put(
                "day",
                byDay
                        ? ", cast(cast(make_timestamp(at_millis * 1000) as date) as varchar) as day"
                        : "");
        values.put("partition", byDay ? ", partition_by (day), overwrite_or_ignore true" : "");
        values.put(
                "columns",
                header.columns().stream()
                        .map(column -> SqlText.quote(column) + ": 'VARCHAR'")
                        .collect(Collectors.joining(", ", "{", "}")));
        return SqlText.of(Staging.class, "stage", Map.copyOf(values));
    }

    /// A column of the file, or nothing where this layout lacks it.
    private String text(String column) {
        if (column.startsWith("'")) {
            return column;
        }
        return header.has(column) ? "\"" + column + "\"" : "''";
    }

    /// An id as short as logs mostly write it.
    private static String id(String text) {
        return "case when strlen("
                + text
                + ") > 15 then left("
                + text
                + ", 15) else "
                + text
                + " end";
    }

    private String millis() {
        var stamp =
                "epoch_ms(try_strptime("
                        + text("TIMESTAMP")
                        + ", ['%Y%m%d%H%M%S.%g', '%Y%m%d%H%M%S']))";
        return usesDerived
                ? "coalesce("
                        + stamp
                        + ", epoch_ms(try_cast("
                        + text("TIMESTAMP_DERIVED")
                        + " as timestamp)))"
                : stamp;
    }

    /// SOAP's log says only whether a call succeeded.
    private String status() {
        var status = "coalesce(try_cast(" + text(type.column("status")) + " as integer), 0)";
        return type == LogType.API
                ? "case when " + text("REQUEST_STATUS") + " = 'F' then 500 else 200 end"
                : status;
    }

    /// `1` or `0` in files, though documented as true and false; other logs do not say.
    private String counted() {
        if (type == LogType.API_TOTAL_USAGE || type == LogType.USAGE_EVENT) {
            var said = "lower(" + text("COUNTS_AGAINST_API_LIMIT") + ")";
            return "case when " + said + " in ('1', 'true') then 1 else 0 end";
        }
        return type.tellsOfCalls() ? "1" : "0";
    }
}
