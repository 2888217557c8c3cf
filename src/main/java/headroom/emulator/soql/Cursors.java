package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Runs queries and keeps what is left of their answers for the next pages. One owner.
///
/// A page's locator is the cursor's id and the place of its first row. Cursors live two days of org
/// time; past the limit of rows kept, the oldest go, and their locators are invalid.
public final class Cursors {
    private static final Duration LIFE = Duration.ofDays(2);
    private static final int CURSORS_MAX = 5_000;
    private static final long ROWS_MAX = 10_000_000;
    private static final int PARSED_MAX = 1_000;
    private static final int PARSED_LENGTH_MAX = 4_000;
    private static final int CHILDREN_MAX = 20_000;

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
    /// @param groups of a grouped query, in place of rows: each a value per column
    /// @param total of all pages
    /// @param next the locator of the page after, or empty if this is the last
    /// @param children the children of each row, by the name of their relationship
    public record Page(
            Query query,
            List<Row> rows,
            List<List<@Nullable Object>> groups,
            int total,
            String next,
            Map<Row, Map<String, Page>> children) {
        public boolean isLast() {
            return next.isEmpty();
        }

        /// A row's children of one kind, or nothing if it has none.
        public Optional<Page> children(Row row, Projection.Children asked) {
            return Optional.ofNullable(children.getOrDefault(row, Map.of()).get(asked.name()));
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
        return bind(text, includeDeleted, now, Viewer.ALL);
    }

    /// The query as a user may ask it.
    public Query bind(String text, boolean includeDeleted, Instant now, Viewer viewer) {
        var soql = parsed.get(text);
        if (soql == null) {
            soql = SoqlParser.parse(text);
            if (text.length() <= PARSED_LENGTH_MAX) {
                parsed.put(text, soql);
            }
        }
        return Query.bind(store, soql, includeDeleted, now, viewer);
    }

    /// The first page, which may be the only one.
    public Page query(String text, boolean includeDeleted, int pageRows, Instant now) {
        return run(bind(text, includeDeleted, now), pageRows, now);
    }

    /// The first page of a query that was bound just now.
    public Page run(Query query, int pageRows, Instant now) {
        if (query.isCount()) {
            return new Page(query, List.of(), List.of(), query.count(), "", Map.of());
        }
        if (query.isGrouped()) {
            var groups = query.runGroups();
            return new Page(query, List.of(), groups, groups.size(), "", Map.of());
        }
        return first(query, query.run(), pageRows, now);
    }

    private Page first(Query query, List<Row> rows, int pageRows, Instant now) {
        if (rows.size() <= pageRows && !query.projection().hasChildren()) {
            return new Page(query, rows, List.of(), rows.size(), "", Map.of());
        }
        return page(new Cursor(query, rows, now.plus(LIFE)), "", 0, pageRows, now);
    }

    /// The page that starts at the locator `01g…-2000`.
    public Page more(String locator, int pageRows, Instant now) {
        var dash = locator.lastIndexOf('-');
        var id = dash < 0 ? "" : locator.substring(0, dash);
        var cursor = cursors.get(id);
        if (cursor == null || now.isAfter(cursor.until())) {
            throw invalid();
        }
        var from = number(locator.substring(dash + 1));
        if (from < 0 || from >= cursor.rows().size()) {
            throw invalid();
        }
        return page(cursor, id, from, pageRows, now);
    }

    /// A page of a cursor, which is kept if it is not yet and more pages follow. A page with many
    /// children ends early, as in Salesforce.
    private Page page(Cursor cursor, String id, int from, int pageRows, Instant now) {
        var rows = cursor.rows();
        var to = (int) Math.min((long) from + pageRows, rows.size());
        var children = new HashMap<Row, Map<String, Page>>();
        if (cursor.query().projection().hasChildren()) {
            to = from + addChildren(children, cursor, rows.subList(from, to), pageRows, now);
        }
        var next = "";
        if (to < rows.size()) {
            next = (id.isEmpty() ? keep(cursor) : id) + "-" + to;
        }
        var shown = rows.subList(from, to);
        return new Page(cursor.query(), shown, List.of(), rows.size(), next, children);
    }

    /// Finds the children of as many rows as fit one page, and says how many these are.
    private int addChildren(
            Map<Row, Map<String, Page>> children,
            Cursor cursor,
            List<Row> rows,
            int pageRows,
            Instant now) {
        var done = 0;
        var found = 0;
        for (var row : rows) {
            if (found >= CHILDREN_MAX) {
                break;
            }
            var pages = new HashMap<String, Page>();
            for (var entry : cursor.query().projection().entries()) {
                if (entry instanceof Projection.Children asked) {
                    var theirs = asked.query().runChildren(row, asked.reference());
                    if (!theirs.isEmpty()) {
                        pages.put(asked.name(), first(asked.query(), theirs, pageRows, now));
                        found += Math.min(theirs.size(), pageRows);
                    }
                }
            }
            children.put(row, pages);
            done++;
        }
        return done;
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
