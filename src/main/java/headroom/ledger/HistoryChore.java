package headroom.ledger;

import headroom.ledger.HistoryDay.Hour;
import headroom.ledger.HistoryDay.Minute;
import headroom.ledger.HistoryDay.Second;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/// Replaces a day of history hour by hour, each a transaction of its own, so that live calls wait
/// for an hour's rows and not for a day's. Every step says the same when it is done again, so a day
/// broken off is simply replaced again. The writer owns it, but for [#await].
final class HistoryChore implements Writer.Chore {
    private static final int DAY_HOURS = 24;

    private final HistoryDay day;
    private final long minutesFrom;
    private final Map<Long, List<Hour>> hours;
    private final Map<Long, List<Minute>> minutes;
    private final Map<Long, List<Second>> seconds;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int next;

    /// @param minutesFrom older minutes are not kept
    HistoryChore(HistoryDay day, long minutesFrom) {
        this.day = day;
        this.minutesFrom = minutesFrom;
        this.hours = day.hours().stream().collect(Collectors.groupingBy(Hour::hour));
        this.minutes =
                day.minutes().stream()
                        .collect(Collectors.groupingBy(sum -> Math.floorDiv(sum.minute(), 60L)));
        this.seconds =
                day.seconds().stream()
                        .collect(Collectors.groupingBy(sum -> Math.floorDiv(sum.second(), 3600L)));
    }

    void await() {
        try {
            done.join();
        } catch (CompletionException e) {
            throw new LedgerException(
                    "a day of history could not be booked; import again to complete it", e);
        }
    }

    @Override
    public boolean bite(Books books) throws SQLException {
        var connection = books.connection();
        var hour = day.day() * DAY_HOURS + next;
        if (next == DAY_HOURS) {
            replaceDay(connection);
            books.writeWithChore();
            done.complete(null);
            return false;
        }
        replaceMinutes(connection, hour);
        replaceHour(connection, hour);
        var cells = replaceSeconds(connection, hour);
        cells.forEach(books::learnCharges);
        try {
            books.writeWithChore();
        } catch (SQLException | DiskFault e) {
            cells.forEach(cell -> books.learnCharges(cell.negated()));
            throw e;
        }
        next++;
        return true;
    }

    @Override
    public void failed(SQLException why) {
        done.completeExceptionally(why);
    }

    private void replaceMinutes(Connection connection, long hour) throws SQLException {
        delete(
                connection,
                "delete from minutes where org = ? and minute >= ? and minute < ? and source = ?",
                hour * 60,
                hour * 60 + 60);
        try (var insert =
                new Batch(connection, "insert into minutes values (?, ?, ?, ?, ?, ?, ?)")) {
            for (var sum : minutes.getOrDefault(hour, List.of())) {
                if (sum.minute() >= minutesFrom) {
                    insert.row(
                            day.org(),
                            sum.minute(),
                            sum.integration(),
                            Source.HISTORY.code,
                            sum.calls(),
                            sum.charges(),
                            sum.errors());
                }
            }
            insert.run();
        }
    }

    private void replaceHour(Connection connection, long hour) throws SQLException {
        delete(
                connection,
                "delete from hours where org = ? and hour >= ? and hour < ? and source = ?",
                hour,
                hour + 1);
        try (var insert =
                new Batch(connection, "insert into hours values (?,?,?,?,?,?,?,?,?,0,0)")) {
            for (var sum : hours.getOrDefault(hour, List.of())) {
                insert.row(
                        day.org(),
                        sum.hour(),
                        sum.integration(),
                        sum.user(),
                        sum.kind(),
                        Source.HISTORY.code,
                        sum.calls(),
                        sum.charges(),
                        sum.errors());
            }
            insert.run();
        }
    }

    /// Writes the hour's seconds; returns what they change in the window.
    private List<Cell> replaceSeconds(Connection connection, long hour) throws SQLException {
        var from = hour * 3600;
        var changes = new TreeMap<Long, Map<Integer, Integer>>();
        try (var select =
                connection.prepareStatement(
                        "select second, integration, charges from history_seconds"
                                + " where org = ? and second >= ? and second < ?")) {
            select.setInt(1, day.org());
            select.setLong(2, from);
            select.setLong(3, from + 3600);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    change(changes, rows.getLong(1), rows.getInt(2), -rows.getInt(3));
                }
            }
        }
        try (var delete =
                connection.prepareStatement(
                        "delete from history_seconds"
                                + " where org = ? and second >= ? and second < ?")) {
            run(delete, day.org(), from, from + 3600);
        }
        try (var insert = new Batch(connection, "insert into history_seconds values (?,?,?,?)")) {
            for (var sum : seconds.getOrDefault(hour, List.of())) {
                insert.row(day.org(), sum.second(), sum.integration(), sum.charges());
                change(changes, sum.second(), sum.integration(), sum.charges());
            }
            insert.run();
        }
        return cells(changes);
    }

    private static void change(
            Map<Long, Map<Integer, Integer>> changes, long second, int integration, int charges) {
        changes.computeIfAbsent(second, _ -> new HashMap<>())
                .merge(integration, charges, Integer::sum);
    }

    private List<Cell> cells(Map<Long, Map<Integer, Integer>> changes) {
        var cells = new ArrayList<Cell>();
        changes.forEach((second, sums) ->
                sums.forEach((integration, charges) -> {
                    if (charges != 0) {
                        var source = Source.HISTORY.code;
                        cells.add(
                                new Cell(
                                        second,
                                        day.org(),
                                        integration,
                                        0,
                                        0,
                                        source,
                                        0,
                                        charges,
                                        0,
                                        0,
                                        0));
                    }
                }));
        return cells;
    }

    private void replaceDay(Connection connection) throws SQLException {
        var sums = new TreeMap<Integer, long[]>();
        for (var sum : day.hours()) {
            var total = sums.computeIfAbsent(sum.integration(), _ -> new long[3]);
            total[0] += sum.calls();
            total[1] += sum.charges();
            total[2] += sum.errors();
        }
        try (var delete =
                connection.prepareStatement(
                        "delete from days where day = ? and org = ? and source = ?")) {
            run(delete, day.day(), day.org(), Source.HISTORY.code);
        }
        try (var insert = new Batch(connection, "insert into days values (?, ?, ?, ?, ?, ?, ?)")) {
            for (var entry : sums.entrySet()) {
                var sum = entry.getValue();
                insert.row(
                        day.day(),
                        day.org(),
                        entry.getKey(),
                        Source.HISTORY.code,
                        sum[0],
                        sum[1],
                        sum[2]);
            }
            insert.run();
        }
    }

    private void delete(Connection connection, String sql, long from, long to) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            run(delete, day.org(), from, to, Source.HISTORY.code);
        }
    }

    private static void run(PreparedStatement statement, long... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
