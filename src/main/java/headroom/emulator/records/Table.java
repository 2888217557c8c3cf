package headroom.emulator.records;

import headroom.salesforce.RecordId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows of one object type, in the order of their making, with an index per indexed field.
///
/// Deleted rows stay, marked, so that their ids are known; they leave the indexes. One owner.
public final class Table {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SERIAL_DIGITS = 9;

    private final ObjectType type;
    private final String instance;
    private final UndoLog undo;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> byId = new HashMap<>();
    private final Map<Integer, Map<Object, List<Row>>> indexes = new HashMap<>();
    private final Map<Integer, OrderedIndex> orders = new HashMap<>();
    private long serial;
    private int deleted;

    /// @param instance three characters after the type's prefix, the same in all ids of the org
    Table(ObjectType type, String instance, UndoLog undo) {
        this.undo = undo;
        this.type = type;
        this.instance = instance;
        for (var place = 0; place < type.fields().size(); place++) {
            if (type.field(place).isIndexed()) {
                indexes.put(place, new HashMap<>());
            }
            if (type.field(place).isOrdered()) {
                orders.put(place, new OrderedIndex(place));
            }
        }
    }

    public ObjectType type() {
        return type;
    }

    /// Rows in the order of their making, deleted ones included.
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    public int liveCount() {
        return rows.size() - deleted;
    }

    long serial() {
        return serial;
    }

    String nextId() {
        serial++;
        var text = new char[SERIAL_DIGITS];
        var rest = serial;
        for (var i = SERIAL_DIGITS - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new RecordId(type.prefix() + instance + new String(text)).text18();
    }

    /// The row of that id in either form, deleted ones included.
    public @Nullable Row find(String id) {
        return id.length() < 15 ? null : byId.get(id.substring(0, 15));
    }

    public boolean isIndexed(int place) {
        return place == 0 || indexes.containsKey(place);
    }

    /// The live rows with that value in an indexed field.
    public Collection<Row> withValue(int place, Object value) {
        if (place == 0) {
            var row = find(String.valueOf(value));
            return row == null || row.isDeleted() ? List.of() : List.of(row);
        }
        var found = index(place).get(Values.key(value));
        return found == null ? List.of() : Collections.unmodifiableList(found);
    }

    /// Whether rows can be found by a range of this field's values.
    public boolean isOrdered(int place) {
        return orders.containsKey(place);
    }

    /// About how many rows [#between] would give.
    public int countBetween(int place, @Nullable Object from, @Nullable Object before) {
        return order(place).count(from, before);
    }

    /// The rows with values from the one to before the other, in that order; null leaves a side
    /// open. Deleted rows may be among them.
    public List<Row> between(int place, @Nullable Object from, @Nullable Object before) {
        return order(place).between(from, before);
    }

    private OrderedIndex order(int place) {
        var order = orders.get(place);
        if (order == null) {
            throw new IllegalStateException(type.field(place).name() + " is not ordered");
        }
        return order;
    }

    Row insert(@Nullable Object[] values) {
        var row = new Row(type, values);
        rows.add(row);
        byId.put(row.id().substring(0, 15), row);
        for (var place : indexes.keySet()) {
            enter(place, row);
        }
        orders.values().forEach(order -> order.enter(row));
        if (undo.isOpen()) {
            undo.note(() -> forget(row));
        }
        return row;
    }

    private void forget(Row row) {
        row.markDeleted(true);
        rows.remove(rows.size() - 1);
        byId.remove(row.id().substring(0, 15));
        for (var place : indexes.keySet()) {
            leave(place, row);
        }
    }

    void write(Row row, int place, @Nullable Object value) {
        if (undo.isOpen()) {
            var before = row.value(place);
            undo.note(() -> write(row, place, before));
        }
        if (indexes.containsKey(place)) {
            leave(place, row);
            row.set(place, value);
            enter(place, row);
        } else {
            row.set(place, value);
        }
        var order = orders.get(place);
        if (order != null) {
            order.enter(row);
        }
    }

    void delete(Row row) {
        row.markDeleted(true);
        deleted++;
        for (var place : indexes.keySet()) {
            leave(place, row);
        }
        if (undo.isOpen()) {
            undo.note(() -> restore(row));
        }
    }

    /// Takes a deletion back.
    void restore(Row row) {
        row.markDeleted(false);
        deleted--;
        for (var place : indexes.keySet()) {
            enter(place, row);
        }
        if (undo.isOpen()) {
            undo.note(() -> delete(row));
        }
    }

    private void enter(int place, Row row) {
        var value = row.value(place);
        if (value != null) {
            index(place).computeIfAbsent(Values.key(value), _ -> new ArrayList<>(1)).add(row);
        }
    }

    private void leave(int place, Row row) {
        var value = row.value(place);
        if (value == null) {
            return;
        }
        var key = Values.key(value);
        var sharing = index(place).get(key);
        if (sharing != null && sharing.remove(row) && sharing.isEmpty()) {
            index(place).remove(key);
        }
    }

    private Map<Object, List<Row>> index(int place) {
        var index = indexes.get(place);
        if (index == null) {
            throw new IllegalStateException(type.field(place).name() + " is not indexed");
        }
        return index;
    }
}
