package headroom.emulator.composite;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Draft;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Values;
import headroom.emulator.rest.RestCall;
import headroom.emulator.rest.RowInput;
import headroom.salesforce.RecordId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `composite/sobjects`: up to 200 rows created, updated, upserted or deleted at once.
///
/// Results stand in the order of the rows. Rows that name one id, or one external id, twice are all
/// refused.
public final class CollectionWrites {
    private static final int IDS_MAX = 10_000;

    private final Org org;

    public CollectionWrites(Org org) {
        this.org = org;
    }

    /// A row as it came: its type and body.
    private record Given(ObjectType type, Body body) {}

    public Answer create(RestCall call) {
        var body = Body.of(call);
        var bundle = new RowBundle();
        for (var row : rows(body)) {
            var values = RowInput.fields(row.body().node());
            if (RowInput.take(values, "Id") == null) {
                bundle.add(Operation.INSERT, Draft.insert(row.type(), values));
            } else {
                bundle.fail(
                        "INVALID_FIELD_FOR_INSERT_UPDATE",
                        "cannot specify Id in an insert call",
                        "Id");
            }
        }
        return answer(call, bundle, body.flag("allOrNone", false), false);
    }

    private List<Given> rows(Body body) {
        var records = body.objects("records");
        RowBundle.refuseTooMany(records.size(), RowBundle.ROWS_MAX);
        var given = new ArrayList<Given>(records.size());
        for (var record : records) {
            given.add(new Given(type(record.attribute("type")), record));
        }
        RowBundle.refuseManyChunks(given.stream().map(it -> it.type().name()).toList());
        return given;
    }

    private ObjectType type(String name) {
        if (name.isEmpty()) {
            throw new ApiFailure(
                    400, "INVALID_INPUT", "Include an entity type for each record in the request.");
        }
        var type = org.store().schema().find(name);
        if (type == null) {
            throw new ApiFailure(
                    400, "INVALID_TYPE", "sObject type '" + name + "' is not supported.");
        }
        return type;
    }

    public Answer update(RestCall call) {
        var body = Body.of(call);
        var rows = rows(body);
        var ids = rows.stream().map(row -> id(row.body())).toList();
        var times = times(ids);
        var bundle = new RowBundle();
        for (var i = 0; i < rows.size(); i++) {
            var type = rows.get(i).type();
            var id = ids.get(i);
            var values = RowInput.fields(rows.get(i).body().node());
            RowInput.take(values, "Id");
            if (id.isEmpty()) {
                bundle.fail("MISSING_ARGUMENT", "Id not specified in an update call");
            } else if (RecordId.find(id).isEmpty() || !id.startsWith(type.prefix())) {
                bundle.fail(
                        "MALFORMED_ID",
                        type.label() + " ID: id value of incorrect type: " + id,
                        "Id");
            } else if (isRepeated(times, id)) {
                bundle.fail("DUPLICATE_VALUE", "Duplicate id specified: " + id);
            } else {
                bundle.add(Operation.UPDATE, Draft.update(type, Values.fullId(id), values));
            }
        }
        return answer(call, bundle, body.flag("allOrNone", false), false);
    }

    /// Clients write `id` and `Id`.
    private static String id(Body record) {
        for (var entry : record.node().properties()) {
            if (entry.getKey().equalsIgnoreCase("Id")) {
                return record.text(entry.getKey()).strip();
            }
        }
        return "";
    }

    private static Map<String, Integer> times(List<String> keys) {
        var times = new HashMap<String, Integer>();
        keys.forEach(key -> times.merge(Values.fullId(key), 1, Integer::sum));
        return times;
    }

    private static boolean isRepeated(Map<String, Integer> times, String key) {
        return times.getOrDefault(Values.fullId(key), 0) > 1;
    }

    public Answer upsert(RestCall call) {
        var type = type(call.name(0));
        var place = key(type, call.name(1));
        var name = type.field(place).name();
        var body = Body.of(call);
        var rows = rows(body);
        var values = rows.stream().map(row -> RowInput.fields(row.body().node())).toList();
        var keys = new ArrayList<Object>();
        for (var given : values) {
            var key = RowInput.take(given, name);
            keys.add(key == null ? "" : key);
        }
        var times = times(keys.stream().map(CollectionWrites::sameKey).toList());
        var bundle = new RowBundle();
        for (var i = 0; i < rows.size(); i++) {
            var key = keys.get(i);
            if (!rows.get(i).type().equals(type)) {
                bundle.fail(
                        "INVALID_TYPE",
                        "sObject type '"
                                + rows.get(i).type().name()
                                + "' does not match the type in the request's path: "
                                + type.name());
            } else if (key.equals("") && place == 0) {
                bundle.add(Operation.INSERT, Draft.insert(type, values.get(i)));
            } else if (key.equals("")) {
                bundle.fail("MISSING_ARGUMENT", name + " not specified");
            } else if (isRepeated(times, sameKey(key))) {
                bundle.fail("DUPLICATE_VALUE", "Duplicate external id specified: " + key, name);
            } else {
                bundle.add(Operation.UPSERT, Draft.upsert(type, place, key, values.get(i)));
            }
        }
        return answer(call, bundle, body.flag("allOrNone", false), true);
    }

    private static String sameKey(Object key) {
        return key instanceof String text && RecordId.find(text).isEmpty()
                ? text.strip().toLowerCase(Locale.ROOT)
                : String.valueOf(key);
    }

    private static int key(ObjectType type, String name) {
        var place = type.place(name);
        if (place < 0 || (place > 0 && !type.field(place).is(Field.Trait.EXTERNAL_ID))) {
            throw new ApiFailure(
                    404,
                    "NOT_FOUND",
                    "Provided external ID field does not exist or is not accessible: " + name);
        }
        return place;
    }

    public Answer delete(RestCall call) {
        var text = call.call().parameter("ids");
        if (text.isBlank()) {
            throw new ApiFailure(400, "MISSING_ARGUMENT", "The 'ids' parameter is required.");
        }
        var ids = new ArrayList<String>();
        for (var id : text.split(",", IDS_MAX)) {
            ids.add(id.strip());
        }
        RowBundle.refuseTooMany(ids.size(), RowBundle.ROWS_MAX);
        RowBundle.refuseManyChunks(
                ids.stream().map(id -> id.substring(0, Math.min(3, id.length()))).toList());
        var times = times(ids);
        var bundle = new RowBundle();
        for (var id : ids) {
            var type = org.store().schema().ofId(id);
            if (RecordId.find(id).isEmpty() || type == null) {
                bundle.fail("MALFORMED_ID", "malformed id " + id);
            } else if (isRepeated(times, id)) {
                bundle.fail("DUPLICATE_VALUE", "Duplicate id specified: " + id);
            } else {
                bundle.add(Operation.DELETE, Draft.of(type, Values.fullId(id)));
            }
        }
        var allOrNone = call.call().parameter("allOrNone").equalsIgnoreCase("true");
        return answer(call, bundle, allOrNone, false);
    }

    private Answer answer(RestCall call, RowBundle bundle, boolean allOrNone, boolean upserted) {
        var outcomes = bundle.save(org, call, allOrNone);
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartArray();
                    outcomes.forEach(one -> Outcomes.write(json, one, upserted, call.root()));
                    json.writeEndArray();
                }));
    }
}
