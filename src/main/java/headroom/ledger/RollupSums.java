package headroom.ledger;

import headroom.ledger.LedgerReader.CurvePoint;
import headroom.ledger.LedgerReader.Spent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Questions answered by the minute and day rollups plus the journal, in the caller's transaction.
final class RollupSums {
    private static final int DAY_MINUTES = 1440;

    private final Connection connection;

    RollupSums(Connection connection) {
        this.connection = connection;
    }

    /// A row of a rollup, or a cell of the journal in the same form.
    record Sum(long time, int integration, int source, long calls, long charges, long errors) {}

    List<Spent> day(int org, long day) throws SQLException {
        var sums = new SpentSums();
        try (var select =
                connection.prepareStatement(
                        "select integration, source, calls, charges, errors from days"
                                + " where day = ? and org = ?")) {
            select.setLong(1, day);
            select.setInt(2, org);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    sums.add(
                            rows.getInt(1),
                            rows.getInt(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5));
                }
            }
        }
        eachJournalCell(cell -> {
            if (cell.org() == org && cell.day() == day) {
                addTo(sums, cell);
            }
        });
        return sums.ranked(new Words(connection).names(Names.INTEGRATION));
    }

    List<Spent> range(int org, long fromMinute, long toMinute) throws SQLException {
        var sums = new SpentSums();
        eachMinute(
                org,
                fromMinute,
                toMinute,
                sum ->
                        sums.add(
                                sum.integration(),
                                sum.source(),
                                sum.calls(),
                                sum.charges(),
                                sum.errors()));
        return sums.ranked(new Words(connection).names(Names.INTEGRATION));
    }

    /// Rollup rows and journal cells of the minutes in [from, to).
    void eachMinute(int org, long fromMinute, long toMinute, Consumer<Sum> sums)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select minute, integration, source, calls, charges, errors from minutes"
                                + " where org = ? and minute >= ? and minute < ?")) {
            select.setInt(1, org);
            select.setLong(2, fromMinute);
            select.setLong(3, toMinute);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    sums.accept(
                            new Sum(
                                    rows.getLong(1),
                                    rows.getInt(2),
                                    rows.getInt(3),
                                    rows.getLong(4),
                                    rows.getLong(5),
                                    rows.getLong(6)));
                }
            }
        }
        eachJournalCell(cell -> {
            if (cell.org() == org && cell.minute() >= fromMinute && cell.minute() < toMinute) {
                sums.accept(
                        new Sum(
                                cell.minute(),
                                cell.integration(),
                                cell.source(),
                                cell.calls(),
                                cell.charges(),
                                cell.errors()));
            }
        });
    }

    List<CurvePoint> curve(int org, long nowMinute) throws SQLException {
        var first = nowMinute - 2 * DAY_MINUTES + 1;
        var totals = new long[2 * DAY_MINUTES];
        var byIntegration = new HashMap<Long, Map<Integer, Long>>();
        eachMinute(
                org,
                first,
                nowMinute + 1,
                sum -> {
                    totals[(int) (sum.time() - first)] += sum.charges();
                    if (sum.time() > nowMinute - DAY_MINUTES && sum.charges() != 0) {
                        byIntegration
                                .computeIfAbsent(sum.time(), _ -> new HashMap<>())
                                .merge(sum.integration(), sum.charges(), Long::sum);
                    }
                });
        var points = new ArrayList<CurvePoint>(DAY_MINUTES);
        var rolling = 0L;
        for (var at = 0; at < totals.length; at++) {
            rolling += totals[at] - (at >= DAY_MINUTES ? totals[at - DAY_MINUTES] : 0);
            if (at >= DAY_MINUTES) {
                var minute = first + at;
                points.add(
                        new CurvePoint(
                                Instant.ofEpochSecond(minute * 60),
                                Map.copyOf(byIntegration.getOrDefault(minute, Map.of())),
                                rolling));
            }
        }
        return points;
    }

    void eachJournalCell(Consumer<Cell> cells) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select cells from journal order by id")) {
            while (rows.next()) {
                Journal.decode(rows.getBytes(1), cells);
            }
        }
    }

    static void addTo(SpentSums sums, Cell cell) {
        sums.add(cell.integration(), cell.source(), cell.calls(), cell.charges(), cell.errors());
    }
}
