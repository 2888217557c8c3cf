package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

/// One record: its values in the order of its type's fields.
///
/// Values are texts, `Boolean`, `Integer`, `Double`, `LocalDate`, `Instant`, an [Address], or null;
/// ids are texts of 18 characters, times of day texts like `14:30:00.000Z`. Only [Table] writes,
/// and always a whole new array, so that snapshots can share the old one; the event loop owns it.
public final class Row {
    private final ObjectType type;
    private @Nullable Object[] values;
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
        var value = values[place];
        return value == null ? type.computed(place, this) : value;
    }

    /// The value as it is stored: nothing for what is computed.
    public @Nullable Object kept(int place) {
        return values[place];
    }

    public @Nullable Object value(String field) {
        return value(type.place(field));
    }

    public boolean isDeleted() {
        return deleted;
    }

    /// The values themselves, never to be changed.
    @Nullable Object[] values() {
        return values;
    }

    void set(@Nullable Object[] all) {
        values = all;
    }

    void markDeleted(boolean value) {
        deleted = value;
    }
}
