package headroom.emulator.graphql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.rest.ChildRelationship;
import headroom.emulator.soql.Cursors;
import headroom.emulator.soql.Viewer;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Record connections: rows found by SOQL, shown page by page as edges and nodes. One owner, one
/// call.
final class Connections {
    private static final int FIRST_DEFAULT = 10;
    private static final int FIRST_MAX = 2_000;

    /// Children of parents of children multiply; past this many rows an answer is given up.
    private static final int NODES_MAX = 20_000;

    private final Org org;
    private final Cursors cursors;
    private final Operation operation;
    private final Viewer viewer;
    private int nodes;

    Connections(Org org, Cursors cursors, Operation operation, Viewer viewer) {
        this.org = org;
        this.cursors = cursors;
        this.operation = operation;
        this.viewer = viewer;
    }

    /// The rows of one connection, and which of them its page shows.
    private record Page(List<Row> rows, int from, int to) {}

    /// Writes the connection of all rows of a type.
    void write(JsonGenerator json, Selected field, ObjectType type) {
        write(json, field, type, "");
    }

    private void write(JsonGenerator json, Selected field, ObjectType type, String given) {
        var page = page(field, type, given);
        json.writeStartObject();
        for (var part : operation.fields(field.sets(), type.name() + "Connection")) {
            json.writeName(part.key());
            switch (part.name()) {
                case "edges" -> writeEdges(json, part, type, page);
                case "pageInfo" -> writePageInfo(json, part, page);
                case "totalCount" -> json.writeNumber(page.rows().size());
                case "pageResultCount" -> json.writeNumber(page.to() - page.from());
                case "__typename" -> json.writeString(type.name() + "Connection");
                default ->
                        throw GraphqlFailure.undefined(
                                part.name(), type.name() + "Connection", part);
            }
        }
        json.writeEndObject();
    }

    private Page page(Selected field, ObjectType type, String given) {
        var arguments = operation.arguments(field);
        var rows = rows(soql(field, type, given, arguments), field);
        var first = number(arguments.get("first"), FIRST_DEFAULT, field);
        if (first < 1 || first > FIRST_MAX) {
            throw GraphqlFailure.invalid(
                    "Validation error: first must be between 1 and " + FIRST_MAX, field.at());
        }
        var from = Math.min(rows.size(), after(arguments.get("after"), field));
        return new Page(rows, from, Math.min(rows.size(), from + first));
    }

    private String soql(
            Selected field,
            ObjectType type,
            String given,
            Map<String, @Nullable Object> arguments) {
        var text = new WhereText(org.store().schema(), field);
        var soql = new StringBuilder("SELECT Id FROM ").append(type.name());
        var wheres = new ArrayList<String>();
        if (!given.isEmpty()) {
            wheres.add(given);
        }
        if (arguments.get("where") instanceof Map<?, ?> filter) {
            var where = text.where(type, filter);
            if (!where.isEmpty()) {
                wheres.add("(" + where + ")");
            }
        }
        if (!wheres.isEmpty()) {
            soql.append(" WHERE ").append(String.join(" AND ", wheres));
        }
        if (arguments.get("orderBy") instanceof Map<?, ?> order && !order.isEmpty()) {
            soql.append(" ORDER BY ").append(text.order(type, "", order));
        }
        return soql.toString();
    }

    private List<Row> rows(String soql, Selected field) {
        try {
            return cursors.bind(soql, false, org.now(), viewer).run();
        } catch (ApiFailure failure) {
            throw new GraphqlFailure(
                    GraphqlFailure.FETCHING, failure.message().strip(), field.at());
        }
    }

    private static int number(@Nullable Object value, int otherwise, Selected field) {
        return switch (value) {
            case null -> otherwise;
            case BigDecimal number -> number.intValue();
            default ->
                    throw GraphqlFailure.invalid(
                            "Validation error of type WrongType: an Int was expected", field.at());
        };
    }

    private static String cursor(int place) {
        return Base64.getEncoder()
                .encodeToString(("row:" + place).getBytes(StandardCharsets.UTF_8));
    }

    /// The place of the first row after the cursor.
    private static int after(@Nullable Object cursor, Selected field) {
        if (cursor == null) {
            return 0;
        }
        try {
            var bytes = Base64.getDecoder().decode(String.valueOf(cursor));
            var text = new String(bytes, StandardCharsets.UTF_8);
            if (text.matches("row:[0-9]{1,9}")) {
                return Integer.parseInt(text.substring(4)) + 1;
            }
        } catch (IllegalArgumentException _) {
            // Not base64, so none of ours.
        }
        throw new GraphqlFailure(GraphqlFailure.FETCHING, "Invalid cursor: " + cursor, field.at());
    }

    private void writeEdges(JsonGenerator json, Selected field, ObjectType type, Page page) {
        json.writeStartArray();
        for (var i = page.from(); i < page.to(); i++) {
            json.writeStartObject();
            for (var part : operation.fields(field.sets(), type.name() + "Edge")) {
                json.writeName(part.key());
                switch (part.name()) {
                    case "node" -> writeNode(json, part, page.rows().get(i));
                    case "cursor" -> json.writeString(cursor(i));
                    case "__typename" -> json.writeString(type.name() + "Edge");
                    default ->
                            throw GraphqlFailure.undefined(part.name(), type.name() + "Edge", part);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        if (page.from() == page.to()) {
            check(field, type);
        }
    }

    /// Names are wrong whether or not there is a row to show them on.
    private void check(Selected edges, ObjectType type) {
        for (var part : operation.fields(edges.sets(), type.name() + "Edge")) {
            if (part.name().equals("node")) {
                for (var field : operation.fields(part.sets(), type.name())) {
                    refuseUnknown(type, field);
                }
            }
        }
    }

    private void refuseUnknown(ObjectType type, Selected field) {
        var isKnown =
                switch (field.name()) {
                    case "__typename", "ApiName", "Id" -> true;
                    default ->
                            sees(type, type.place(field.name()))
                                    || sees(type, type.relationshipPlace(field.name()))
                                    || child(type, field.name()) != null;
                };
        if (!isKnown) {
            throw GraphqlFailure.undefined(field.name(), type.name(), field);
        }
    }

    private boolean sees(ObjectType type, int place) {
        return place >= 0 && viewer.sees(type, place);
    }

    private @Nullable ChildRelationship child(ObjectType type, String name) {
        return ChildRelationship.find(org.store().schema(), type, name)
                .filter(child -> viewer.sees(child.type()))
                .orElse(null);
    }

    private static void writePageInfoValue(JsonGenerator json, Selected part, Page page) {
        var isEmpty = page.from() == page.to();
        switch (part.name()) {
            case "hasNextPage" -> json.writeBoolean(page.to() < page.rows().size());
            case "hasPreviousPage" -> json.writeBoolean(page.from() > 0);
            case "startCursor" -> json.writeString(isEmpty ? null : cursor(page.from()));
            case "endCursor" -> json.writeString(isEmpty ? null : cursor(page.to() - 1));
            case "__typename" -> json.writeString("PageInfo");
            default -> throw GraphqlFailure.undefined(part.name(), "PageInfo", part);
        }
    }

    private void writePageInfo(JsonGenerator json, Selected field, Page page) {
        json.writeStartObject();
        for (var part : operation.fields(field.sets(), "PageInfo")) {
            json.writeName(part.key());
            writePageInfoValue(json, part, page);
        }
        json.writeEndObject();
    }

    private void writeNode(JsonGenerator json, Selected node, Row row) {
        if (++nodes > NODES_MAX) {
            throw new GraphqlFailure(
                    GraphqlFailure.FETCHING,
                    "The query returns more than " + NODES_MAX + " records.",
                    node.at());
        }
        var type = row.type();
        json.writeStartObject();
        for (var field : operation.fields(node.sets(), type.name())) {
            refuseUnknown(type, field);
            json.writeName(field.key());
            var place = type.place(field.name());
            switch (field.name()) {
                case "__typename", "ApiName" -> json.writeString(type.name());
                case "Id" -> json.writeString(row.id());
                default -> {
                    if (place >= 0) {
                        writeField(json, field, row, place);
                    } else {
                        writeRelated(json, field, row);
                    }
                }
            }
        }
        json.writeEndObject();
    }

    private void writeField(JsonGenerator json, Selected selected, Row row, int place) {
        var field = row.type().field(place);
        json.writeStartObject();
        for (var part : operation.fields(selected.sets(), "Value")) {
            json.writeName(part.key());
            switch (part.name()) {
                case "value" -> FieldJson.write(json, field, row.value(place));
                case "displayValue", "format" ->
                        json.writeString(DisplayText.of(field, row.value(place)));
                case "label" -> json.writeString(field.label());
                case "__typename" -> json.writeString(FieldJson.typeName(field));
                default ->
                        throw GraphqlFailure.undefined(
                                part.name(), FieldJson.typeName(field), part);
            }
        }
        json.writeEndObject();
        if (selected.sets().isEmpty()) {
            throw GraphqlFailure.invalid(
                    "Validation error of type SubselectionRequired: Subselection required for type"
                            + " '"
                            + FieldJson.typeName(field)
                            + "' of field '"
                            + field.name()
                            + "'",
                    selected.at());
        }
    }

    private void writeRelated(JsonGenerator json, Selected field, Row row) {
        var hop = row.type().relationshipPlace(field.name());
        if (hop >= 0) {
            var id = row.value(hop);
            var parent = id == null ? null : org.store().find(String.valueOf(id));
            if (parent == null || parent.isDeleted() || !viewer.sees(parent.type())) {
                json.writeNull();
            } else {
                writeNode(json, field, parent);
            }
            return;
        }
        var child = child(row.type(), field.name());
        if (child != null) {
            write(json, field, child.type(), child.field().name() + " = '" + row.id() + "'");
        }
    }
}
