package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A field of an object type. Immutable; each `with` gives a changed copy.
public final class Field implements Cloneable {
    /// What is special about a field.
    public enum Trait {
        REQUIRED,
        UNIQUE,
        EXTERNAL_ID,
        /// Finds a row in an upsert or retrieve, though it is no external id.
        ID_LOOKUP,
        /// Found fast by value, though several rows may share one.
        INDEXED,
        /// Set by the org, never by a call.
        READ_ONLY,
        CREATE_ONLY,
        NAME,
        /// Never null, though a call need not give it.
        ALWAYS_SET,
        /// A picklist that takes no other value.
        RESTRICTED,
        /// Unique values differ by case.
        CASE_SENSITIVE,
        AUTO_NUMBER,
        /// A formula: read-only, computed when it is read.
        CALCULATED,
        /// A master-detail: the row belongs to its parent.
        MASTER,
        /// A master-detail whose rows may go to another parent.
        REPARENTABLE,
        /// Rows go when the row they point to goes.
        CASCADE,
        /// A row that others point to by this field cannot go.
        RESTRICT
    }

    private static final int ID_LENGTH = 18;

    private String name;
    private String label;
    private FieldType type;
    private int length;
    private int precision;
    private int scale;
    private Set<Trait> traits = Set.of();
    private List<String> references = List.of();
    private String relationship = "";
    private String children = "";
    private List<String> choices = List.of();
    private @Nullable Object initial;
    private String compound = "";
    private String formula = "";
    private String help = "";

    private Field(String name, String label, FieldType type, int length) {
        this.name = name;
        this.label = label;
        this.type = type;
        this.length = length;
    }

    private Field changed(Consumer<Field> change) {
        try {
            var copy = (Field) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A field of any type; what a type needs beside is given by the `with`s.
    public static Field of(String name, String label, FieldType type, int length) {
        return new Field(name, label, type, length);
    }

    public static Field text(String name, String label, int length) {
        return of(name, label, FieldType.STRING, length);
    }

    public static Field longText(String name, String label, int length) {
        return of(name, label, FieldType.TEXTAREA, length);
    }

    public static Field email(String name, String label) {
        return of(name, label, FieldType.EMAIL, 80);
    }

    public static Field phone(String name, String label) {
        return of(name, label, FieldType.PHONE, 40);
    }

    public static Field url(String name, String label) {
        return of(name, label, FieldType.URL, 255);
    }

    public static Field picklist(String name, String label, String... choices) {
        return of(name, label, FieldType.PICKLIST, 255).withChoices(List.of(choices));
    }

    public static Field flag(String name, String label) {
        return of(name, label, FieldType.BOOLEAN, 0).orElse(false).with(Trait.ALWAYS_SET);
    }

    public static Field whole(String name, String label) {
        return of(name, label, FieldType.INT, 0);
    }

    public static Field number(String name, String label, int scale) {
        return of(name, label, FieldType.DOUBLE, 0).withDigits(18, scale);
    }

    public static Field currency(String name, String label) {
        return of(name, label, FieldType.CURRENCY, 0).withDigits(18, 2);
    }

    public static Field percent(String name, String label) {
        return of(name, label, FieldType.PERCENT, 0).withDigits(18, 2);
    }

    public static Field date(String name, String label) {
        return of(name, label, FieldType.DATE, 0);
    }

    public static Field datetime(String name, String label) {
        return of(name, label, FieldType.DATETIME, 0);
    }

    public static Field blob(String name, String label) {
        return of(name, label, FieldType.BASE64, 0);
    }

    public static Field id() {
        return of("Id", "Record ID", FieldType.ID, ID_LENGTH)
                .with(Trait.READ_ONLY, Trait.ALWAYS_SET);
    }

    /// A reference to rows of these types.
    ///
    /// @param relationship the name by which a path goes on through this reference, or empty
    public static Field lookup(String name, String label, String relationship, String... types) {
        return of(name, label, FieldType.REFERENCE, ID_LENGTH)
                .withReference(List.of(types), relationship, "");
    }

    public Field with(Trait... more) {
        return changed(it -> {
            var all = EnumSet.noneOf(Trait.class);
            all.addAll(traits);
            all.addAll(List.of(more));
            it.traits = Set.copyOf(all);
        });
    }

    public Field withChoices(List<String> values) {
        return changed(it -> it.choices = List.copyOf(values));
    }

    /// Digits in all, and those after the point.
    public Field withDigits(int all, int afterPoint) {
        return changed(it -> {
            it.precision = all;
            it.scale = afterPoint;
        });
    }

    /// Where a reference may point, and what the way up and the way down are called.
    public Field withReference(List<String> types, String up, String down) {
        return changed(it -> {
            it.references = List.copyOf(types);
            it.relationship = up;
            it.children = down;
        });
    }

    /// Says that the field is part of a compound one, such as `BillingAddress`.
    public Field in(String compoundField) {
        return changed(it -> it.compound = compoundField);
    }

    public Field withFormula(String text) {
        return changed(it -> it.formula = text).with(Trait.CALCULATED, Trait.READ_ONLY);
    }

    /// For an auto number, the format such as `INV-{00000}`.
    public Field withNumberFormat(String format) {
        return changed(it -> it.formula = format)
                .with(Trait.AUTO_NUMBER, Trait.READ_ONLY, Trait.ALWAYS_SET);
    }

    public Field withHelp(String text) {
        return changed(it -> it.help = text);
    }

    /// The value a new row gets if none is given.
    public Field orElse(Object value) {
        return changed(it -> it.initial = value);
    }

    public String name() {
        return name;
    }

    public String label() {
        return label;
    }

    public FieldType type() {
        return type;
    }

    /// Most characters of a text; 0 where it has no meaning.
    public int length() {
        return length;
    }

    /// Digits of a number, before and after the point.
    public int precision() {
        return precision;
    }

    public int scale() {
        return scale;
    }

    /// The types a reference may point to; empty for other types.
    public List<String> references() {
        return references;
    }

    /// The name by which a path goes on through this reference, or empty.
    public String relationship() {
        return relationship;
    }

    /// The name by which the parent's rows of this kind are asked for, or empty.
    public String children() {
        return children;
    }

    /// A picklist's values.
    public List<String> choices() {
        return choices;
    }

    /// The value a new row gets if none is given.
    public @Nullable Object initial() {
        return initial;
    }

    /// The compound field it is part of, or empty.
    public String compound() {
        return compound;
    }

    /// A formula's text, or an auto number's format; else empty.
    public String formula() {
        return formula;
    }

    public String help() {
        return help;
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    public boolean isCustom() {
        return name.endsWith("__c");
    }

    public boolean isCreateable() {
        return !is(Trait.READ_ONLY) && type != FieldType.ADDRESS;
    }

    public boolean isUpdateable() {
        return isCreateable() && !is(Trait.CREATE_ONLY);
    }

    public boolean isNillable() {
        return !is(Trait.REQUIRED) && !is(Trait.ALWAYS_SET);
    }

    /// Whether its value can find a row in an upsert or a path.
    public boolean findsRows() {
        return type == FieldType.ID || is(Trait.EXTERNAL_ID) || is(Trait.ID_LOOKUP);
    }

    /// Whether the store keeps an index of its values.
    public boolean isIndexed() {
        return is(Trait.UNIQUE)
                || is(Trait.EXTERNAL_ID)
                || is(Trait.ID_LOOKUP)
                || is(Trait.INDEXED)
                || pointsToRows();
    }

    /// Whether it is a reference to what may be deleted; who owns or made a row never is.
    boolean pointsToRows() {
        return type == FieldType.REFERENCE && !references.contains("User") && !is(Trait.READ_ONLY);
    }

    @Override
    public String toString() {
        return name;
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
