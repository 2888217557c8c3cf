package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Draft;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Row;
import headroom.salesforce.RecordId;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What lies behind `sobjects/X/{}/{}`: a row by an external id's value, a row's blob, or the rows
/// to which a relationship leads.
public final class KeyedRows {
    /// From this version on an upsert that updates answers 200 with a body; before, 204 without.
    private static final int UPSERT_ANSWERS_FROM = 46;

    private final Org org;
    private final Rows rows;
    private final RelatedRows related;

    public KeyedRows(Org org, Rows rows) {
        this.org = org;
        this.rows = rows;
        this.related = new RelatedRows(org);
    }

    public Answer retrieve(RestCall call) {
        var type = Rows.type(org, call.name(0));
        var row = namedById(type, call);
        if (row.isEmpty()) {
            return byKey(call, type, found -> Rows.show(org, call, found));
        }
        var blob = Rows.blobPlace(type, call.name(2));
        return blob >= 0
                ? rows.blob(call, type, blob)
                : related.retrieve(call, row.get(), call.name(2));
    }

    public Answer delete(RestCall call) {
        var type = Rows.type(org, call.name(0));
        var row = namedById(type, call);
        return row.isPresent()
                ? delete(call, related.parent(row.get(), call.name(2)))
                : byKey(call, type, found -> delete(call, found));
    }

    private Answer delete(RestCall call, Row row) {
        Rows.save(org, call, Operation.DELETE, Draft.of(row.type(), row.id()));
        return Answer.empty(204);
    }

    /// Updates what a relationship leads to, or upserts by external id.
    public Answer patch(RestCall call) {
        var type = Rows.type(org, call.name(0));
        var row = namedById(type, call);
        return row.isPresent()
                ? update(call, related.parent(row.get(), call.name(2)))
                : upsert(call, type);
    }

    private Answer update(RestCall call, Row row) {
        var given = RowInput.parse(call.call());
        RowInput.refuse(given, "Id");
        Rows.save(org, call, Operation.UPDATE, Draft.update(row.type(), row.id(), given));
        return Answer.empty(204);
    }

    private Answer upsert(RestCall call, ObjectType type) {
        var key = key(type, call.name(1));
        var given = RowInput.parse(call.call());
        RowInput.refuse(given, "Id");
        RowInput.refuse(given, type.field(key).name());
        var found = org.writes().matching(type, key, call.name(2));
        if (found.size() > 1) {
            return choices(call, found);
        }
        if (found.isEmpty() && call.call().parameter("updateOnly").equalsIgnoreCase("true")) {
            throw ApiFailure.notFound();
        }
        var draft = Draft.upsert(type, key, call.name(2), given);
        var done = Rows.save(org, call, Operation.UPSERT, draft);
        if (done.created()) {
            return Rows.created(call, type, done, true);
        }
        return call.version() < UPSERT_ANSWERS_FROM
                ? Answer.empty(204)
                : Answer.json(200, Rows.doneBody(done, true));
    }

    private Answer byKey(RestCall call, ObjectType type, Function<Row, Answer> then) {
        var found = org.writes().matching(type, key(type, call.name(1)), call.name(2));
        if (found.isEmpty()) {
            throw ApiFailure.notFound();
        }
        return found.size() > 1 ? choices(call, found) : then.apply(found.getFirst());
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

    /// The row, if the second place of the path holds an id and no field's name.
    private Optional<Row> namedById(ObjectType type, RestCall call) {
        var text = call.name(1);
        if (type.place(text) >= 0 || RecordId.find(text).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(rows.live(type, Rows.id(type, text)));
    }

    private static int key(ObjectType type, String name) {
        var place = type.place(name);
        var field = place < 0 ? null : type.field(place);
        if (field == null || (place != 0 && !field.is(Field.Trait.EXTERNAL_ID))) {
            throw Rows.noKey(name);
        }
        return place;
    }
}
