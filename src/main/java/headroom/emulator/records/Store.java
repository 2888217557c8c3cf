package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// All rows of the org, in memory. One owner: the event loop.
public final class Store {
    /// What a restore leaves alone: who is logged in, and what the org counts and logs.
    private static final Set<String> KEPT =
            Set.of("User", "EventLogFile", "ApiTotalUsageEventLog", "TenantUsageEntitlement");

    private static final String INSTANCE = "Hr0";

    private final Schema schema;
    private final Map<ObjectType, Table> tables = new HashMap<>();
    private final UndoLog undo = new UndoLog();
    private Access viewer = Access.ALL;
    private String viewerId = "";
    private Consumer<Row> listener = _ -> {};

    public Store(Schema schema) {
        this.schema = schema;
        for (var type : schema.all()) {
            tables.put(type, new Table(type, INSTANCE, undo, row -> listener.accept(row)));
        }
    }

    /// Who is told of every row that was written, deleted, forgotten or taken back.
    public void listen(Consumer<Row> value) {
        listener = value;
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

    /// The record types of that object, the default one first.
    public List<Row> recordTypes(ObjectType type) {
        var table = table(schema.get("RecordType"));
        return List.copyOf(table.withValue(table.type().place("SobjectType"), type.name()));
    }

    public long rowCount() {
        var count = 0L;
        for (var table : tables.values()) {
            count += table.rowCount();
        }
        return count;
    }

    /// Puts a row that the org itself makes, past all rules of writing; absent fields are null.
    public Row put(ObjectType type, String id, Map<String, Object> values) {
        var all = type.blank();
        values.forEach((name, value) -> all[type.place(name)] = value);
        all[0] = id.isEmpty() ? table(type).nextId() : id;
        return table(type).insert(all);
    }

    /// From now on answers that show rows show what that user may see; queries are told by their
    /// caller who asks.
    public void viewAs(Access access, String userId) {
        viewer = access.limits(userId) ? access : Access.ALL;
        viewerId = userId;
    }

    /// From now on everything is there again.
    public void viewAsSystem() {
        viewer = Access.ALL;
    }

    /// Whether that object is there for whoever looks now.
    public boolean sees(ObjectType type) {
        return viewer.may(viewerId, Access.Right.READ, type);
    }

    /// Whether that field is there for whoever looks now.
    public boolean sees(ObjectType type, int place) {
        return viewer.sees(viewerId, type, place);
    }

    /// Puts a row as it was kept: whole, with its id, deleted or not; past all rules.
    public void keep(ObjectType type, Map<String, @Nullable Object> values, boolean deleted) {
        var all = new @Nullable Object[type.fields().size()];
        values.forEach((name, value) -> all[type.place(name)] = value);
        for (var place = 0; place < all.length; place++) {
            if (all[place] == null && type.field(place).is(Field.Trait.ALWAYS_SET)) {
                all[place] = type.field(place).initial();
            }
        }
        var row = table(type).insert(all);
        if (deleted) {
            table(type).delete(row);
        }
    }

    /// The number inside the newest id of that type, which the next id goes on from.
    public long serial(ObjectType type) {
        return table(type).serial();
    }

    public void continueFrom(ObjectType type, long serial) {
        table(type).continueFrom(serial);
    }

    /// Takes a row that the org itself made out of sight.
    public void remove(Row row) {
        if (!row.isDeleted()) {
            table(row.type()).delete(row);
        }
    }

    /// Takes a row that the org itself made away for good.
    public void discard(Row row) {
        remove(row);
        table(row.type()).purge(row);
    }

    /// All rows as they are now; cheap, because rows are shared until they change.
    public record Snapshot(Map<ObjectType, Table.Content> tables) {}

    public Snapshot snapshot() {
        var contents = new HashMap<ObjectType, Table.Content>();
        tables.forEach((type, table) -> contents.put(type, table.content()));
        return new Snapshot(contents);
    }

    /// Makes all rows what they were. Users stay: they are who is logged in, and so do log files,
    /// which are files on disk.
    public void restore(Snapshot snapshot) {
        snapshot.tables()
                .forEach((type, content) -> {
                    if (!KEPT.contains(type.name())) {
                        table(type).fill(content);
                    }
                });
    }
}
