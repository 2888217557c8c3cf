package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Row;

import java.util.ArrayList;
import java.util.List;

/// From a row to others by a relationship's name: to its parent, or to its children.
final class RelatedRows {
    private static final int CHILDREN_MAX = 2_000;

    private final Org org;

    RelatedRows(Org org) {
        this.org = org;
    }

    /// The parent as a row, or the children as a query's answer.
    Answer retrieve(RestCall call, Row row, String relationship) {
        if (row.type().relationshipPlace(relationship) >= 0) {
            return Rows.show(org, call, parent(row, relationship));
        }
        var child =
                ChildRelationship.find(org.store().schema(), row.type(), relationship)
                        .orElseThrow(ApiFailure::notFound);
        var wanted = call.call().parameter("fields");
        var found = children(child, row);
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("totalSize", found.size());
                    json.writeBooleanProperty("done", true);
                    json.writeArrayPropertyStart("records");
                    for (var one : found) {
                        if (wanted.isEmpty()) {
                            new RowJson(org.store(), json, call.root()).writeAll(one);
                        } else {
                            RowView.of(one.type(), wanted)
                                    .write(json, org.store(), call.root(), one);
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    private List<Row> children(ChildRelationship child, Row parent) {
        var table = org.store().table(child.type());
        var found = new ArrayList<Row>();
        var candidates =
                table.isIndexed(child.place())
                        ? table.withValue(child.place(), parent.id())
                        : table.rows();
        for (var row : candidates) {
            if (!row.isDeleted()
                    && parent.id().equals(row.value(child.place()))
                    && found.size() < CHILDREN_MAX) {
                found.add(row);
            }
        }
        return found;
    }

    /// The row a lookup of that name points to.
    Row parent(Row row, String relationship) {
        var place = row.type().relationshipPlace(relationship);
        var id = place < 0 ? null : row.value(place);
        var parent = id == null ? null : org.store().find(String.valueOf(id));
        if (parent == null || parent.isDeleted()) {
            throw ApiFailure.notFound();
        }
        return parent;
    }
}
