package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Runs queries and keeps what is left of their answers for the next pages. One owner.
///
/// A page's locator is the cursor's id and the place of its first row. Cursors live two days of org
/// time; past the limit of rows kept, the oldest go, and their locators are invalid.
public final class Cursors {
    private static final Duration LIFE = Duration.ofDays(2);
    private static final int CURSORS_MAX = 5_000;
    private static final long ROWS_MAX = 10_000_000;
    private static final int PARSED_MAX = 1_000;

    private final Store store;
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();
    private final Map<String, Soql> parsed =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Soql> eldest) {
                    return size() > PARSED_MAX;
                }
            };
    private long serial;
    private long rowsKept;

    private record Cursor(Query query, List<Row> rows, Instant until) {}

    /// One page of an answer.
    ///
    /// @param total of all pages
    /// @param next the locator of the page after, or empty if this is the last
    public record Page(Query query, List<Row> rows, int total, String next) {
        public boolean isLast() {
            return next.isEmpty();
        }

        /// The columns' names as Bulk's CSV heads them: `Id`, `Account.Name`, an alias.
        public List<String> columns() {
            return Columns.names(query.projection());
        }

        /// One row's texts under [#columns()]; what is null is empty.
        public List<String> cells(Row row) {
            return query.columnsOf().cells(row);
        }
    }

    public Cursors(Store store) {
        this.store = store;
    }

    /// The query understood but not run yet; what is wrong with it is thrown.
    public Query bind(String text, boolean includeDeleted, Instant now) {
        var soql = parsed.get(text);
        if (soql == null) {
            soql = SoqlParser.parse(text);
            parsed.put(text, soql);
        }
        return Query.bind(store, soql, includeDeleted, now);
    }

    /// The first page, which may be the only one.
    public Page query(String text, boolean includeDeleted, int pageRows, Instant now) {
        var query = bind(text, includeDeleted, now);
        var rows = query.run();
        if (query.isCount()) {
            return new Page(query, List.of(), rows.size(), "");
        }
        if (rows.size() <= pageRows) {
            return new Page(query, rows, rows.size(), "");
        }
        var id = keep(new Cursor(query, List.copyOf(rows), now.plus(LIFE)));
        return new Page(query, rows.subList(0, pageRows), rows.size(), id + "-" + pageRows);
    }

    private String keep(Cursor cursor) {
        serial++;
        var id = String.format(Locale.ROOT, "01gHr0%09dAAA", serial);
        cursors.put(id, cursor);
        rowsKept += cursor.rows().size();
        while (cursors.size() > CURSORS_MAX || (rowsKept > ROWS_MAX && cursors.size() > 1)) {
            var oldest = cursors.remove(cursors.keySet().iterator().next());
            rowsKept -= oldest == null ? 0 : oldest.rows().size();
        }
        return id;
    }

    /// The page that starts at the locator `01g…-2000`.
    public Page more(String locator, int pageRows, Instant now) {
        var dash = locator.lastIndexOf('-');
        var cursor = dash < 0 ? null : cursors.get(locator.substring(0, dash));
        if (cursor == null || now.isAfter(cursor.until())) {
            throw invalid();
        }
        var from = number(locator.substring(dash + 1));
        if (from < 0 || from >= cursor.rows().size()) {
            throw invalid();
        }
        var to = Math.min(from + pageRows, cursor.rows().size());
        var next = to < cursor.rows().size() ? locator.substring(0, dash) + "-" + to : "";
        return new Page(
                cursor.query(), cursor.rows().subList(from, to), cursor.rows().size(), next);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw invalid();
        }
    }

    private static ApiFailure invalid() {
        return new ApiFailure(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
}
