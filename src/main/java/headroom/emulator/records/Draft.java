package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One row as a caller wants it written. Immutable.
///
/// @param id the row meant, or empty where there is none yet or a key finds it
/// @param keyPlace for an upsert the place of the field that finds the row; 0 for `Id`
/// @param key for an upsert the value that finds it
/// @param values by field name in any case; a map as value names a parent by its external id
public record Draft(
        ObjectType type,
        String id,
        int keyPlace,
        @Nullable Object key,
        Map<String, @Nullable Object> values) {
    public Draft {
        // Null values are wanted: they clear a field.
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Draft insert(ObjectType type, Map<String, @Nullable Object> values) {
        return new Draft(type, "", 0, null, values);
    }

    public static Draft update(ObjectType type, String id, Map<String, @Nullable Object> values) {
        return new Draft(type, id, 0, null, values);
    }

    public static Draft upsert(
            ObjectType type, int keyPlace, Object key, Map<String, @Nullable Object> values) {
        return new Draft(type, "", keyPlace, key, values);
    }

    /// The row to delete or to bring back.
    public static Draft of(ObjectType type, String id) {
        return new Draft(type, id, 0, null, Map.of());
    }
}
