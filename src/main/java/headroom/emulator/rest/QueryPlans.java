package headroom.emulator.rest;

import headroom.emulator.soql.Query;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/// What `explain=` answers: how a query could find its rows, the best way first. The shape is that
/// of "Get Feedback on Query Performance" in the REST guide; the costs are this emulator's own.
final class QueryPlans {
    private QueryPlans() {}

    static void write(JsonGenerator json, List<Query.Explained> plans) {
        json.writeStartObject();
        json.writeArrayPropertyStart("plans");
        plans.forEach(plan -> write(json, plan));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Query.Explained plan) {
        json.writeStartObject();
        json.writeNumberProperty("cardinality", plan.cardinality());
        writeNames(json, plan.fields());
        json.writeStringProperty(
                "leadingOperationType", plan.fields().isEmpty() ? "TableScan" : "Index");
        json.writeArrayPropertyStart("notes");
        json.writeStartObject();
        json.writeStringProperty(
                "description", "Not considering filter for optimization because unindexed");
        writeNames(json, List.of("IsDeleted"));
        json.writeStringProperty("tableEnumOrId", plan.type());
        json.writeEndObject();
        json.writeEndArray();
        json.writeNumberProperty("relativeCost", plan.relativeCost());
        json.writeNumberProperty("sobjectCardinality", plan.rows());
        json.writeStringProperty("sobjectType", plan.type());
        json.writeEndObject();
    }

    private static void writeNames(JsonGenerator json, List<String> names) {
        json.writeArrayPropertyStart("fields");
        names.forEach(json::writeString);
        json.writeEndArray();
    }
}
