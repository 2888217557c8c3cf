package headroom.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Deletes what is older than it is kept, oldest first, a few hundred rows a bite; the file's pages
/// are used again. The writer owns it, but for [#done].
///
/// Seconds of the window stay for two windows, so that a start can tell what aged out since a
/// sighting.
final class Retention implements Writer.Chore {
    private static final int CALLS_A_BITE = 500;
    private static final Duration WINDOW_KEPT = Duration.ofDays(2);

    private final LedgerOptions options;
    private final long nowMillis;
    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    private List<Deletion> steps = List.of();
    private Iterator<Deletion> rest = steps.iterator();
    private boolean isPlanned;
    private int deleted;

    /// Deletes a bite of one table and says how many rows went.
    @FunctionalInterface
    private interface Deletion {
        int bite(Books books) throws SQLException;
    }

    private Deletion current = _ -> 0;

    Retention(LedgerOptions options, long nowMillis) {
        this.options = options;
        this.nowMillis = nowMillis;
    }

    /// Completes with the number of rows deleted.
    CompletableFuture<Integer> done() {
        return done;
    }

    @Override
    public boolean isPatient() {
        return true;
    }

    @Override
    public boolean bite(Books books) throws SQLException {
        if (!isPlanned) {
            isPlanned = true;
            steps = plan(books.connection());
            rest = steps.iterator();
        }
        var rows = current.bite(books);
        books.connection().commit();
        deleted += rows;
        if (rows > 0) {
            return true;
        }
        if (rest.hasNext()) {
            current = rest.next();
            return true;
        }
        done.complete(deleted);
        return false;
    }

    @Override
    public void failed(SQLException why) {
        done.completeExceptionally(why);
    }

    private List<Deletion> plan(Connection connection) throws SQLException {
        var plan = new ArrayList<Deletion>();
        plan.add(this::deleteCalls);
        plan.add(inSteps("imported", "at", before(options.callsKept()), 60_000));
        var windowEnd = Math.floorDiv(before(WINDOW_KEPT), 1000);
        plan.add(inSteps("window_seconds", "second", windowEnd, 600));
        var minute = Math.floorDiv(before(options.minutesKept()), 60_000L);
        var hour = Math.floorDiv(before(options.hoursKept()), 3_600_000L);
        for (var org : new Words(connection).names(Names.ORG).keySet()) {
            plan.add(inSteps("minutes", "org = " + org + " and minute", minute, 10));
            plan.add(inSteps("sightings", "org = " + org + " and minute", minute, 60));
            plan.add(
                    inSteps(
                            "limit_sightings",
                            "org = " + org + " and at",
                            before(options.hoursKept()),
                            3_600_000));
            plan.add(inSteps("history_seconds", "org = " + org + " and second", windowEnd, 600));
            plan.add(inSteps("hours", "org = " + org + " and hour", hour, 1));
        }
        return plan;
    }

    private long before(Duration kept) {
        return nowMillis - kept.toMillis();
    }

    private int deleteCalls(Books books) throws SQLException {
        var connection = books.connection();
        var minute = Math.floorDiv(before(options.callsKept()), 60_000L);
        var end =
                number(
                        connection,
                        "select min(first_seq) from call_minutes where minute >= " + minute);
        var first = number(connection, "select min(seq) from calls");
        if (first == 0) {
            return 0;
        }
        var open = books.openFrom();
        var until = Math.min(first + CALLS_A_BITE, end == 0 ? open : Math.min(end, open));
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "delete from call_minutes where minute < "
                            + minute
                            + " and first_seq < "
                            + first);
            return statement.executeUpdate("delete from calls where seq < " + until);
        }
    }

    /// Deletes a table's rows before `end`, as many time steps at once as make a small bite.
    private static Deletion inSteps(String table, String column, long end, long step) {
        var time = column.substring(column.lastIndexOf(' ') + 1);
        var where = column.substring(0, column.length() - time.length());
        return books -> {
            var connection = books.connection();
            var oldest =
                    number(
                            connection,
                            "select min("
                                    + time
                                    + ") from "
                                    + table
                                    + " where "
                                    + where
                                    + time
                                    + " < "
                                    + end);
            var until = Math.min(end, oldest + step);
            try (var statement = connection.createStatement()) {
                return oldest == 0
                        ? 0
                        : statement.executeUpdate(
                                "delete from " + table + " where " + column + " < " + until);
            }
        };
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
