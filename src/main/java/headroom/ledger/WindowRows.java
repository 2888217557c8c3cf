package headroom.ledger;

import headroom.meter.SecondStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The window's seconds in the ledger's file. One-owner; what is put belongs to the running
/// transaction.
final class WindowRows implements SecondStore, AutoCloseable {
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private long nextPart;

    WindowRows(Connection connection) throws SQLException {
        insert = connection.prepareStatement("insert into window_seconds values (?, ?, ?)");
        select =
                connection.prepareStatement(
                        "select second, deltas from window_seconds"
                                + " where second > ? and second <= ? order by second");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select max(part) from window_seconds")) {
            nextPart = rows.next() ? rows.getLong(1) + 1 : 1;
        }
    }

    @Override
    public void put(long second, byte[] deltas) {
        try {
            insert.setLong(1, second);
            insert.setLong(2, nextPart++);
            insert.setBytes(3, deltas);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new DiskFault(e);
        }
    }

    @Override
    public void read(long after, long upTo, Blocks blocks) {
        try {
            select.setLong(1, after);
            select.setLong(2, upTo);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    blocks.block(rows.getLong(1), rows.getBytes(2));
                }
            }
        } catch (SQLException e) {
            throw new DiskFault(e);
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        select.close();
    }
}
