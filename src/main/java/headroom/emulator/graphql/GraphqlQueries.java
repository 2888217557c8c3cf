package headroom.emulator.graphql;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.rest.RestCall;
import headroom.emulator.soql.Cursors;
import headroom.emulator.soql.Viewer;

import tools.jackson.core.JsonGenerator;

/// `POST graphql`: queries below `uiapi { query }`. Errors come with status 200, in GraphQL's form.
public final class GraphqlQueries {
    private static final int SUBQUERIES_MAX = 10;

    private final Org org;
    private final Cursors cursors;

    public GraphqlQueries(Org org, Cursors cursors) {
        this.org = org;
        this.cursors = cursors;
    }

    /// Each subquery counts as one request (GraphQL guide, "Query Limits"); what cannot be read is
    /// one.
    public static int charge(Call call) {
        try {
            return Math.max(1, subqueries(Operation.read(Json.readObject(call.body()))));
        } catch (ApiFailure | GraphqlFailure _) {
            return 1;
        }
    }

    private static int subqueries(Operation operation) {
        var count = 0;
        for (var top : operation.top()) {
            for (var root : operation.fields(top.sets(), "UIAPI")) {
                var isHolder = root.name().equals("query") || root.name().equals("aggregate");
                count += isHolder ? operation.fields(root.sets(), "RecordQuery").size() : 1;
            }
        }
        return count;
    }

    public Answer run(RestCall call) {
        var body = Json.readObject(call.call().body());
        try {
            var operation = Operation.read(body);
            var viewer = Viewer.of(org.access(), call.session().userId());
            refuse(operation);
            return Answer.json(
                    200,
                    Json.write(json -> {
                        json.writeStartObject();
                        json.writeObjectPropertyStart("data");
                        for (var top : operation.top()) {
                            json.writeName(top.key());
                            writeTop(json, operation, top, viewer);
                        }
                        json.writeEndObject();
                        json.writeArrayPropertyStart("errors");
                        json.writeEndArray();
                        json.writeEndObject();
                    }));
        } catch (GraphqlFailure failure) {
            return Answer.json(200, Json.write(json -> writeFailure(json, failure)));
        }
    }

    private static void refuse(Operation operation) {
        if (!operation.isQuery()) {
            throw GraphqlFailure.notServed("A GraphQL mutation", null);
        }
        if (subqueries(operation) > SUBQUERIES_MAX) {
            throw GraphqlFailure.invalid(
                    "A query can have up to " + SUBQUERIES_MAX + " subqueries.", null);
        }
    }

    private void writeTop(JsonGenerator json, Operation operation, Selected top, Viewer viewer) {
        switch (top.name()) {
            case "__typename" -> json.writeString("Query");
            case "uiapi" -> {
                json.writeStartObject();
                for (var root : operation.fields(top.sets(), "UIAPI")) {
                    json.writeName(root.key());
                    writeRoot(json, operation, root, viewer);
                }
                json.writeEndObject();
            }
            case "__schema", "__type", "setup" ->
                    throw GraphqlFailure.notServed("GraphQL " + top.name(), top.at());
            default -> throw GraphqlFailure.undefined(top.name(), "Query", top);
        }
    }

    private void writeRoot(JsonGenerator json, Operation operation, Selected root, Viewer viewer) {
        switch (root.name()) {
            case "__typename" -> json.writeString("UIAPI");
            case "query" -> {
                var connections = new Connections(org, cursors, operation, viewer);
                json.writeStartObject();
                for (var field : operation.fields(root.sets(), "RecordQuery")) {
                    var type = org.store().schema().find(field.name());
                    if (type == null || !viewer.sees(type)) {
                        throw GraphqlFailure.undefined(field.name(), "RecordQuery", field);
                    }
                    json.writeName(field.key());
                    connections.write(json, field, type);
                }
                json.writeEndObject();
            }
            case "aggregate", "objectInfos", "relatedListByName", "currentUser" ->
                    throw GraphqlFailure.notServed("GraphQL uiapi." + root.name(), root.at());
            default -> throw GraphqlFailure.undefined(root.name(), "UIAPI", root);
        }
    }

    private static void writeFailure(JsonGenerator json, GraphqlFailure failure) {
        json.writeStartObject();
        json.writeNullProperty("data");
        json.writeArrayPropertyStart("errors");
        json.writeStartObject();
        json.writeStringProperty("message", failure.message());
        json.writeArrayPropertyStart("locations");
        var at = failure.at();
        if (at != null) {
            json.writeStartObject();
            json.writeNumberProperty("line", at.getLine());
            json.writeNumberProperty("column", at.getColumn());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("extensions");
        json.writeStringProperty("ErrorType", failure.type());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
