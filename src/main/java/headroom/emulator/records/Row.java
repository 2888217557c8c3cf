package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

/// One record: its values in the order of its type's fields.
///
/// Values are texts, `Boolean`, `Integer`, `Double`, `LocalDate`, `Instant`, or null; ids are texts
/// of 18 characters. Only [Table] writes; the event loop owns it.
public final class Row {
    private final ObjectType type;
    private final @Nullable Object[] values;
    private boolean deleted;

    Row(ObjectType type, @Nullable Object[] values) {
        this.type = type;
        this.values = values;
    }

    public ObjectType type() {
        return type;
    }

    public String id() {
        return String.valueOf(values[0]);
    }

    public @Nullable Object value(int place) {
        return values[place];
    }

    public @Nullable Object value(String field) {
        return values[type.place(field)];
    }

    public boolean isDeleted() {
        return deleted;
    }

    void set(int place, @Nullable Object value) {
        values[place] = value;
    }

    void markDeleted(boolean value) {
        deleted = value;
    }
}
