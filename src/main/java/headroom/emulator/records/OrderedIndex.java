package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Rows in the order of one field's values, for range conditions. One owner.
///
/// More a log than a tree: each write appends, and what came out of order is merged in when a
/// question comes and enough has gathered. The times that an org sets grow by themselves, so there
/// is seldom anything to merge, and a write costs a few nanoseconds and eight bytes. An entry whose
/// row has another value by now is stale: skipped when read, swept when half of all are. Deleted
/// rows stay and must be left out by the reader; nulls are never entered.
final class OrderedIndex {
    private static final int SWEEP_MIN = 4_096;
    private static final int LATE_MIN = 1_024;
    private static final int LATE_SHARE = 64;

    private final int place;
    private Object[] values = new Object[0];
    private Row[] rows = new Row[0];
    private int size;
    private int ordered;
    private int sweepAt = SWEEP_MIN;

    OrderedIndex(int place) {
        this.place = place;
    }

    /// Enters a row that is new or has got another value.
    void enter(Row row) {
        var value = row.value(place);
        if (value == null) {
            return;
        }
        if (size == rows.length) {
            resize(size + (size >> 1) + 4);
        }
        if (ordered == size && (size == 0 || follows(value, row))) {
            ordered++;
        }
        values[size] = value;
        rows[size++] = row;
    }

    private void resize(int capacity) {
        values = Arrays.copyOf(values, capacity);
        rows = Arrays.copyOf(rows, capacity);
    }

    private boolean follows(Object value, Row row) {
        var byValue = order(values[size - 1], value);
        return byValue < 0 || byValue == 0 && rows[size - 1].id().compareTo(row.id()) <= 0;
    }

    @SuppressWarnings("unchecked") // the values of one field are of one comparable class
    private static int order(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /// How many entries lie from the one value to before the other; stale ones count.
    int count(@Nullable Object from, @Nullable Object before) {
        tidy();
        var count = Math.max(0, end(before) - start(from));
        for (var i = ordered; i < size; i++) {
            count += isWithin(values[i], from, before) ? 1 : 0;
        }
        return count;
    }

    /// The rows whose value is not less than `from` and less than `before`, in their order; null
    /// leaves a side open.
    List<Row> between(@Nullable Object from, @Nullable Object before) {
        tidy();
        var found = new ArrayList<Row>();
        var to = end(before);
        for (var i = start(from); i < to; i++) {
            if (isCurrent(i) && (found.isEmpty() || found.getLast() != rows[i])) {
                found.add(rows[i]);
            }
        }
        return ordered == size ? found : withLate(found, from, before);
    }

    /// The rows found in order, and those among the latest entries that belong to them.
    private List<Row> withLate(List<Row> found, @Nullable Object from, @Nullable Object before) {
        var late = new ArrayList<Entry>();
        for (var i = ordered; i < size; i++) {
            if (isCurrent(i) && isWithin(values[i], from, before)) {
                late.add(new Entry(values[i], rows[i]));
            }
        }
        if (late.isEmpty()) {
            return found;
        }
        for (var row : found) {
            late.add(new Entry(Objects.requireNonNull(row.value(place)), row));
        }
        late.sort(null);
        var all = new ArrayList<Row>(late.size());
        for (var entry : late) {
            if (all.isEmpty() || all.getLast() != entry.row()) {
                all.add(entry.row());
            }
        }
        return all;
    }

    private static boolean isWithin(Object value, @Nullable Object from, @Nullable Object before) {
        return (from == null || order(value, from) >= 0)
                && (before == null || order(value, before) < 0);
    }

    @SuppressWarnings("ReferenceEquality") // the very object: equal values may have been written
    private boolean isCurrent(int i) {
        return rows[i].value(place) == values[i];
    }

    private int start(@Nullable Object from) {
        return from == null ? 0 : firstNotLess(from);
    }

    private int end(@Nullable Object before) {
        return before == null ? ordered : firstNotLess(before);
    }

    private int firstNotLess(Object value) {
        var low = 0;
        var high = ordered;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (order(values[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private record Entry(Object value, Row row) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            var byValue = order(value, other.value);
            return byValue != 0 ? byValue : row.id().compareTo(other.row.id());
        }
    }

    /// Sweeps and merges when there is enough to do; a few late entries are read one by one.
    private void tidy() {
        if (size > sweepAt) {
            sweep();
        }
        if (size - ordered > Math.max(LATE_MIN, ordered / LATE_SHARE)) {
            putInOrder();
        }
    }

    /// Sorts what was appended out of order, with that part of the rest only which it overlaps.
    private void putInOrder() {
        var late = entries(ordered, size);
        Arrays.sort(late);
        var overlap = ordered;
        while (overlap > 0 && order(values[overlap - 1], late[0].value()) >= 0) {
            overlap--;
        }
        var mixed = Arrays.copyOf(entries(overlap, ordered), size - overlap);
        System.arraycopy(late, 0, mixed, ordered - overlap, late.length);
        Arrays.sort(mixed);
        for (var i = 0; i < mixed.length; i++) {
            values[overlap + i] = mixed[i].value();
            rows[overlap + i] = mixed[i].row();
        }
        ordered = size;
    }

    private Entry[] entries(int from, int to) {
        var entries = new Entry[to - from];
        for (var i = from; i < to; i++) {
            entries[i - from] = new Entry(values[i], rows[i]);
        }
        return entries;
    }

    private void sweep() {
        var kept = 0;
        var keptOrdered = 0;
        for (var i = 0; i < size; i++) {
            keptOrdered = i == ordered ? kept : keptOrdered;
            if (isCurrent(i)) {
                values[kept] = values[i];
                rows[kept++] = rows[i];
            }
        }
        ordered = ordered == size ? kept : keptOrdered;
        size = kept;
        resize(kept + (kept >> 2) + 4);
        sweepAt = Math.max(SWEEP_MIN, 2 * kept);
    }
}
