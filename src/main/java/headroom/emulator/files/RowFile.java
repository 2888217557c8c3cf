package headroom.emulator.files;

import headroom.emulator.call.Json;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// All rows of an org in one SQLite file: what has changed since the last flush is written by the
/// next, in one transaction. Thread-safe.
///
/// The desk flushes before an answer leaves, so a kill loses nothing that was acknowledged; SQLite
/// itself reaches the disk at its checkpoints, so a power cut may cost the last moments, never the
/// file. Rows are kept by the names of their fields: a field that is gone is dropped at the next
/// start. One process may have the file.
public final class RowFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RowFile.class.getName());

    private final Path file;
    private final Store store;
    private final Connection connection;
    private final PreparedStatement put;
    private final PreparedStatement remove;
    private final PreparedStatement putSerial;
    private final Map<String, ObjectType> changed = new LinkedHashMap<>();
    private Runnable whenChanged = () -> {};
    private boolean broken;

    private RowFile(Path file, Store store, Connection connection) throws SQLException {
        this.file = file;
        this.store = store;
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS row (id TEXT PRIMARY KEY, object TEXT NOT NULL,"
                            + " deleted INTEGER NOT NULL, fields TEXT NOT NULL) WITHOUT ROWID");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS serial (object TEXT PRIMARY KEY,"
                            + " last INTEGER NOT NULL) WITHOUT ROWID");
        }
        connection.setAutoCommit(false);
        this.put = connection.prepareStatement("INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)");
        this.remove = connection.prepareStatement("DELETE FROM row WHERE id = ?");
        this.putSerial = connection.prepareStatement("INSERT OR REPLACE INTO serial VALUES (?, ?)");
    }

    /// Opens the file, or makes it, and puts its rows into the store, which is empty so far.
    public static RowFile open(Path file, Store store) {
        try {
            var connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
            var opened = new RowFile(file, store, connection);
            opened.load();
            store.listen(opened::note);
            return opened;
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot use the data file " + file + ": " + e.getMessage(), e);
        }
    }

    /// Who is told when there is something to flush.
    public void onChange(Runnable value) {
        whenChanged = value;
    }

    private void load() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT object, deleted, fields FROM row ORDER BY id")) {
            while (rows.next()) {
                var type = store.schema().find(rows.getString(1));
                if (type != null) {
                    var fields = Json.read(rows.getString(3).getBytes(StandardCharsets.UTF_8));
                    store.keep(type, values(type, fields), rows.getInt(2) == 1);
                }
            }
        }
        try (var statement = connection.createStatement();
                var serials = statement.executeQuery("SELECT object, last FROM serial")) {
            while (serials.next()) {
                var type = store.schema().find(serials.getString(1));
                if (type != null) {
                    store.continueFrom(type, serials.getLong(2));
                }
            }
        }
        connection.commit();
    }

    private static Map<String, @Nullable Object> values(ObjectType type, JsonNode fields) {
        var values = new HashMap<String, @Nullable Object>();
        for (var entry : fields.properties()) {
            var field = type.find(entry.getKey());
            if (field != null) {
                var node = entry.getValue();
                values.put(
                        field.name(),
                        Values.read(field, node.isString() ? node.stringValue() : raw(node)));
            }
        }
        return values;
    }

    private static Object raw(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : node.numberValue();
    }

    private synchronized void note(Row row) {
        if (row.type().name().equals("EventLogFile")) {
            return;
        }
        if (changed.isEmpty()) {
            whenChanged.run();
        }
        changed.put(row.id(), row.type());
    }

    /// Writes what has changed since the last flush.
    ///
    /// A disk that fails stops nothing: the org goes on, and says once that its rows are no longer
    /// kept.
    public synchronized void flush() {
        if (changed.isEmpty() || broken) {
            changed.clear();
            return;
        }
        try {
            var serials = new HashMap<String, Long>();
            for (var entry : changed.entrySet()) {
                write(entry.getKey(), entry.getValue());
                serials.put(entry.getValue().name(), store.serial(entry.getValue()));
            }
            for (var serial : serials.entrySet()) {
                putSerial.setString(1, serial.getKey());
                putSerial.setLong(2, serial.getValue());
                putSerial.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            broken = true;
            LOG.log(Level.ERROR, "rows are no longer kept in " + file + ": " + e.getMessage(), e);
        }
        changed.clear();
    }

    private void write(String id, ObjectType type) throws SQLException {
        var row = store.table(type).find(id);
        if (row == null) {
            remove.setString(1, id);
            remove.executeUpdate();
            return;
        }
        put.setString(1, id);
        put.setString(2, type.name());
        put.setInt(3, row.isDeleted() ? 1 : 0);
        put.setString(4, fields(row));
        put.executeUpdate();
    }

    private static String fields(Row row) {
        return new String(
                Json.write(json -> {
                    json.writeStartObject();
                    for (var place = 0; place < row.type().fields().size(); place++) {
                        var value = row.kept(place);
                        if (value == null) {
                            continue;
                        }
                        json.writeName(row.type().field(place).name());
                        switch (value) {
                            case Boolean flag -> json.writeBoolean(flag);
                            case Integer number -> json.writeNumber(number);
                            case Double number -> json.writeNumber(number);
                            case Instant instant -> json.writeString(Values.restTime(instant));
                            default -> json.writeString(String.valueOf(value));
                        }
                    }
                    json.writeEndObject();
                }),
                StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        flush();
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the data file did not close: " + e.getMessage(), e);
        }
    }
}
