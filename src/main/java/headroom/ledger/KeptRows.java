package headroom.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// Reads tokens and facts at a start.
record KeptRows(Connection connection) {
    void read(Map<String, TokenTrace> tokens, Map<String, String> facts) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select * from tokens")) {
                while (rows.next()) {
                    tokens.put(
                            rows.getString(1),
                            new TokenTrace(
                                    rows.getString(1),
                                    rows.getInt(2),
                                    rows.getInt(3),
                                    rows.getInt(4),
                                    rows.getLong(5)));
                }
            }
            try (var rows = statement.executeQuery("select key, value from facts")) {
                while (rows.next()) {
                    facts.put(rows.getString(1), rows.getString(2));
                }
            }
        }
    }
}
