package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.meter.SecondDeltas;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Holds a closed ledger's rollups and window against its single calls.
final class BooksCheck {
    private static final String ROWS =
            """
            (select at, org, integration, user, kind, 0 as source, charge,
               (status >= 400 or outcome between 2 and 8) as error
             from calls where outcome <> 0
             union all
             select at, org, integration, user, kind, source, charge, error from imported)
            """;

    private BooksCheck() {}

    static void agree(Path file) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(text(connection, "pragma integrity_check")).containsExactly("ok");
            assertThat(text(connection, "select count(*) from journal")).containsExactly("0");
            same(
                    connection,
                    "minutes",
                    "org, %s / 60000, integration, source",
                    "org, minute, integration, source");
            same(
                    connection,
                    "hours",
                    "org, %s / 3600000, integration, user, kind, source",
                    "org, hour, integration, user, kind, source");
            same(
                    connection,
                    "days",
                    "%s / 86400000, org, integration, source",
                    "day, org, integration, source");
            var since = lastSecond(connection) - 86_300;
            assertThat(windowOf(connection, since)).isEqualTo(secondsOf(connection, since));
        }
    }

    /// The day rollup, which is never deleted, holds so many calls.
    static void daysHold(Path file, long calls) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(text(connection, "select sum(calls) from days")).containsExactly("" + calls);
        }
    }

    private static void same(Connection connection, String table, String by, String key)
            throws SQLException {
        var rows = by.formatted("at");
        assertThat(
                        text(
                                connection,
                                "select "
                                        + key
                                        + ", calls, charges, errors from "
                                        + table
                                        + " where calls <> 0 order by "
                                        + key))
                .as(table)
                .isEqualTo(
                        text(
                                connection,
                                "select "
                                        + rows
                                        + ", count(*), sum(charge), sum(error) from "
                                        + ROWS
                                        + " group by "
                                        + rows
                                        + " order by "
                                        + rows));
    }

    private static long lastSecond(Connection connection) throws SQLException {
        var last = text(connection, "select coalesce(max(second), 0) from window_seconds");
        return Long.parseLong(last.getFirst());
    }

    /// Charges by second and counter, from the window's blocks.
    private static Map<String, Long> windowOf(Connection connection, long since)
            throws SQLException {
        var sums = new TreeMap<String, Long>();
        var counters = new HashMap<Integer, String>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select key, org, integration from counters")) {
                while (rows.next()) {
                    counters.put(rows.getInt(1), rows.getInt(2) + "/" + rows.getInt(3));
                }
            }
            try (var rows =
                    statement.executeQuery(
                            "select second, deltas from window_seconds where second > " + since)) {
                while (rows.next()) {
                    var second = rows.getLong(1);
                    SecondDeltas.decode(
                            rows.getBytes(2),
                            (key, charges) ->
                                    sums.merge(
                                            second + " " + counters.get(key),
                                            (long) charges,
                                            Long::sum));
                }
            }
        }
        return sums;
    }

    /// The same, from the single calls.
    private static Map<String, Long> secondsOf(Connection connection, long since)
            throws SQLException {
        var sums = new TreeMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select at / 1000, org, integration, sum(charge) from "
                                        + ROWS
                                        + " where at / 1000 > "
                                        + since
                                        + " group by 1, 2, 3 having sum(charge) <> 0")) {
            while (rows.next()) {
                var second = rows.getLong(1) + " " + rows.getInt(2) + "/";
                sums.merge(second + "-1", rows.getLong(4), Long::sum);
                sums.merge(second + rows.getInt(3), rows.getLong(4), Long::sum);
            }
        }
        return sums;
    }

    static List<String> text(Connection connection, String sql) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var line = new StringBuilder(rows.getString(1));
                for (var i = 2; i <= columns; i++) {
                    line.append('|').append(rows.getString(i));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}
