package headroom.ledger;

import static java.util.Objects.requireNonNull;

import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/// The names, call kinds and counters the ledger's rows refer to, and their tables.
final class Dictionaries implements AutoCloseable {
    private static final int KINDS_MAX = 20_000;
    private static final CallKind NO_KIND = new CallKind(ApiFamily.OTHER, "", "", "", "");
    private static final CallKind OTHER_KIND = new CallKind(ApiFamily.OTHER, "", "(other)", "", "");

    private final Map<Names, Dictionary<String>> names = new EnumMap<>(Names.class);
    private final Dictionary<CallKind> kinds = new Dictionary<>(KINDS_MAX, NO_KIND, OTHER_KIND);
    private final CounterKeys counters = new CounterKeys();
    private final Batch nameRows;
    private final Batch kindRows;
    private final Batch counterRows;
    private int countersWritten;

    Dictionaries(Connection connection) throws SQLException {
        for (var kind : Names.values()) {
            names.put(kind, new Dictionary<>(kind.max, "", "(other)"));
        }
        nameRows = new Batch(connection, "insert into names values (?, ?, ?)");
        kindRows = new Batch(connection, "insert into kinds values (?, ?, ?, ?, ?, ?)");
        counterRows = new Batch(connection, "insert into counters values (?, ?, ?)");
        load(connection);
    }

    Dictionary<String> names(Names kind) {
        return requireNonNull(names.get(kind));
    }

    Dictionary<CallKind> kinds() {
        return kinds;
    }

    CounterKeys counters() {
        return counters;
    }

    /// Reads everything from the file.
    private void load(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select kind, id, name from names")) {
                while (rows.next()) {
                    names(Names.of(rows.getInt(1))).load(rows.getInt(2), rows.getString(3));
                }
            }
            try (var rows = statement.executeQuery("select * from kinds")) {
                while (rows.next()) {
                    kinds.load(
                            rows.getInt(1),
                            new CallKind(
                                    ApiFamily.valueOf(rows.getString(2)),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getString(6)));
                }
            }
            try (var rows =
                    statement.executeQuery("select org, integration from counters order by key")) {
                while (rows.next()) {
                    counters.get(rows.getInt(1), rows.getInt(2));
                }
            }
        }
        countersWritten = counters.size();
    }

    /// Writes what is new into the running transaction.
    void write() throws SQLException {
        for (var entry : names.entrySet()) {
            for (var word : entry.getValue().unwritten()) {
                nameRows.number(1, entry.getKey().code).number(2, word.id());
                nameRows.text(3, word.value()).row();
            }
        }
        for (var word : kinds.unwritten()) {
            var kind = word.value();
            kindRows.number(1, word.id()).text(2, kind.family().name()).text(3, kind.version());
            kindRows.text(4, kind.resource()).text(5, kind.object()).text(6, kind.operation());
            kindRows.row();
        }
        for (var key = countersWritten; key < counters.size(); key++) {
            counterRows.row(key, counters.org(key), counters.integration(key));
        }
        nameRows.run();
        kindRows.run();
        counterRows.run();
    }

    /// The transaction of the last [#write] is durable.
    void written() {
        names.values().forEach(Dictionary::written);
        kinds.written();
        countersWritten = counters.size();
    }

    @Override
    public void close() throws SQLException {
        nameRows.close();
        kindRows.close();
        counterRows.close();
    }
}
