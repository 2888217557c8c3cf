package headroom.gateway;

import headroom.ledger.Outcome;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A call as its row in the ledger's file tells it. Immutable.
record BookedCall(
        String request,
        String org,
        String integration,
        int charge,
        Outcome outcome,
        int status,
        long requestBytes,
        long answerBytes) {
    private static final String QUERY =
            "select calls.*, orgs.name as org_name, callers.name as caller from calls"
                    + " join names orgs on orgs.kind = 0 and orgs.id = calls.org"
                    + " join names callers on callers.kind = 1 and callers.id = calls.integration"
                    + " order by seq";

    static List<BookedCall> all(Path ledger) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                var statement = connection.createStatement()) {
            return read(statement.executeQuery(QUERY));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<BookedCall> read(ResultSet rows) throws SQLException {
        var calls = new ArrayList<BookedCall>();
        while (rows.next()) {
            calls.add(
                    new BookedCall(
                            rows.getString("request"),
                            rows.getString("org_name"),
                            rows.getString("caller"),
                            rows.getInt("charge"),
                            Outcome.values()[rows.getInt("outcome")],
                            rows.getInt("status"),
                            rows.getLong("request_bytes"),
                            rows.getLong("answer_bytes")));
        }
        return calls;
    }
}
