package headroom.history;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The SQL that turns a log file of any layout into rows of one. Immutable.
record Staging(LogHeader header, LogType type) {
    private static final List<String> TEXTS =
            List.of(
                    "username",
                    "family",
                    "version",
                    "resource",
                    "client",
                    "method",
                    "ip",
                    "app_id",
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

    String sql(Path file, boolean hasReturns, Path folder) {
        var values = new HashMap<String, String>();
        TEXTS.forEach(ours -> values.put(ours, text(type.column(ours))));
        values.put("request", text("REQUEST_ID"));
        values.put("user_id", text("USER_ID"));
        values.put("stamp", text("TIMESTAMP"));
        values.put("derived", text("TIMESTAMP_DERIVED"));
        values.put("status", status());
        values.put("counted", counted());
        if (type == LogType.REST_API || type == LogType.BULK_API_REQUEST) {
            var path = "split_part(" + values.get("resource") + ", '?', 1)";
            values.put("resource", "replace(" + path + ", '/services/data', '')");
        }
        values.put("file", SqlText.quote(file.toString()));
        values.put("new_line", hasReturns ? "'\\r\\n'" : "'\\n'");
        values.put("folder", SqlText.quote(folder.toString()));
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
        return header.has(column) ? "coalesce(\"" + column + "\", '')" : "''";
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
        if (type == LogType.API_TOTAL_USAGE) {
            var said = "lower(" + text("COUNTS_AGAINST_API_LIMIT") + ")";
            return "case when " + said + " in ('1', 'true') then 1 else 0 end";
        }
        return type.tellsOfCalls() ? "1" : "0";
    }
}
