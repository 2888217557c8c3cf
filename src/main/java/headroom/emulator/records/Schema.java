package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The org's object types: the standard ones and what was declared. Immutable.
///
/// A declared type with a standard name adds its fields to the standard type.
public final class Schema {
    private final Map<String, ObjectType> byName = new LinkedHashMap<>();
    private final Map<String, ObjectType> byPrefix = new HashMap<>();

    public Schema(List<ObjectType> declared) {
        StandardObjects.all().forEach(this::put);
        for (var type : declared) {
            var standard = find(type.name());
            put(standard == null ? type : joined(standard, type));
        }
    }

    private static ObjectType joined(ObjectType standard, ObjectType declared) {
        var fields = new ArrayList<>(standard.fields());
        for (var field : declared.fields()) {
            if (standard.place(field.name()) < 0) {
                fields.add(field);
            }
        }
        return new ObjectType(
                standard.name(),
                standard.label(),
                standard.labelPlural(),
                standard.prefix(),
                standard.isWritable(),
                fields);
    }

    private void put(ObjectType type) {
        var other = byPrefix.put(type.prefix(), type);
        if (other != null && !other.name().equals(type.name())) {
            throw new IllegalArgumentException(
                    type.name() + " and " + other.name() + " share the id prefix " + type.prefix());
        }
        byName.put(type.name().toLowerCase(Locale.ROOT), type);
    }

    /// The type of that name, in any case.
    public @Nullable ObjectType find(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    /// The type that is surely there.
    public ObjectType get(String name) {
        var type = find(name);
        if (type == null) {
            throw new IllegalArgumentException("no such object: " + name);
        }
        return type;
    }

    /// The type whose ids start so.
    public @Nullable ObjectType ofId(String id) {
        return id.length() < 3 ? null : byPrefix.get(id.substring(0, 3));
    }

    public Collection<ObjectType> all() {
        return byName.values();
    }
}
