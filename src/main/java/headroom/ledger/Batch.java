package headroom.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// A prepared statement that is run for many rows at once. One-owner.
final class Batch implements AutoCloseable {
    private final PreparedStatement statement;
    private int rows;

    Batch(Connection connection, String sql) throws SQLException {
        this.statement = connection.prepareStatement(sql);
    }

    Batch number(int column, long value) throws SQLException {
        statement.setLong(column, value);
        return this;
    }

    Batch text(int column, String value) throws SQLException {
        statement.setString(column, value);
        return this;
    }

    Batch bytes(int column, byte[] value) throws SQLException {
        statement.setBytes(column, value);
        return this;
    }

    /// Sets all columns from the first on to numbers, and adds the row.
    void row(long... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        row();
    }

    void row() throws SQLException {
        statement.addBatch();
        rows++;
    }

    void run() throws SQLException {
        if (rows == 0) {
            return;
        }
        rows = 0;
        try {
            statement.executeBatch();
        } catch (SQLException e) {
            statement.clearBatch();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
