package headroom.emulator.composite;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.ObjectType;
import headroom.emulator.rest.RestCall;
import headroom.emulator.rest.RowView;
import headroom.salesforce.RecordId;

import java.util.List;

/// `composite/sobjects/X`: many rows of one type by their ids, null for each that is not there.
public final class CollectionReads {
    private static final int IDS_MAX = 2_000;
    private static final int FIELDS_MAX = 1_000;

    /// Path and query of a GET; about 800 ids fit.
    private static final int TARGET_CHARS_MAX = 16_384;

    private final Org org;

    public CollectionReads(Org org) {
        this.org = org;
    }

    /// `GET ?ids=001…,001…&fields=Id,Name`.
    public Answer byParameters(RestCall call) {
        if (call.call().target().raw().length() > TARGET_CHARS_MAX) {
            throw new ApiFailure(414, "URI_TOO_LONG", "The URI of the request is too long.");
        }
        var type = type(call);
        var ids = required(call, "ids").split(",", IDS_MAX + 1);
        var fields = required(call, "fields").split(",", FIELDS_MAX);
        return answer(call, type, List.of(ids), List.of(fields));
    }

    private static String required(RestCall call, String name) {
        var value = call.call().parameter(name);
        if (value.isBlank()) {
            throw new ApiFailure(
                    400, "MISSING_ARGUMENT", "The '" + name + "' parameter is required.");
        }
        return value;
    }

    /// `POST {"ids": […], "fields": […]}`.
    public Answer byBody(RestCall call) {
        var type = type(call);
        var body = Body.of(call);
        var fields = body.texts("fields");
        if (fields.isEmpty()) {
            throw Body.unreadable("Required field is missing: fields");
        }
        return answer(call, type, body.texts("ids"), fields);
    }

    private ObjectType type(RestCall call) {
        var type = org.store().schema().find(call.name(0));
        if (type == null) {
            throw ApiFailure.notFound();
        }
        return type;
    }

    private Answer answer(RestCall call, ObjectType type, List<String> ids, List<String> fields) {
        RowBundle.refuseTooMany(ids.size(), IDS_MAX);
        var view = RowView.of(type, fields);
        var table = org.store().table(type);
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartArray();
                    for (var text : ids) {
                        var id = RecordId.find(text.strip());
                        var row = id.isEmpty() ? null : table.find(id.get().text15());
                        if (row == null || row.isDeleted()) {
                            json.writeNull();
                        } else {
                            view.write(json, org.store(), call.root(), row);
                        }
                    }
                    json.writeEndArray();
                }));
    }
}
