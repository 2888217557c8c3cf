package headroom.emulator.records;

import headroom.emulator.records.Saved.Problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One row on its way into the store: what was given, what it was, what it is to be. One owner.
///
/// Rules look at it and change it before it is written.
public final class Change {
    private final Draft draft;
    private final int[] places;
    private final @Nullable Object[] given;
    private final List<Problem> problems = new ArrayList<>(1);
    private Map<String, Map<?, ?>> parents = Map.of();
    private int count;
    private @Nullable Row row;
    private @Nullable Row before;
    private @Nullable Object[] values = {};

    Change(Draft draft) {
        this.draft = draft;
        this.places = new int[draft.values().size()];
        this.given = new Object[places.length];
    }

    void give(int place, @Nullable Object value) {
        places[count] = place;
        given[count++] = value;
    }

    void giveParent(String relationship, Map<?, ?> keys) {
        if (parents.isEmpty()) {
            parents = new java.util.LinkedHashMap<>(4);
        }
        parents.put(relationship, keys);
    }

    int count() {
        return count;
    }

    int place(int index) {
        return places[index];
    }

    @Nullable Object given(int index) {
        return given[index];
    }

    Map<String, Map<?, ?>> parents() {
        return parents;
    }

    Draft draft() {
        return draft;
    }

    /// Begins a try: the row as it is now, or none yet, and the values it starts from.
    void begin(@Nullable Row current) {
        row = current;
        if (current == null) {
            values = type().blank();
            before = null;
        } else {
            values = current.values().clone();
            before = new Row(type(), current.values());
        }
    }

    @Nullable Object[] values() {
        return values;
    }

    void written(Row stored) {
        row = stored;
    }

    public ObjectType type() {
        return draft.type();
    }

    public boolean isInsert() {
        return before == null;
    }

    /// The row as it was, or null for a new one.
    public @Nullable Row before() {
        return before;
    }

    /// The row as it is to be; once written, the stored one.
    @SuppressWarnings("ReferenceEquality") // the very array that was stored
    public Row row() {
        return row != null && row.values() == values ? row : new Row(type(), values);
    }

    /// The stored row, or null before a new one is written.
    public @Nullable Row stored() {
        return row;
    }

    /// Sets a field past all checks, as a trigger does before the row is written.
    public void set(int place, @Nullable Object value) {
        values[place] = value;
    }

    public @Nullable Object value(int place) {
        return values[place];
    }

    public void fail(Problem problem) {
        problems.add(problem);
    }

    public boolean hasFailed() {
        return !problems.isEmpty();
    }

    List<Problem> problems() {
        return problems;
    }
}
