package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Draft;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Row;
import headroom.emulator.records.Saved;
import headroom.salesforce.RecordId;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// sObject rows by their id: create, retrieve, update, delete, blobs.
public final class Rows {
    private static final Set<String> PAGES =
            Set.of(
                    "approvallayouts",
                    "describe",
                    "listviews",
                    "namedlayouts",
                    "quickactions",
                    "relevantitems");

    private final Org org;

    public Rows(Org org) {
        this.org = org;
    }

    public Answer create(RestCall call) {
        var type = type(org, call.name(0));
        var draft = Draft.insert(type, RowInput.parse(call.call()));
        return created(call, type, save(org, call, Operation.INSERT, draft), false);
    }

    /// `POST sobjects/Account/Id`: with `Id` as the external id field there is nothing to find.
    public Answer createByIdField(RestCall call) {
        if (!call.name(1).equalsIgnoreCase("Id")) {
            throw new ApiFailure(
                    405,
                    "METHOD_NOT_ALLOWED",
                    "HTTP Method 'POST' not allowed. Allowed are DELETE,GET,HEAD,PATCH");
        }
        var type = type(org, call.name(0));
        var draft = Draft.insert(type, RowInput.parse(call.call()));
        return created(call, type, save(org, call, Operation.INSERT, draft), true);
    }

    static Answer created(RestCall call, ObjectType type, Saved.Done done, boolean upserted) {
        return Answer.json(201, doneBody(done, upserted))
                .with("Location", call.root() + "/sobjects/" + type.name() + "/" + done.id());
    }

    static byte[] doneBody(Saved.Done done, boolean withCreated) {
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

    /// Writes one row, or says why not.
    static Saved.Done save(Org org, RestCall call, Operation operation, Draft draft) {
        var author = org.author(call.session().userId());
        var saved =
                org.writes()
                        .save(operation, List.of(draft), call.writeOptions(), author)
                        .getFirst();
        return switch (saved) {
            case Saved.Done done -> done;
            case Saved.Failed failed -> throw WriteRefusal.of(failed, call.root());
        };
    }

    public Answer retrieve(RestCall call) {
        var type = type(org, call.name(0));
        var row = live(type, id(type, call.name(1)));
        return Conditions.unread(call.call(), row).orElseGet(() -> show(org, call, row));
    }

    /// The row, whole or with the fields asked for.
    static Answer show(Org org, RestCall call, Row row) {
        var wanted = call.call().parameter("fields");
        var answer =
                Answer.json(
                        200,
                        Json.write(json -> {
                            if (wanted.isEmpty()) {
                                new RowJson(org.store(), json, call.root()).writeAll(row);
                            } else {
                                RowView.of(row.type(), wanted)
                                        .write(json, org.store(), call.root(), row);
                            }
                        }));
        return Conditions.marked(call.call(), row, answer);
    }

    public Answer update(RestCall call) {
        var type = type(org, call.name(0));
        var id = id(type, call.name(1));
        var given = RowInput.parse(call.call());
        RowInput.refuse(given, "Id");
        var row = org.store().table(type).find(id);
        if (row != null) {
            Conditions.refuseWrite(call.call(), row);
        }
        save(org, call, Operation.UPDATE, Draft.update(type, id, given));
        return Answer.empty(204);
    }

    public Answer delete(RestCall call) {
        var type = type(org, call.name(0));
        save(org, call, Operation.DELETE, Draft.of(type, id(type, call.name(1))));
        return Answer.empty(204);
    }

    /// A blob field's bytes.
    Answer blob(RestCall call, ObjectType type, int place) {
        var row = live(type, id(type, call.name(1)));
        var file = org.logs().file(row.id());
        if (file.isPresent()) {
            return Answer.file("text/csv", file.get());
        }
        var text = row.value(place);
        return Answer.of(200, "application/octet-stream", text == null ? new byte[0] : bytes(text));
    }

    private static byte[] bytes(Object base64) {
        return Base64.getMimeDecoder().decode(String.valueOf(base64));
    }

    static int blobPlace(ObjectType type, String name) {
        var place = type.place(name);
        return place >= 0 && type.field(place).type() == FieldType.BASE64 ? place : -1;
    }

    Row live(ObjectType type, String id) {
        var row = org.store().table(type).find(id);
        if (row == null || row.isDeleted()) {
            throw ApiFailure.notFound();
        }
        return row;
    }

    /// The id in a path. What is none is taken for an external id field without a value.
    static String id(ObjectType type, String text) {
        var id = RecordId.find(text);
        if (id.isEmpty()) {
            throw noKey(text);
        }
        if (!text.startsWith(type.prefix())) {
            throw new ApiFailure(
                    400,
                    "MALFORMED_ID",
                    type.label() + " ID: id value of incorrect type: " + text,
                    List.of("Id"));
        }
        return id.get().text18();
    }

    /// What stands in a key's place is neither an id nor a field that finds rows.
    static ApiFailure noKey(String name) {
        if (PAGES.contains(name.toLowerCase(Locale.ROOT))) {
            return ApiFailure.notServed("A layout, list view or quick action");
        }
        return new ApiFailure(
                404,
                "NOT_FOUND",
                "Provided external ID field does not exist or is not accessible: " + name);
    }

    static ObjectType type(Org org, String name) {
        var type = org.store().schema().find(name);
        if (type == null || !org.store().sees(type)) {
            throw ApiFailure.notFound();
        }
        return type;
    }
}
