package headroom.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a start does before the first call: fold what a killed process left in the journal, and
/// settle its intents as spent, marked as unsettled. One transaction, so that a kill during it
/// changes nothing.
final class Recovery {
    /// The fact that says from which seq on calls may be in flight.
    static final String OPEN_FROM = "calls.open-from";

    private final Connection connection;
    private final List<Cell> journal = new ArrayList<>();
    private final List<Cell> unsettled = new ArrayList<>();

    Recovery(Connection connection) {
        this.connection = connection;
    }

    /// Unsettled intents found and marked.
    int unsettled() {
        return unsettled.size();
    }

    void run(MeterBook meters, long nowMillis) throws SQLException {
        readJournal();
        readUnsettled();
        var tallies = new Tallies();
        for (var cell : journal) {
            tallies.add(cell);
            meters.count(cell);
        }
        for (var cell : unsettled) {
            tallies.add(cell);
            meters.count(cell);
        }
        try (var rollups = new RollupRows(connection)) {
            rollups.fold(tallies);
        }
        meters.window().flush();
        mark(nowMillis);
        connection.commit();
        meters.window().flushed();
    }

    /// Brings the counts of the current day and the sightings back to memory.
    void restore(MeterBook meters, long nowSecond) throws SQLException {
        restoreDay(connection, meters, nowSecond);
        new UsageRows(connection, nowSecond).rests().forEach(meters::restore);
        connection.commit();
    }

    /// Counts the charges of the current day from its rollup.
    static void restoreDay(Connection connection, MeterBook meters, long nowSecond)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select org, integration, sum(charges) from days where day = ?"
                                + " group by org, integration")) {
            select.setLong(1, Math.floorDiv(nowSecond, 86_400));
            try (var rows = select.executeQuery()) {
                meters.restartDay(nowSecond);
                while (rows.next()) {
                    meters.restoreDay(rows.getInt(1), rows.getInt(2), rows.getInt(3));
                }
            }
        }
    }

    private void readJournal() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select cells from journal order by id")) {
            while (rows.next()) {
                Journal.decode(rows.getBytes(1), journal::add);
            }
        }
    }

    private void readUnsettled() throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select at, org, integration, user, kind, charge from calls"
                                + " where seq >= ? and outcome = 0")) {
            select.setLong(1, openFrom(connection));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    unsettled.add(
                            new Cell(
                                    Math.floorDiv(rows.getLong(1), 1000),
                                    rows.getInt(2),
                                    rows.getInt(3),
                                    rows.getInt(4),
                                    rows.getInt(5),
                                    Source.METERED.code,
                                    1,
                                    rows.getInt(6),
                                    0,
                                    0,
                                    0));
                }
            }
        }
    }

    private void mark(long nowMillis) throws SQLException {
        if (unsettled.isEmpty()) {
            return;
        }
        try (var update =
                        connection.prepareStatement(
                                "update calls set outcome = ? where seq >= ? and outcome = 0");
                var note =
                        connection.prepareStatement(
                                "insert into recoveries (at, unsettled, charges)"
                                        + " values (?, ?, ?)")) {
            update.setInt(1, Outcome.UNSETTLED.code);
            update.setLong(2, openFrom(connection));
            update.executeUpdate();
            note.setLong(1, nowMillis);
            note.setInt(2, unsettled.size());
            note.setLong(3, unsettled.stream().mapToLong(Cell::charges).sum());
            note.executeUpdate();
        }
    }

    static long openFrom(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select value from facts where key = ?")) {
            select.setString(1, OPEN_FROM);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Long.parseLong(rows.getString(1)) : 0;
            }
        }
    }

    static long lastSeq(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select max(seq) from calls")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
