package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.Author;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Saved;
import headroom.emulator.records.Values;
import headroom.emulator.soap.PartnerApi.SoapCall;
import headroom.emulator.soql.Projection;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Writes and reads of rows over SOAP, up to 200 a call, each with its own result.
final class SoapRows {
    private static final int ROWS_MAX = 200;
    private static final int RETRIEVE_MAX = 2_000;

    private final Org org;

    SoapRows(Org org) {
        this.org = org;
    }

    /// The object an operation is about, as far as its first record tells.
    static String objectOf(XmlNode operation) {
        var record = operation.child("sObjects");
        if (record != null) {
            return record.text("type").strip();
        }
        var type = operation.child("sObjectType");
        return type == null ? "" : type.text().strip();
    }

    String create(SoapCall call) {
        return each(
                call,
                "create",
                (type, given, author) -> {
                    given.keySet().removeIf(name -> name.equalsIgnoreCase("Id"));
                    return org.writes().create(type, given, author);
                });
    }

    String update(SoapCall call) {
        return each(
                call,
                "update",
                (type, given, author) -> {
                    var id = takeId(given);
                    return id.isEmpty()
                            ? failed("MISSING_ARGUMENT", "Id not specified in an update call")
                            : org.writes().update(type, id, given, author);
                });
    }

    String upsert(SoapCall call) {
        var key = call.arguments().text("externalIDFieldName").strip();
        return each(call, "upsert", (type, given, author) -> upsert(type, key, given, author));
    }

    private Saved upsert(
            ObjectType type, String key, Map<String, @Nullable Object> given, Author author) {
        var place = type.place(key);
        if (place < 0 || (place != 0 && !type.field(place).is(Field.Trait.EXTERNAL_ID))) {
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
            return id.isEmpty()
                    ? org.writes().create(type, given, author)
                    : org.writes().upsert(type, 0, id, given, author);
        }
        var name = given.keySet().stream().filter(it -> it.equalsIgnoreCase(key)).findFirst();
        var value = name.isEmpty() ? null : given.remove(name.get());
        return value == null
                ? failed("MISSING_ARGUMENT", key + " not specified")
                : org.writes().upsert(type, place, value, given, author);
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

    private static Saved failed(String code, String message) {
        return new Saved.Failed(List.of(new Saved.Problem(code, message, List.of())));
    }

    /// Writes one row of a call.
    @FunctionalInterface
    private interface Writing {
        Saved write(ObjectType type, Map<String, @Nullable Object> given, Author author);
    }

    private String each(SoapCall call, String operation, Writing writing) {
        refuseEnterprise(call);
        var records = call.arguments().children("sObjects");
        refuseMany(records.size(), ROWS_MAX);
        if (call.envelope().allOrNone()) {
            throw ApiFailure.notServed("AllOrNoneHeader");
        }
        for (var record : records) {
            org.writes().verify(type(record.text("type").strip()), RowXml.read(record));
        }
        var author = org.author(call.session().userId());
        var xml = new XmlText().open(operation + "Response");
        for (var record : records) {
            var type = type(record.text("type").strip());
            var saved = writing.write(type, RowXml.read(record), author);
            writeResult(xml, saved, operation.equals("upsert"));
        }
        return xml.close(operation + "Response").toString();
    }

    String delete(SoapCall call) {
        refuseEnterprise(call);
        var ids = call.arguments().children("ids");
        refuseMany(ids.size(), ROWS_MAX);
        var author = org.author(call.session().userId());
        var xml = new XmlText().open("deleteResponse");
        for (var node : ids) {
            var id = node.text().strip();
            var type = org.store().schema().ofId(id);
            writeResult(
                    xml,
                    type == null
                            ? failed("MALFORMED_ID", "malformed id " + id)
                            : org.writes().delete(type, id, author),
                    false);
        }
        return xml.close("deleteResponse").toString();
    }

    private static void writeResult(XmlText xml, Saved saved, boolean withCreated) {
        xml.open("result");
        switch (saved) {
            case Saved.Done done -> {
                if (withCreated) {
                    xml.put("created", done.created());
                }
                xml.put("id", done.id()).put("success", true);
            }
            case Saved.Failed failed -> {
                if (withCreated) {
                    xml.put("created", false);
                }
                for (var problem : failed.problems()) {
                    xml.open("errors");
                    problem.fields().forEach(field -> xml.put("fields", field));
                    xml.put("message", message(problem)).put("statusCode", code(problem));
                    xml.close("errors");
                }
                xml.nil("id").put("success", false);
            }
        }
        xml.close("result");
    }

    private static String code(Saved.Problem problem) {
        return problem.code().equals("NOT_FOUND") ? "INVALID_CROSS_REFERENCE_KEY" : problem.code();
    }

    private static String message(Saved.Problem problem) {
        return problem.code().equals("NOT_FOUND")
                ? "invalid cross reference id"
                : problem.message();
    }

    String retrieve(SoapCall call) {
        refuseEnterprise(call);
        var type = type(call.arguments().text("sObjectType").strip());
        var ids = call.arguments().children("ids");
        refuseMany(ids.size(), RETRIEVE_MAX);
        var projection = projection(type, call.arguments().text("fieldList"));
        var rows = new RowXml(org.store());
        var xml = new XmlText().open("retrieveResponse");
        for (var id : ids) {
            var row = org.store().table(type).find(Values.fullId(id.text().strip()));
            if (row == null || row.isDeleted()) {
                xml.nil("result");
            } else {
                rows.write(xml, "result", row, projection);
            }
        }
        return xml.close("retrieveResponse").toString();
    }

    private static Projection projection(ObjectType type, String fieldList) {
        var projection = Projection.of(type);
        for (var name : fieldList.split(",", 1_000)) {
            var place = type.place(name.strip());
            if (place < 0) {
                throw new ApiFailure(
                        500,
                        "INVALID_FIELD",
                        "No such column '" + name.strip() + "' on entity '" + type.name() + "'");
            }
            projection.add(place);
        }
        return projection;
    }

    private ObjectType type(String name) {
        var type = org.store().schema().find(name);
        if (type == null) {
            throw new ApiFailure(
                    500, "INVALID_TYPE", "sObject type '" + name + "' is not supported.");
        }
        return type;
    }

    static void refuseEnterprise(SoapCall call) {
        if (call.envelope().enterprise()) {
            throw ApiFailure.notServed("The enterprise WSDL beyond login");
        }
    }

    private static void refuseMany(int count, int most) {
        if (count > most) {
            throw new ApiFailure(
                    500,
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than "
                            + most
                            + " records into this call");
        }
    }
}
