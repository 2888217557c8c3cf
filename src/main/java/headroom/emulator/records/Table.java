package headroom.emulator.records;

import headroom.salesforce.RecordId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The rows of one object type, in the order of their making, with an index per indexed field.
///
/// Deleted rows stay, marked, so that their ids are known; they leave the indexes. Purged rows are
/// gone. A row is found by the serial number inside its id; only ids that were not made here need a
/// map. One owner.
public final class Table {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SERIAL_DIGITS = 9;
    private static final int SERIALS_MAX = 50_000_000;

    private final ObjectType type;
    private final String head;
    private final UndoLog undo;
    private final Consumer<Row> changed;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> foreign = new HashMap<>();
    private final @Nullable Index[] indexes;
    private final List<Index> indexList = new ArrayList<>();
    private final @Nullable OrderedIndex[] orders;
    private final int[] orderedPlaces;
    private boolean hasForgotten;
    private @Nullable Row[] bySerial = new Row[16];
    private long serial;
    private int deleted;
    private int purged;

    /// @param instance three characters after the type's prefix, the same in all ids of the org
    /// @param changed told of every row that was written, deleted or taken back
    Table(ObjectType type, String instance, UndoLog undo, Consumer<Row> changed) {
        this.undo = undo;
        this.type = type;
        this.head = type.prefix() + instance;
        this.changed = changed;
        this.indexes = new Index[type.fields().size()];
        this.orders = new OrderedIndex[indexes.length];
        this.orderedPlaces =
                IntStream.range(0, orders.length)
                        .filter(place -> type.field(place).isOrdered())
                        .toArray();
        newOrders();
        for (var place = 1; place < indexes.length; place++) {
            if (type.field(place).isIndexed()) {
                var index = new Index(place);
                indexes[place] = index;
                indexList.add(index);
            }
        }
    }

    private void newOrders() {
        for (var place : orderedPlaces) {
            orders[place] = new OrderedIndex(place);
        }
    }

    public ObjectType type() {
        return type;
    }

    /// Rows in the order of their making, deleted ones included.
    public List<Row> rows() {
        if (purged > 0) {
            rows.removeIf(row -> find(row.id()) != row);
            purged = 0;
        }
        return Collections.unmodifiableList(rows);
    }

    public int liveCount() {
        return rowCount() - deleted;
    }

    /// Rows that take space, deleted ones included.
    int rowCount() {
        return rows.size() - purged;
    }

    long serial() {
        return serial;
    }

    void continueFrom(long value) {
        serial = Math.max(serial, value);
    }

    String nextId() {
        serial++;
        var text = new char[15];
        head.getChars(0, 6, text, 0);
        var rest = serial;
        for (var i = 14; i >= 15 - SERIAL_DIGITS; i--) {
            text[i] = DIGITS.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new RecordId(new String(text)).text18();
    }

    /// The serial number in an id of this table's own, or -1.
    private int serialOf(String id) {
        if (!id.startsWith(head)) {
            return -1;
        }
        var number = 0L;
        for (var i = 15 - SERIAL_DIGITS; i < 15; i++) {
            var digit = digit(id.charAt(i));
            number = number * 62 + digit;
            if (digit < 0 || number > SERIALS_MAX) {
                return -1;
            }
        }
        return (int) number;
    }

    private static int digit(char c) {
        if (c <= '9') {
            return c >= '0' ? c - '0' : -1;
        }
        if (c <= 'Z') {
            return c >= 'A' ? c - 'A' + 10 : -1;
        }
        return c >= 'a' && c <= 'z' ? c - 'a' + 36 : -1;
    }

    /// The row of that id in either form, deleted ones included.
    public @Nullable Row find(String id) {
        if (id.length() != 15 && id.length() != 18) {
            return null;
        }
        var number = serialOf(id);
        if (number < 0) {
            return foreign.get(id.substring(0, 15));
        }
        return number < bySerial.length ? bySerial[number] : null;
    }

    private void file(String id, @Nullable Row row) {
        var number = serialOf(id);
        if (number < 0) {
            if (row == null) {
                foreign.remove(id.substring(0, 15));
            } else {
                foreign.put(id.substring(0, 15), row);
            }
            return;
        }
        serial = Math.max(serial, number);
        if (number >= bySerial.length) {
            bySerial = Arrays.copyOf(bySerial, Math.max(number + 1, bySerial.length * 2));
        }
        bySerial[number] = row;
    }

    public boolean isIndexed(int place) {
        return place == 0 || indexes[place] != null;
    }

    /// The live rows with that value in an indexed field.
    public Collection<Row> withValue(int place, Object value) {
        if (place == 0) {
            var row = find(String.valueOf(value));
            return row == null || row.isDeleted() ? List.of() : List.of(row);
        }
        var index = indexes[place];
        if (index == null) {
            throw new IllegalStateException(type.field(place).name() + " is not indexed");
        }
        return index.find(value);
    }

    /// Whether rows can be found by a range of this field's values.
    public boolean isOrdered(int place) {
        return orders[place] != null;
    }

    /// About how many rows [#between] would give.
    public int countBetween(int place, @Nullable Object from, @Nullable Object before) {
        return order(place).count(from, before);
    }

    /// The rows with values from the one to before the other, in that order; null leaves a side
    /// open. Deleted rows may be among them.
    public List<Row> between(int place, @Nullable Object from, @Nullable Object before) {
        var found = order(place).between(from, before);
        if (hasForgotten) {
            found.removeIf(row -> find(row.id()) != row);
        }
        return found;
    }

    private OrderedIndex order(int place) {
        var order = orders[place];
        if (order == null) {
            throw new IllegalStateException(type.field(place).name() + " is not ordered");
        }
        return order;
    }

    Row insert(@Nullable Object[] values) {
        var row = new Row(type, values);
        rows.add(row);
        file(row.id(), row);
        enter(row);
        enterOrders(row, null);
        changed.accept(row);
        if (undo.isOpen()) {
            undo.note(() -> forget(row));
        }
        return row;
    }

    private void forget(Row row) {
        file(row.id(), null);
        if (rows.getLast() == row) {
            rows.removeLast();
        } else {
            purged++;
        }
        leave(row);
        row.markDeleted(true);
        hasForgotten = true;
        changed.accept(row);
    }

    /// Gives a row one new value.
    void write(Row row, int place, @Nullable Object value) {
        var values = row.values().clone();
        values[place] = value;
        write(row, values);
    }

    /// Gives a row new values, all of them at once.
    void write(Row row, @Nullable Object[] values) {
        var before = row.values();
        if (undo.isOpen()) {
            undo.note(() -> write(row, before));
        }
        if (!row.isDeleted()) {
            for (var index : indexList) {
                var place = index.place();
                if (!Objects.equals(before[place], values[place])) {
                    index.leave(row, before[place]);
                    index.enter(row, values[place]);
                }
            }
        }
        row.set(values);
        enterOrders(row, before);
        changed.accept(row);
    }

    void delete(Row row) {
        row.markDeleted(true);
        deleted++;
        leave(row);
        changed.accept(row);
        if (undo.isOpen()) {
            undo.note(() -> restore(row));
        }
    }

    /// Takes a deletion back.
    void restore(Row row) {
        row.markDeleted(false);
        deleted--;
        enter(row);
        changed.accept(row);
        if (undo.isOpen()) {
            undo.note(() -> delete(row));
        }
    }

    /// Forgets a deleted row: its id is unknown from now on.
    void purge(Row row) {
        file(row.id(), null);
        purged++;
        deleted--;
        hasForgotten = true;
        changed.accept(row);
        if (undo.isOpen()) {
            undo.note(() -> bringBack(row));
        }
    }

    private void bringBack(Row row) {
        rows();
        rows.add(row);
        deleted++;
        file(row.id(), row);
        changed.accept(row);
    }

    @SuppressWarnings("ReferenceEquality") // the very object: the order tells stale entries so
    private void enterOrders(Row row, @Nullable Object @Nullable [] before) {
        for (var place : orderedPlaces) {
            if (before == null || before[place] != row.values()[place]) {
                order(place).enter(row);
            }
        }
    }

    private void enter(Row row) {
        for (var index : indexList) {
            index.enter(row, row.values()[index.place()]);
        }
    }

    private void leave(Row row) {
        for (var index : indexList) {
            index.leave(row, row.values()[index.place()]);
        }
    }

    /// What a table held at one moment; it shares the values of rows that have not changed since.
    record Content(List<@Nullable Object[]> values, List<Boolean> deleted, long serial) {}

    Content content() {
        var values = new ArrayList<@Nullable Object[]>(rows.size());
        var flags = new ArrayList<Boolean>(rows.size());
        for (var row : rows()) {
            values.add(row.values());
            flags.add(row.isDeleted());
        }
        return new Content(values, flags, serial);
    }

    /// Forgets all rows and takes these instead.
    void fill(Content content) {
        rows().forEach(changed);
        rows.clear();
        foreign.clear();
        indexList.forEach(Index::clear);
        newOrders();
        bySerial = new Row[Math.max(16, content.values().size() + 1)];
        deleted = 0;
        for (var i = 0; i < content.values().size(); i++) {
            var row = new Row(type, content.values().get(i));
            rows.add(row);
            file(row.id(), row);
            enterOrders(row, null);
            if (content.deleted().get(i)) {
                row.markDeleted(true);
                deleted++;
            } else {
                enter(row);
            }
            changed.accept(row);
        }
        serial = content.serial();
    }
}
