package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Saved;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// sObject rows: create, retrieve, update, upsert, delete, by id or by external id.
public final class Rows {
    /// From this version on an upsert that updates answers 200 with a body; before, 204 without.
    private static final int UPSERT_ANSWERS_FROM = 46;

    private final Org org;

    public Rows(Org org) {
        this.org = org;
    }

    public Answer create(RestCall call) {
        var type = type(call.name(0));
        var given = RowInput.parse(call.call());
        var saved = org.writes().create(type, given, org.author(call.session().userId()));
        return created(call, type, done(saved));
    }

    private static Answer created(RestCall call, ObjectType type, Saved.Done done) {
        return Answer.json(201, doneBody(done, false))
                .with("Location", call.root() + "/sobjects/" + type.name() + "/" + done.id());
    }

    private static byte[] doneBody(Saved.Done done, boolean withCreated) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("id", done.id());
            json.writeBooleanProperty("success", true);
            json.writeArrayPropertyStart("errors");
            json.writeEndArray();
            if (withCreated) {
                json.writeBooleanProperty("created", done.created());
            }
            json.writeEndObject();
        });
    }

    private static Saved.Done done(Saved saved) {
        return switch (saved) {
            case Saved.Done done -> done;
            case Saved.Failed failed -> {
                var problem = failed.problems().getFirst();
                throw new ApiFailure(
                        status(problem.code()),
                        problem.code(),
                        problem.message(),
                        problem.fields());
            }
        };
    }

    private static int status(String code) {
        return switch (code) {
            case "NOT_FOUND", "ENTITY_IS_DELETED" -> 404;
            case "STORAGE_LIMIT_EXCEEDED" -> 403;
            default -> 400;
        };
    }

    public Answer retrieve(RestCall call) {
        var type = type(call.name(0));
        return show(call, live(type, call.name(1)));
    }

    private Answer show(RestCall call, Row row) {
        var wanted = call.call().parameter("fields");
        return Answer.json(
                200,
                Json.write(json -> {
                    var writer = new RowJson(org.store(), json, call.root());
                    if (wanted.isEmpty()) {
                        writer.writeAll(row);
                        return;
                    }
                    writer.start(row);
                    for (var place : places(row.type(), wanted)) {
                        writer.write(row, row.type().field(place), place);
                    }
                    json.writeEndObject();
                }));
    }

    /// The fields asked for, and the id at the end if it was not among them.
    private static List<Integer> places(ObjectType type, String wanted) {
        var places = new java.util.LinkedHashSet<Integer>();
        for (var name : wanted.split(",", 1_000)) {
            var place = type.place(name.strip());
            if (place < 0) {
                throw new ApiFailure(
                        400,
                        "INVALID_FIELD",
                        "No such column '" + name.strip() + "' on sobject of type " + type.name());
            }
            places.add(place);
        }
        places.add(0);
        return List.copyOf(places);
    }

    private Row live(ObjectType type, String id) {
        var row = org.store().table(type).find(id);
        if (row == null || row.isDeleted()) {
            throw ApiFailure.notFound();
        }
        return row;
    }

    public Answer update(RestCall call) {
        var type = type(call.name(0));
        var given = RowInput.parse(call.call());
        RowInput.refuse(given, "Id");
        done(org.writes().update(type, call.name(1), given, org.author(call.session().userId())));
        return Answer.empty(204);
    }

    public Answer delete(RestCall call) {
        var type = type(call.name(0));
        done(org.writes().delete(type, call.name(1), org.author(call.session().userId())));
        return Answer.empty(204);
    }

    public Answer retrieveByKey(RestCall call) {
        var type = type(call.name(0));
        return byKey(call, type, rows -> show(call, rows));
    }

    public Answer deleteByKey(RestCall call) {
        var type = type(call.name(0));
        return byKey(
                call,
                type,
                row -> {
                    done(org.writes().delete(type, row.id(), org.author(call.session().userId())));
                    return Answer.empty(204);
                });
    }

    private Answer byKey(
            RestCall call, ObjectType type, java.util.function.Function<Row, Answer> then) {
        var rows = org.writes().matching(type, key(type, call.name(1)), call.name(2));
        if (rows.isEmpty()) {
            throw ApiFailure.notFound();
        }
        return rows.size() > 1 ? choices(call, rows) : then.apply(rows.getFirst());
    }

    public Answer upsert(RestCall call) {
        var type = type(call.name(0));
        var key = key(type, call.name(1));
        var given = RowInput.parse(call.call());
        RowInput.refuse(given, "Id");
        RowInput.refuse(given, type.field(key).name());
        var rows = org.writes().matching(type, key, call.name(2));
        if (rows.size() > 1) {
            return choices(call, rows);
        }
        var author = org.author(call.session().userId());
        var done = done(org.writes().upsert(type, key, call.name(2), given, author));
        if (done.created()) {
            return Answer.json(201, doneBody(done, true))
                    .with("Location", call.root() + "/sobjects/" + type.name() + "/" + done.id());
        }
        return call.version() < UPSERT_ANSWERS_FROM
                ? Answer.empty(204)
                : Answer.json(200, doneBody(done, true));
    }

    private static Answer choices(RestCall call, List<Row> rows) {
        return Answer.json(
                300,
                Json.write(json -> {
                    json.writeStartArray();
                    for (var row : rows) {
                        json.writeString(
                                call.root() + "/sobjects/" + row.type().name() + "/" + row.id());
                    }
                    json.writeEndArray();
                }));
    }

    /// Sends a blob field's bytes.
    public Answer blobOrKey(RestCall call) {
        var type = type(call.name(0));
        var field = type.find(call.name(2));
        if (field == null || field.type() != FieldType.BASE64) {
            return retrieveByKey(call);
        }
        var row = live(type, call.name(1));
        return org.logs()
                .file(row.id())
                .map(file -> Answer.file("text/csv", file))
                .orElseGet(() -> Answer.of(200, "application/octet-stream", emptyBlob()));
    }

    private static byte[] emptyBlob() {
        return "".getBytes(StandardCharsets.UTF_8);
    }

    private ObjectType type(String name) {
        var type = org.store().schema().find(name);
        if (type == null) {
            throw ApiFailure.notFound();
        }
        return type;
    }

    private static int key(ObjectType type, String name) {
        var place = type.place(name);
        var field = place < 0 ? null : type.field(place);
        if (field == null || (place != 0 && !field.is(Field.Trait.EXTERNAL_ID))) {
            throw new ApiFailure(
                    404,
                    "NOT_FOUND",
                    "Provided external ID field does not exist or is not accessible: " + name);
        }
        return place;
    }
}
