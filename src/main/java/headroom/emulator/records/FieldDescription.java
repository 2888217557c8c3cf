package headroom.emulator.records;

import headroom.emulator.records.Field.Trait;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// What describes say of a field beyond what it is declared with. Immutable.
///
/// The rules are read off describes of real orgs; a field whose describe differs from its kind's is
/// not known here.
public record FieldDescription(ObjectType object, Field field) {
    private static final int SHORT_TEXT = 255;
    private static final Set<String> NAME_PARTS =
            Set.of("FirstName", "LastName", "Salutation", "MiddleName", "Suffix");

    private boolean isLong() {
        return field.type() == FieldType.TEXTAREA && field.length() > SHORT_TEXT;
    }

    private boolean isOpaque() {
        return isLong()
                || field.type() == FieldType.BASE64
                || field.type() == FieldType.ENCRYPTEDSTRING;
    }

    public boolean isAggregatable() {
        return !isOpaque()
                && switch (field.type()) {
                    case BOOLEAN, MULTIPICKLIST, ADDRESS -> false;
                    default -> true;
                };
    }

    public boolean isFilterable() {
        return !isOpaque();
    }

    public boolean isSortable() {
        return !isOpaque()
                && field.type() != FieldType.MULTIPICKLIST
                && field.type() != FieldType.ADDRESS;
    }

    public boolean isGroupable() {
        return isSortable()
                && switch (field.type()) {
                    case DOUBLE, CURRENCY, PERCENT, DATETIME, TIME -> false;
                    default -> !field.is(Trait.CALCULATED);
                };
    }

    public boolean isIdLookup() {
        return field.findsRows();
    }

    public boolean isPermissionable() {
        return field.isNillable() && !field.is(Trait.NAME) && field.compound().isEmpty();
    }

    public boolean isDefaultedOnCreate() {
        return field.initial() != null || field.is(Trait.ALWAYS_SET);
    }

    public boolean isPolymorphic() {
        return field.references().size() > 1;
    }

    public boolean isCascading() {
        return field.is(Trait.MASTER) || (field.is(Trait.CASCADE) && field.is(Trait.REQUIRED));
    }

    public boolean isSearchPrefilterable() {
        return field.type() == FieldType.REFERENCE && field.pointsToRows();
    }

    /// Three bytes a character for texts, 18 for ids.
    public int byteLength() {
        if (field.type().isId()) {
            return field.length();
        }
        return field.type().isText() ? field.length() * 3 : 0;
    }

    public int digits() {
        return field.type() == FieldType.INT ? 8 : 0;
    }

    /// The compound field it is part of, or null.
    public @Nullable String compound() {
        if (!field.compound().isEmpty()) {
            return field.compound();
        }
        var isPerson = object.place("FirstName") >= 0 && object.place("Name") >= 0;
        return isPerson && NAME_PARTS.contains(field.name()) ? "Name" : null;
    }

    public @Nullable String extraTypeInfo() {
        return field.type() == FieldType.TEXTAREA ? "plaintextarea" : null;
    }

    public @Nullable String formula() {
        return field.is(Trait.CALCULATED) ? field.formula() : null;
    }
}
