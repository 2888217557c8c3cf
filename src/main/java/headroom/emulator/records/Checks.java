package headroom.emulator.records;

import headroom.emulator.records.Field.Trait;
import headroom.emulator.records.Saved.Problem;
import headroom.salesforce.RecordId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rules every row must pass, each worded as Salesforce words it. Answers a problem or null.
final class Checks {
    private static final int SHOWN_MAX = 1_000;

    private final Store store;

    Checks(Store store) {
        this.store = store;
    }

    /// Puts what was given into the change's values, field by field.
    @Nullable Problem fill(Change change) {
        for (var entry : change.parents().entrySet()) {
            var problem = fillParent(change, entry.getKey(), entry.getValue());
            if (problem != null) {
                return problem;
            }
        }
        for (var i = 0; i < change.count(); i++) {
            var place = change.place(i);
            var problem = fillField(change, place, change.type().field(place), change.given(i));
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable Problem fillField(
            Change change, int place, Field field, @Nullable Object value) {
        var values = change.values();
        if (change.isInsert() ? !field.isCreateable() : !field.isUpdateable()) {
            return value == null || value.equals(values[place]) ? null : notWritable(field);
        }
        if (value == null) {
            if (!field.is(Trait.ALWAYS_SET)) {
                values[place] = null;
            }
            return null;
        }
        if (field.type() == FieldType.REFERENCE) {
            return fillReference(values, place, field, String.valueOf(value));
        }
        values[place] = value;
        return checkValue(field, value);
    }

    static Problem notWritable(Field field) {
        return Problem.of(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Unable to create/update fields: "
                        + field.name()
                        + ". Please check the security settings of this field and verify that it is"
                        + " read/write for your profile or permission set.",
                field.name());
    }

    /// A parent named by its external id: `"Account": {"Number__c": "7"}`.
    private @Nullable Problem fillParent(Change change, String name, Map<?, ?> parent) {
        var type = change.type();
        var place = type.relationshipPlace(name);
        for (var target : type.field(place).references()) {
            var parentType = store.schema().find(target);
            for (var key : parent.entrySet()) {
                var keyPlace = parentType == null ? -1 : parentType.place("" + key.getKey());
                if (keyPlace < 0
                        || parentType == null
                        || !store.table(parentType).isIndexed(keyPlace)) {
                    continue;
                }
                var wanted = Values.read(parentType.field(keyPlace), key.getValue());
                var found =
                        wanted == null
                                ? List.<Row>of()
                                : store.table(parentType).withValue(keyPlace, wanted);
                if (found.size() == 1) {
                    change.values()[place] = found.iterator().next().id();
                    return null;
                }
            }
        }
        return Problem.of(
                "INVALID_FIELD",
                "Foreign key external ID: "
                        + parent.values().stream().map(String::valueOf).toList()
                        + " not found for a field in entity "
                        + String.join(",", type.field(place).references()));
    }

    private static @Nullable Problem checkValue(Field field, Object value) {
        return switch (field.type()) {
            case STRING, TEXTAREA, PHONE, URL, COMBOBOX, ENCRYPTEDSTRING ->
                    checkLength(field, (String) value);
            case PICKLIST, MULTIPICKLIST -> checkChoice(field, (String) value);
            case EMAIL -> checkEmail(field, (String) value);
            case DOUBLE, CURRENCY, PERCENT -> checkNumber(field, (Double) value);
            case ID, REFERENCE, BOOLEAN, INT, DATE, DATETIME, TIME, ADDRESS, BASE64 -> null;
        };
    }

    private static @Nullable Problem checkLength(Field field, String text) {
        if (text.length() <= field.length()) {
            return null;
        }
        return Problem.of(
                "STRING_TOO_LONG",
                field.label()
                        + ": data value too large: "
                        + text.substring(0, Math.min(text.length(), SHOWN_MAX))
                        + " (max length="
                        + field.length()
                        + ")",
                field.name());
    }

    private static @Nullable Problem checkChoice(Field field, String text) {
        if (!field.is(Trait.RESTRICTED)) {
            return checkLength(field, text);
        }
        var isMulti = field.type() == FieldType.MULTIPICKLIST;
        for (var one : isMulti ? List.of(text.split(";", -1)) : List.of(text)) {
            if (!field.choices().contains(one)) {
                return Problem.of(
                        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                        field.label() + ": bad value for restricted picklist field: " + one,
                        field.name());
            }
        }
        return null;
    }

    private static @Nullable Problem checkEmail(Field field, String text) {
        var at = text.indexOf('@');
        if (at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && !text.contains(" ")) {
            return checkLength(field, text);
        }
        return Problem.of(
                "INVALID_EMAIL_ADDRESS",
                field.label() + ": invalid email address: " + text,
                field.name());
    }

    /// Too many digits before the point are refused; those behind it are kept, as the API does.
    private static @Nullable Problem checkNumber(Field field, Double number) {
        if (Math.abs(number) >= Math.pow(10, field.precision() - field.scale())) {
            return Problem.of(
                    "NUMBER_OUTSIDE_VALID_RANGE",
                    field.label() + ": value outside of valid range on numeric field: " + number,
                    field.name());
        }
        return null;
    }

    private @Nullable Problem fillReference(
            @Nullable Object[] values, int place, Field field, String given) {
        var id = RecordId.find(given);
        var type = id.isEmpty() ? null : store.schema().ofId(given);
        if (type == null || !field.references().contains(type.name())) {
            return Problem.of(
                    type == null ? "MALFORMED_ID" : "FIELD_INTEGRITY_EXCEPTION",
                    field.label() + ": id value of incorrect type: " + given,
                    field.name());
        }
        var row = store.table(type).find(given);
        if (row == null) {
            return Problem.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        values[place] = row.id();
        return row.isDeleted() ? Problem.of("ENTITY_IS_DELETED", "entity is deleted") : null;
    }

    @Nullable Problem required(ObjectType type, @Nullable Object[] values) {
        List<String> missing = List.of();
        for (var place : type.requiredPlaces()) {
            if (values[place] == null) {
                missing = missing.isEmpty() ? new ArrayList<>() : missing;
                missing.add(type.field(place).name());
            }
        }
        return missing.isEmpty()
                ? null
                : new Problem(
                        "REQUIRED_FIELD_MISSING",
                        "Required fields are missing: " + missing,
                        missing);
    }

    /// @param self the row being updated, which may keep its own value
    @Nullable Problem unique(ObjectType type, @Nullable Object[] values, @Nullable Row self) {
        for (var place : type.uniquePlaces()) {
            var value = values[place];
            if (value == null) {
                continue;
            }
            var field = type.field(place);
            for (var other : store.table(type).withValue(place, value)) {
                if (other != self
                        && (!field.is(Trait.CASE_SENSITIVE) || value.equals(other.value(place)))) {
                    return Problem.of(
                            "DUPLICATE_VALUE",
                            "duplicate value found: "
                                    + field.name()
                                    + " duplicates value on record with id: "
                                    + other.id().substring(0, 15));
                }
            }
        }
        return null;
    }
}
