package headroom.ledger;

import headroom.ledger.LedgerReader.Arrived;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/// Charges by integration and hour or minute, from all sources, in the caller's transaction.
record ArrivalRows(Connection connection, int org) {

    void hours(long from, long to, Consumer<Arrived> rows) throws SQLException {
        select("hour", "hours", from, to, rows);
        new RollupSums(connection)
                .eachJournalCell(cell -> journal(cell, cell.hour(), from, to, rows));
    }

    void minutes(long from, long to, Consumer<Arrived> rows) throws SQLException {
        select("minute", "minutes", from, to, rows);
        new RollupSums(connection)
                .eachJournalCell(cell -> journal(cell, cell.minute(), from, to, rows));
    }

    private void select(String unit, String table, long from, long to, Consumer<Arrived> rows)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select "
                                + unit
                                + ", integration, sum(charges) from "
                                + table
                                + " where org = ? and "
                                + unit
                                + " >= ? and "
                                + unit
                                + " < ?"
                                + " group by 1, 2 order by 1")) {
            select.setInt(1, org);
            select.setLong(2, from);
            select.setLong(3, to);
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    rows.accept(new Arrived(found.getLong(1), found.getInt(2), found.getLong(3)));
                }
            }
        }
    }

    private void journal(Cell cell, long time, long from, long to, Consumer<Arrived> rows) {
        if (cell.org() == org && time >= from && time < to && cell.charges() != 0) {
            rows.accept(new Arrived(time, cell.integration(), cell.charges()));
        }
    }
}
