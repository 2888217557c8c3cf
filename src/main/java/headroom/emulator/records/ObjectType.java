package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An object's shape: its fields in order, found by name in any case. Immutable.
///
/// A row keeps its values in the order of the fields, so a field's place here is its place there.
public final class ObjectType {
    private final String name;
    private final String label;
    private final String labelPlural;
    private final String prefix;
    private final boolean writable;
    private final List<Field> fields;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> relationships = new HashMap<>();

    /// A type as given, field by field.
    ///
    /// @param prefix the three characters its ids start with
    /// @param writable false for what only the org itself writes
    public ObjectType(
            String name,
            String label,
            String labelPlural,
            String prefix,
            boolean writable,
            List<Field> fields) {
        this.name = name;
        this.label = label;
        this.labelPlural = labelPlural;
        this.prefix = prefix;
        this.writable = writable;
        this.fields = List.copyOf(fields);
        for (var place = 0; place < fields.size(); place++) {
            var field = fields.get(place);
            if (places.put(field.name().toLowerCase(Locale.ROOT), place) != null) {
                throw new IllegalArgumentException(name + " has the field twice: " + field.name());
            }
            places.put(field.name(), place);
            if (!field.relationship().isEmpty()) {
                relationships.put(field.relationship().toLowerCase(Locale.ROOT), place);
            }
        }
    }

    /// A custom object: the given fields beside Name and what every object has.
    ///
    /// @param name ends with `__c`
    /// @param prefix three letters or digits that no other object uses, such as `a01`
    public static ObjectType custom(String name, String prefix, List<Field> fields) {
        if (!name.endsWith("__c")) {
            throw new IllegalArgumentException("a custom object's name ends with __c: " + name);
        }
        var label = name.substring(0, name.length() - 3).replace('_', ' ');
        var all = new ArrayList<Field>();
        all.add(Field.id());
        all.add(
                Field.text("Name", label + " Name", 80)
                        .with(Field.Trait.NAME, Field.Trait.ALWAYS_SET));
        all.addAll(fields);
        all.addAll(StandardObjects.OWNED);
        all.addAll(StandardObjects.SYSTEM);
        return new ObjectType(name, label, label + "s", prefix, true, all);
    }

    public String name() {
        return name;
    }

    public String label() {
        return label;
    }

    public String labelPlural() {
        return labelPlural;
    }

    public String prefix() {
        return prefix;
    }

    public boolean isWritable() {
        return writable;
    }

    public boolean isCustom() {
        return name.endsWith("__c");
    }

    public List<Field> fields() {
        return fields;
    }

    public Field field(int place) {
        return fields.get(place);
    }

    /// The field's place, or -1.
    public int place(String fieldName) {
        var place = places.get(fieldName);
        if (place == null) {
            place = places.get(fieldName.toLowerCase(Locale.ROOT));
        }
        return place == null ? -1 : place;
    }

    public @Nullable Field find(String fieldName) {
        var place = place(fieldName);
        return place < 0 ? null : fields.get(place);
    }

    /// The place of the reference that carries this relationship, or -1.
    public int relationshipPlace(String relationship) {
        return relationships.getOrDefault(relationship.toLowerCase(Locale.ROOT), -1);
    }

    @Override
    public String toString() {
        return name;
    }
}
