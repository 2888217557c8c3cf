package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// An object's shape: its fields in order, found by name in any case. Immutable.
///
/// A row keeps its values in the order of the fields, so a field's place here is its place there.
public final class ObjectType {
    /// What can be done with an object's rows; describes say so word by word.
    public enum Trait {
        CREATE,
        UPDATE,
        DELETE,
        UNDELETE,
        LAYOUT,
        SEARCH,
        MERGE,
        MRU,
        FEED,
        TRIGGER,
        REPLICATE
    }

    /// What callers may do with an ordinary object, custom ones included.
    static final Set<Trait> WRITABLE =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(Trait.MERGE, Trait.FEED)));

    private final String name;
    private final String label;
    private final String labelPlural;
    private final String prefix;
    private final Set<Trait> traits;
    private final List<Field> fields;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> relationships = new HashMap<>();
    private final @Nullable Object[] initial;
    private final int[] required;
    private final int[] unique;
    private final int[] autoNumbers;
    private final boolean hasComputed;

    /// A type as given, field by field.
    ///
    /// @param prefix the three characters its ids start with
    public ObjectType(
            String name,
            String label,
            String labelPlural,
            String prefix,
            Set<Trait> traits,
            List<Field> fields) {
        this.name = name;
        this.label = label;
        this.labelPlural = labelPlural;
        this.prefix = prefix;
        this.traits = Set.copyOf(traits);
        this.fields = List.copyOf(fields);
        this.required = placesWith(Field.Trait.REQUIRED);
        this.unique = placesWith(Field.Trait.UNIQUE);
        this.autoNumbers = placesWith(Field.Trait.AUTO_NUMBER);
        this.initial = fields.stream().map(Field::initial).toArray();
        this.hasComputed = fields.stream().anyMatch(ObjectType::isComputed);
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

    private int[] placesWith(Field.Trait trait) {
        return IntStream.range(0, fields.size()).filter(it -> fields.get(it).is(trait)).toArray();
    }

    private static boolean isComputed(Field field) {
        return field.type() == FieldType.ADDRESS || field.is(Field.Trait.CALCULATED);
    }

    /// A custom object: the given fields beside Name and what every object has.
    ///
    /// @param name ends with `__c`
    /// @param prefix three letters or digits that no other object uses, such as `a01`
    public static ObjectType custom(String name, String prefix, List<Field> fields) {
        var label = name.replaceFirst("__c$", "").replace('_', ' ');
        var naming =
                Field.text("Name", label + " Name", 80)
                        .with(Field.Trait.NAME, Field.Trait.ALWAYS_SET);
        return custom(name, label, label + "s", prefix, naming, fields);
    }

    /// A custom object with its labels and the field that names its rows.
    public static ObjectType custom(
            String name,
            String label,
            String labelPlural,
            String prefix,
            Field naming,
            List<Field> fields) {
        if (!name.endsWith("__c")) {
            throw new IllegalArgumentException("a custom object's name ends with __c: " + name);
        }
        var all = new ArrayList<Field>();
        all.add(Field.id());
        // The rows of a detail belong to whom the master belongs to.
        if (fields.stream().noneMatch(field -> field.is(Field.Trait.MASTER))) {
            all.addAll(StandardObjects.OWNED);
        }
        all.addAll(StandardObjects.SOFT);
        all.add(naming);
        all.addAll(StandardObjects.SYSTEM);
        all.addAll(StandardObjects.VIEWED);
        var down = labelPlural.replaceAll("\\W", "") + "__r";
        for (var field : fields) {
            all.add(
                    field.references().isEmpty() || !field.children().isEmpty()
                            ? field
                            : field.withReference(field.references(), field.relationship(), down));
        }
        return new ObjectType(name, label, labelPlural, prefix, WRITABLE, all);
    }

    /// The same object with more fields; those it has already stay as they are.
    public ObjectType withMore(List<Field> more) {
        var all = new ArrayList<>(fields);
        for (var field : more) {
            if (place(field.name()) < 0) {
                all.add(field);
            }
        }
        return new ObjectType(name, label, labelPlural, prefix, traits, all);
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

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /// Whether calls may write its rows at all.
    public boolean isWritable() {
        return is(Trait.CREATE) || is(Trait.UPDATE);
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

    int[] requiredPlaces() {
        return required;
    }

    int[] autoNumberPlaces() {
        return autoNumbers;
    }

    int[] uniquePlaces() {
        return unique;
    }

    /// The place of the field that names a row: `Name`, `CaseNumber`, `Subject`; 0 if there is
    /// none.
    public int namePlace() {
        for (var place = 0; place < fields.size(); place++) {
            if (fields.get(place).is(Field.Trait.NAME)) {
                return place;
            }
        }
        return 0;
    }

    /// The values of a new row: what each field starts with.
    @Nullable Object[] blank() {
        return initial.clone();
    }

    /// What a field says that keeps no value of its own.
    @Nullable Object computed(int place, Row row) {
        if (!hasComputed) {
            return null;
        }
        var field = fields.get(place);
        return field.type() == FieldType.ADDRESS ? Address.of(this, field.name(), row) : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
