package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.Draft;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.soap.PartnerApi.SoapCall;
import headroom.salesforce.RecordId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Writes of rows over SOAP, up to 200 a call, each with its own result.
final class SoapWrites {
    private static final int ROWS_MAX = 200;

    private final Org org;

    SoapWrites(Org org) {
        this.org = org;
    }

    String create(SoapCall call) {
        return each(
                call,
                "create",
                Operation.INSERT,
                (batch, type, given) -> {
                    given.keySet().removeIf(name -> name.equalsIgnoreCase("Id"));
                    batch.add(Draft.insert(type, given));
                });
    }

    String update(SoapCall call) {
        return each(
                call,
                "update",
                Operation.UPDATE,
                (batch, type, given) -> {
                    var id = takeId(given);
                    if (id.isEmpty()) {
                        batch.refuse("MISSING_ARGUMENT", "Id not specified in an update call");
                    } else {
                        batch.add(Draft.update(type, id, given));
                    }
                });
    }

    String upsert(SoapCall call) {
        var key = call.arguments().text("externalIDFieldName").strip();
        return each(
                call,
                "upsert",
                Operation.UPSERT,
                (batch, type, given) -> upsert(batch, type, key, given));
    }

    private static void upsert(
            SoapBatch batch, ObjectType type, String key, Map<String, @Nullable Object> given) {
        var place = type.place(key);
        if (place < 0 || !type.field(place).findsRows()) {
            throw new ApiFailure(
                    500,
                    "INVALID_FIELD",
                    "Field name provided, "
                            + key
                            + " is not an External ID or indexed field for "
                            + type.name());
        }
        if (place == 0) {
            var id = takeId(given);
            if (id.isEmpty()) {
                batch.add(Operation.INSERT, Draft.insert(type, given));
            } else {
                batch.add(Operation.UPDATE, Draft.update(type, id, given));
            }
            return;
        }
        var name = given.keySet().stream().filter(it -> it.equalsIgnoreCase(key)).findFirst();
        var value = name.isEmpty() ? null : given.remove(name.get());
        if (value == null || String.valueOf(value).isBlank()) {
            batch.refuse("MISSING_ARGUMENT", key + " not specified");
        } else {
            batch.add(Draft.upsert(type, place, value, given));
        }
    }

    private static String takeId(Map<String, @Nullable Object> given) {
        for (var name : List.copyOf(given.keySet())) {
            if (name.equalsIgnoreCase("Id")) {
                var value = given.remove(name);
                return value == null ? "" : String.valueOf(value).strip();
            }
        }
        return "";
    }

    /// Takes one record of a call into the batch.
    @FunctionalInterface
    private interface Reading {
        void read(SoapBatch batch, ObjectType type, Map<String, @Nullable Object> given);
    }

    private String each(SoapCall call, String name, Operation operation, Reading reading) {
        SoapRows.refuseEnterprise(call);
        var records = call.arguments().children("sObjects");
        SoapRows.refuseMany(records.size(), ROWS_MAX);
        var batch = new SoapBatch(operation);
        for (var record : records) {
            var type = SoapRows.type(org, record.text("type").strip());
            var given = RowXml.read(record);
            if (call.envelope().truncates()) {
                truncate(type, given);
            }
            reading.read(batch, type, given);
        }
        return batch.save(org, call, name);
    }

    private static void truncate(ObjectType type, Map<String, @Nullable Object> given) {
        given.replaceAll((name, value) -> {
            var field = type.find(name);
            return field != null
                            && value instanceof String text
                            && isCut(field.type())
                            && text.length() > field.length()
                    ? text.substring(0, field.length())
                    : value;
        });
    }

    private static boolean isCut(FieldType type) {
        return type.isText() && type != FieldType.ID && type != FieldType.REFERENCE;
    }

    String delete(SoapCall call) {
        return eachId(call, "delete", Operation.DELETE);
    }

    String undelete(SoapCall call) {
        return eachId(call, "undelete", Operation.UNDELETE);
    }

    String emptyRecycleBin(SoapCall call) {
        return eachId(call, "emptyRecycleBin", Operation.HARD_DELETE);
    }

    private String eachId(SoapCall call, String name, Operation operation) {
        SoapRows.refuseEnterprise(call);
        var ids = call.arguments().children("ids");
        SoapRows.refuseMany(ids.size(), ROWS_MAX);
        var batch = new SoapBatch(operation);
        for (var node : ids) {
            var id = node.text().strip();
            var type = RecordId.find(id).isEmpty() ? null : org.store().schema().ofId(id);
            if (type == null) {
                batch.refuse("MALFORMED_ID", "malformed id " + id);
            } else if (operation == Operation.HARD_DELETE && isLive(type, id)) {
                batch.refuse("DELETE_FAILED", "Entity is not in the recycle bin");
            } else {
                batch.add(Draft.of(type, id));
            }
        }
        return batch.save(org, call, name);
    }

    private boolean isLive(ObjectType type, String id) {
        var row = org.store().table(type).find(id);
        return row != null && !row.isDeleted();
    }
}
