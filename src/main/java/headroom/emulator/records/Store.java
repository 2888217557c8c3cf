package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// All rows of the org, in memory. One owner: the event loop.
public final class Store {
    private static final String INSTANCE = "Hr0";

    private final Schema schema;
    private final Map<ObjectType, Table> tables = new HashMap<>();
    private final UndoLog undo = new UndoLog();

    public Store(Schema schema) {
        this.schema = schema;
        schema.all().forEach(type -> tables.put(type, new Table(type, INSTANCE, undo)));
    }

    /// A point to which all writes after it can be taken back. They nest, and each ends by either
    /// [#rollback] or [#release].
    public record Savepoint(int mark) {}

    public Savepoint savepoint() {
        return new Savepoint(undo.mark());
    }

    /// Takes back what was written since.
    public void rollback(Savepoint point) {
        undo.rollback(point.mark());
    }

    /// Keeps what was written since.
    public void release(Savepoint point) {
        undo.release(point.mark());
    }

    public Schema schema() {
        return schema;
    }

    public Table table(ObjectType type) {
        var table = tables.get(type);
        if (table == null) {
            throw new IllegalArgumentException("no such object: " + type);
        }
        return table;
    }

    /// The row of that id in either form, whatever its type, deleted ones included.
    public @Nullable Row find(String id) {
        var type = schema.ofId(id);
        return type == null ? null : table(type).find(id);
    }

    public long rowCount() {
        return tables.values().stream().mapToLong(table -> table.rows().size()).sum();
    }

    /// Puts a row that the org itself makes, past all rules of writing; absent fields are null.
    public Row put(ObjectType type, String id, Map<String, Object> values) {
        var all = new @Nullable Object[type.fields().size()];
        for (var place = 0; place < all.length; place++) {
            all[place] = type.field(place).initial();
        }
        values.forEach((name, value) -> all[type.place(name)] = value);
        all[0] = id.isEmpty() ? table(type).nextId() : id;
        return table(type).insert(all);
    }

    /// Takes a row that the org itself made out of sight.
    public void remove(Row row) {
        if (!row.isDeleted()) {
            table(row.type()).delete(row);
        }
    }
}
