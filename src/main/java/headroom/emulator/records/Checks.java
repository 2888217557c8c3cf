package headroom.emulator.records;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Saved.Problem;
import headroom.salesforce.RecordId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rules a row must pass, each worded as Salesforce words it. Answers a problem or null.
final class Checks {
    private final Store store;

    Checks(Store store) {
        this.store = store;
    }

    /// Puts what was given into the values, field by field.
    @Nullable Problem fill(
            ObjectType type,
            Map<String, @Nullable Object> given,
            @Nullable Object[] values,
            boolean creating) {
        for (var entry : given.entrySet()) {
            var name = entry.getKey();
            var raw = entry.getValue();
            if (name.equals("attributes")) {
                continue;
            }
            if (raw instanceof Map<?, ?> parent) {
                var problem = fillParent(type, name, parent, values);
                if (problem != null) {
                    return problem;
                }
                continue;
            }
            var place = type.place(name);
            if (place < 0) {
                throw noSuchColumn(type, name);
            }
            var problem = fillField(type.field(place), place, raw, values, creating);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable Problem fillField(
            Field field,
            int place,
            @Nullable Object raw,
            @Nullable Object[] values,
            boolean creating) {
        var value = Values.read(field, raw);
        if (creating ? !field.isCreateable() : !field.isUpdateable()) {
            return value == null || value.equals(values[place]) ? null : notWritable(field);
        }
        if (value == null) {
            if (!field.is(Field.Trait.ALWAYS_SET)) {
                values[place] = null;
            }
            return null;
        }
        if (field.type() == FieldType.REFERENCE) {
            value = Values.fullId(String.valueOf(value));
        }
        values[place] = value;
        return checkValue(field, value);
    }

    private static ApiFailure noSuchColumn(ObjectType type, String name) {
        return new ApiFailure(
                400,
                "INVALID_FIELD",
                "No such column '" + name + "' on sobject of type " + type.name());
    }

    private static Problem notWritable(Field field) {
        return new Problem(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Unable to create/update fields: "
                        + field.name()
                        + ". Please check the security settings of this field and verify that it is"
                        + " read/write for your profile or permission set.",
                List.of(field.name()));
    }

    /// A parent named by its external id: `"Account": {"Number__c": "7"}`.
    private @Nullable Problem fillParent(
            ObjectType type, String name, Map<?, ?> parent, @Nullable Object[] values) {
        var place = type.relationshipPlace(name);
        if (place < 0) {
            throw noSuchColumn(type, name);
        }
        for (var target : type.field(place).references()) {
            var parentType = store.schema().get(target);
            for (var key : parent.entrySet()) {
                var keyPlace = parentType.place(String.valueOf(key.getKey()));
                if (keyPlace < 0 || !store.table(parentType).isIndexed(keyPlace)) {
                    continue;
                }
                var wanted = Values.read(parentType.field(keyPlace), key.getValue());
                var found =
                        wanted == null
                                ? List.<Row>of()
                                : store.table(parentType).withValue(keyPlace, wanted);
                if (found.size() == 1) {
                    values[place] = found.iterator().next().id();
                    return null;
                }
            }
        }
        return new Problem(
                "INVALID_FIELD",
                "Foreign key external ID: "
                        + parent.values().stream().map(String::valueOf).toList()
                        + " not found for a field in entity "
                        + String.join(",", type.field(place).references()),
                List.of());
    }

    private @Nullable Problem checkValue(Field field, Object value) {
        return switch (field.type()) {
            case STRING, TEXTAREA, PHONE, URL, PICKLIST ->
                    checkLength(field, String.valueOf(value));
            case EMAIL -> checkEmail(field, String.valueOf(value));
            case REFERENCE -> checkReference(field, String.valueOf(value));
            case ID, BOOLEAN, INT, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME, BASE64 -> null;
        };
    }

    private static @Nullable Problem checkLength(Field field, String text) {
        if (text.length() <= field.length()) {
            return null;
        }
        return new Problem(
                "STRING_TOO_LONG",
                field.label()
                        + ": data value too large: "
                        + text.substring(0, Math.min(text.length(), 1_000))
                        + " (max length="
                        + field.length()
                        + ")",
                List.of(field.name()));
    }

    private static @Nullable Problem checkEmail(Field field, String text) {
        var at = text.indexOf('@');
        if (at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && !text.contains(" ")) {
            return checkLength(field, text);
        }
        return new Problem(
                "INVALID_EMAIL_ADDRESS",
                field.label() + ": invalid email address: " + text,
                List.of(field.name()));
    }

    private @Nullable Problem checkReference(Field field, String id) {
        var type = RecordId.find(id).isEmpty() ? null : store.schema().ofId(id);
        if (type == null || !field.references().contains(type.name())) {
            return new Problem(
                    "MALFORMED_ID",
                    field.label() + ": id value of incorrect type: " + id,
                    List.of(field.name()));
        }
        var row = store.table(type).find(id);
        if (row == null) {
            return new Problem(
                    "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", List.of());
        }
        return row.isDeleted()
                ? new Problem("ENTITY_IS_DELETED", "entity is deleted", List.of())
                : null;
    }

    @Nullable Problem required(ObjectType type, @Nullable Object[] values) {
        List<String> missing = List.of();
        for (var place = 1; place < values.length; place++) {
            if (values[place] == null && type.field(place).is(Field.Trait.REQUIRED)) {
                missing = missing.isEmpty() ? new ArrayList<>() : missing;
                missing.add(type.field(place).name());
            }
        }
        return missing.isEmpty()
                ? null
                : new Problem(
                        "REQUIRED_FIELD_MISSING",
                        "Required fields are missing: " + missing,
                        List.copyOf(missing));
    }

    /// @param self the row being updated, which may keep its own value
    @Nullable Problem unique(ObjectType type, @Nullable Object[] values, @Nullable Row self) {
        for (var place = 1; place < values.length; place++) {
            var value = values[place];
            if (value == null || !type.field(place).is(Field.Trait.UNIQUE)) {
                continue;
            }
            for (var other : store.table(type).withValue(place, value)) {
                if (other != self) {
                    return new Problem(
                            "DUPLICATE_VALUE",
                            "duplicate value found: "
                                    + type.field(place).name()
                                    + " duplicates value on record with id: "
                                    + other.id().substring(0, 15),
                            List.of());
                }
            }
        }
        return null;
    }
}
