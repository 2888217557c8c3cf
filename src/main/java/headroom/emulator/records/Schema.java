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
    private final Map<String, List<Link>> links = new HashMap<>();

    public Schema(List<ObjectType> declared) {
        StandardObjects.all().forEach(this::put);
        for (var type : declared) {
            var standard = find(type.name());
            put(standard == null ? type : standard.withMore(type.fields()));
        }
        all().forEach(this::link);
    }

    /// These types alone, without the standard ones.
    public static Schema only(List<ObjectType> types) {
        var schema = new Schema();
        types.forEach(schema::put);
        schema.all().forEach(schema::link);
        return schema;
    }

    private Schema() {}

    /// A reference from one type to another, seen from the parent.
    public record Link(ObjectType child, int place) {
        public Field field() {
            return child.field(place);
        }

        /// Whether the child's rows go with the parent's.
        public boolean isCascading() {
            return field().is(Field.Trait.CASCADE) || field().is(Field.Trait.MASTER);
        }

        /// Whether a parent cannot go while such a row points to it.
        public boolean isRestricting() {
            return field().is(Field.Trait.RESTRICT)
                    || (field().is(Field.Trait.REQUIRED) && !isCascading());
        }
    }

    /// Every reference to that type, those to users too.
    public List<Link> pointingAt(ObjectType parent) {
        var found = new ArrayList<Link>();
        for (var child : all()) {
            for (var place = 0; place < child.fields().size(); place++) {
                if (child.field(place).references().contains(parent.name())) {
                    found.add(new Link(child, place));
                }
            }
        }
        return found;
    }

    /// The references by which rows hang on rows of that type; who owns or made a row is no such.
    public List<Link> children(ObjectType parent) {
        return links.getOrDefault(parent.name(), List.of());
    }

    private void link(ObjectType child) {
        for (var place = 0; place < child.fields().size(); place++) {
            if (child.field(place).pointsToRows()) {
                for (var parent : child.field(place).references()) {
                    links.computeIfAbsent(parent, _ -> new ArrayList<>())
                            .add(new Link(child, place));
                }
            }
        }
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
