package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A field of an object type. Immutable; `with` and `orElse` give changed copies.
///
/// @param length most characters of a text; 0 where it has no meaning
/// @param references the types a reference may point to; empty for other types
/// @param relationship the name by which a path goes on through this reference, or empty
/// @param choices a picklist's values
/// @param initial the value a new row gets if none is given
public record Field(
        String name,
        String label,
        FieldType type,
        int length,
        int scale,
        Set<Trait> traits,
        List<String> references,
        String relationship,
        List<String> choices,
        @Nullable Object initial) {

    /// What is special about a field.
    public enum Trait {
        REQUIRED,
        UNIQUE,
        EXTERNAL_ID,
        /// Found fast by value, though several rows may share one.
        INDEXED,
        /// Set by the org, never by a call.
        READ_ONLY,
        CREATE_ONLY,
        NAME,
        /// Never null, though a call need not give it.
        ALWAYS_SET
    }

    private static final int ID_LENGTH = 18;

    public Field {
        traits = Set.copyOf(traits);
        references = List.copyOf(references);
        choices = List.copyOf(choices);
    }

    private static Field of(String name, String label, FieldType type, int length, int scale) {
        return new Field(
                name, label, type, length, scale, Set.of(), List.of(), "", List.of(), null);
    }

    public static Field text(String name, String label, int length) {
        return of(name, label, FieldType.STRING, length, 0);
    }

    public static Field longText(String name, String label, int length) {
        return of(name, label, FieldType.TEXTAREA, length, 0);
    }

    public static Field email(String name, String label) {
        return of(name, label, FieldType.EMAIL, 80, 0);
    }

    public static Field phone(String name, String label) {
        return of(name, label, FieldType.PHONE, 40, 0);
    }

    public static Field url(String name, String label) {
        return of(name, label, FieldType.URL, 255, 0);
    }

    public static Field picklist(String name, String label, String... choices) {
        return of(name, label, FieldType.PICKLIST, 255, 0).withChoices(List.of(choices));
    }

    public static Field flag(String name, String label) {
        return of(name, label, FieldType.BOOLEAN, 0, 0).orElse(false).with(Trait.ALWAYS_SET);
    }

    public static Field whole(String name, String label) {
        return of(name, label, FieldType.INT, 0, 0);
    }

    public static Field number(String name, String label, int scale) {
        return of(name, label, FieldType.DOUBLE, 0, scale);
    }

    public static Field currency(String name, String label) {
        return of(name, label, FieldType.CURRENCY, 0, 2);
    }

    public static Field percent(String name, String label) {
        return of(name, label, FieldType.PERCENT, 0, 0);
    }

    public static Field date(String name, String label) {
        return of(name, label, FieldType.DATE, 0, 0);
    }

    public static Field datetime(String name, String label) {
        return of(name, label, FieldType.DATETIME, 0, 0);
    }

    public static Field blob(String name, String label) {
        return of(name, label, FieldType.BASE64, 0, 0);
    }

    public static Field id() {
        return of("Id", "Record ID", FieldType.ID, ID_LENGTH, 0)
                .with(Trait.READ_ONLY, Trait.ALWAYS_SET);
    }

    public static Field lookup(String name, String label, String relationship, String... types) {
        return new Field(
                name,
                label,
                FieldType.REFERENCE,
                ID_LENGTH,
                0,
                Set.of(),
                List.of(types),
                relationship,
                List.of(),
                null);
    }

    public Field with(Trait... more) {
        var all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        all.addAll(List.of(more));
        return new Field(
                name, label, type, length, scale, all, references, relationship, choices, initial);
    }

    public Field withChoices(List<String> values) {
        return new Field(
                name,
                label,
                type,
                length,
                scale,
                traits,
                references,
                relationship,
                values,
                initial);
    }

    public Field orElse(Object value) {
        return new Field(
                name, label, type, length, scale, traits, references, relationship, choices, value);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    public boolean isCustom() {
        return name.endsWith("__c");
    }

    public boolean isCreateable() {
        return !is(Trait.READ_ONLY);
    }

    public boolean isUpdateable() {
        return !is(Trait.READ_ONLY) && !is(Trait.CREATE_ONLY);
    }

    public boolean isNillable() {
        return !is(Trait.REQUIRED) && !is(Trait.ALWAYS_SET);
    }

    /// Whether the store keeps an index of its values.
    public boolean isIndexed() {
        return is(Trait.UNIQUE) || is(Trait.EXTERNAL_ID) || is(Trait.INDEXED);
    }

    /// Whether the store keeps its values in order, so that ranges are found fast: ids, the times
    /// the org itself sets, indexed numbers and dates.
    public boolean isOrdered() {
        return switch (type) {
            case ID -> true;
            case DATETIME -> is(Trait.READ_ONLY) || isIndexed();
            case INT, DOUBLE, CURRENCY, PERCENT, DATE -> isIndexed();
            default -> false;
        };
    }
}
