package headroom.emulator.rest;

import headroom.emulator.records.Field;
import headroom.emulator.soql.Projection;
import headroom.emulator.soql.Query;

import tools.jackson.core.JsonGenerator;

/// What `columns=true` answers instead of rows: a client that prints tables asks so for their
/// heads.
final class QueryColumns {
    private QueryColumns() {}

    static void write(JsonGenerator json, Query query) {
        var entries = query.projection().entries();
        json.writeStartObject();
        json.writeArrayPropertyStart("columnMetadata");
        writeEntries(json, query.projection());
        for (var column : query.columns()) {
            start(json, column.name(), column.label(), column.field(), column.isAggregate());
            writeNoJoins(json);
        }
        json.writeEndArray();
        json.writeStringProperty("entityName", query.type().name());
        json.writeBooleanProperty("groupBy", query.isGrouped());
        json.writeBooleanProperty(
                "idSelected", entries.stream().anyMatch(it -> it.name().equals("Id")));
        json.writeStringProperty("keyPrefix", query.type().prefix());
        json.writeEndObject();
    }

    private static void writeEntries(JsonGenerator json, Projection projection) {
        for (var entry : projection.entries()) {
            switch (entry) {
                case Projection.Leaf leaf -> {
                    start(json, leaf.name(), leaf.name(), leaf.field(), false);
                    writeNoJoins(json);
                }
                case Projection.Computed computed -> {
                    start(json, computed.name(), computed.name(), computed.field(), false);
                    writeNoJoins(json);
                }
                case Projection.Branch branch ->
                        writeJoin(json, branch.name(), false, branch.projection());
                case Projection.TypeOf typeOf ->
                        writeJoin(
                                json,
                                typeOf.name(),
                                false,
                                typeOf.whens().values().iterator().next());
                case Projection.Children children ->
                        writeJoin(json, children.name(), true, children.query().projection());
            }
        }
    }

    private static void writeJoin(
            JsonGenerator json, String name, boolean aggregate, Projection projection) {
        start(json, name, name, Field.text(name, name, 0), aggregate);
        json.writeArrayPropertyStart("joinColumns");
        writeEntries(json, projection);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeNoJoins(JsonGenerator json) {
        json.writeArrayPropertyStart("joinColumns");
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void start(
            JsonGenerator json, String name, String label, Field field, boolean aggregate) {
        var type = field.type().word();
        json.writeStartObject();
        json.writeBooleanProperty("aggregate", aggregate);
        json.writeStringProperty("apexType", apexType(field));
        json.writeBooleanProperty("booleanType", type.equals("boolean"));
        json.writeStringProperty("columnName", name);
        json.writeBooleanProperty("custom", name.endsWith("__c"));
        json.writeStringProperty("displayName", label);
        json.writeNullProperty("foreignKeyName");
        json.writeBooleanProperty("insertable", field.isCreateable());
        json.writeBooleanProperty("numberType", field.type().isNumber());
        json.writeBooleanProperty("textType", field.type().isText());
        json.writeBooleanProperty("updatable", field.isUpdateable());
    }

    private static String apexType(Field field) {
        return switch (field.type()) {
            case ID, REFERENCE -> "Id";
            case BOOLEAN -> "Boolean";
            case INT -> "Integer";
            case DOUBLE, CURRENCY, PERCENT -> "Double";
            case DATE -> "Date";
            case DATETIME -> "Datetime";
            case BASE64 -> "Blob";
            default -> "String";
        };
    }
}
