package headroom.ledger;

import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The dictionary as a reader sees it.
record Words(Connection connection) {
    Map<Integer, String> names(Names kind) throws SQLException {
        var names = new TreeMap<Integer, String>();
        try (var select =
                connection.prepareStatement("select id, name from names where kind = ?")) {
            select.setInt(1, kind.code);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    names.put(rows.getInt(1), rows.getString(2));
                }
            }
        }
        return names;
    }

    Map<Integer, CallKind> kinds() throws SQLException {
        var kinds = new HashMap<Integer, CallKind>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from kinds")) {
            while (rows.next()) {
                kinds.put(
                        rows.getInt(1),
                        new CallKind(
                                ApiFamily.valueOf(rows.getString(2)),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6)));
            }
        }
        return kinds;
    }

    /// What stands for an id that has no name of its own.
    static String nameless(int id) {
        return id == 0 ? "(none)" : "(other)";
    }
}
