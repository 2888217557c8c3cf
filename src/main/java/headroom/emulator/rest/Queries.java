package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Field;
import headroom.emulator.soql.Cursors;
import headroom.emulator.soql.Projection;

import tools.jackson.core.JsonGenerator;

/// SOQL over REST: `query`, `queryAll`, and the pages after the first.
public final class Queries {
    private static final int PAGE_MIN = 200;
    private static final int PAGE_MAX = 2_000;

    private final Org org;
    private final Cursors cursors;

    public Queries(Org org, Cursors cursors) {
        this.org = org;
        this.cursors = cursors;
    }

    public Answer query(RestCall call) {
        return run(call, false);
    }

    public Answer queryAll(RestCall call) {
        return run(call, true);
    }

    private Answer run(RestCall call, boolean includeDeleted) {
        if (!call.call().parameter("explain").isEmpty()) {
            throw ApiFailure.notServed("The query plan (explain)");
        }
        var text = call.call().parameter("q");
        if (text.isBlank()) {
            throw new ApiFailure(400, "MALFORMED_QUERY", "A query string has to be specified");
        }
        var page = cursors.query(text, includeDeleted, pageRows(call.call()), call.call().at());
        var columns = call.call().parameter("columns").equals("true");
        return Answer.json(
                200,
                columns
                        ? Json.write(json -> writeColumns(json, page.query().projection()))
                        : Json.write(json -> write(json, call, page)));
    }

    public Answer more(RestCall call) {
        var page = cursors.more(call.name(0), pageRows(call.call()), call.call().at());
        return Answer.json(200, Json.write(json -> write(json, call, page)));
    }

    /// `Sforce-Query-Options: batchSize=500`, kept between 200 and 2,000 as Salesforce keeps it.
    private static int pageRows(Call call) {
        for (var option : call.header("Sforce-Query-Options").split("[,;]", 10)) {
            var equals = option.indexOf('=');
            if (equals > 0 && option.substring(0, equals).strip().equalsIgnoreCase("batchSize")) {
                try {
                    var asked = Integer.parseInt(option.substring(equals + 1).strip());
                    return Math.clamp(asked, PAGE_MIN, PAGE_MAX);
                } catch (NumberFormatException _) {
                    return PAGE_MAX;
                }
            }
        }
        return PAGE_MAX;
    }

    private void write(JsonGenerator json, RestCall call, Cursors.Page page) {
        json.writeStartObject();
        json.writeNumberProperty("totalSize", page.total());
        json.writeBooleanProperty("done", page.isLast());
        if (!page.isLast()) {
            json.writeStringProperty("nextRecordsUrl", call.root() + "/query/" + page.next());
        }
        json.writeArrayPropertyStart("records");
        var writer = new RowJson(org.store(), json, call.root());
        for (var row : page.rows()) {
            writer.write(row, page.query().projection());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /// What `columns=true` answers instead of rows: one client's table needs it.
    private static void writeColumns(JsonGenerator json, Projection projection) {
        json.writeStartObject();
        json.writeArrayPropertyStart("columnMetadata");
        writeColumnList(json, projection);
        json.writeEndArray();
        json.writeStringProperty("entityName", projection.type().name());
        json.writeBooleanProperty("groupBy", false);
        json.writeBooleanProperty(
                "idSelected", projection.entries().stream().anyMatch(it -> it.name().equals("Id")));
        json.writeStringProperty("keyPrefix", projection.type().prefix());
        json.writeEndObject();
    }

    private static void writeColumnList(JsonGenerator json, Projection projection) {
        for (var entry : projection.entries()) {
            switch (entry) {
                case Projection.Leaf leaf -> writeColumn(json, leaf.field());
                case Projection.Branch branch -> {
                    startColumn(json, branch.name(), "", false);
                    json.writeArrayPropertyStart("joinColumns");
                    writeColumnList(json, branch.projection());
                    json.writeEndArray();
                    json.writeEndObject();
                }
            }
        }
    }

    private static void writeColumn(JsonGenerator json, Field field) {
        startColumn(json, field.name(), field.type().word(), field.isUpdateable());
        json.writeArrayPropertyStart("joinColumns");
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void startColumn(
            JsonGenerator json, String name, String type, boolean updatable) {
        json.writeStartObject();
        json.writeBooleanProperty("aggregate", false);
        json.writeStringProperty("apexType", type);
        json.writeBooleanProperty("booleanType", type.equals("boolean"));
        json.writeStringProperty("columnName", name);
        json.writeBooleanProperty("custom", name.endsWith("__c"));
        json.writeStringProperty("displayName", name);
        json.writeNullProperty("foreignKeyName");
        json.writeBooleanProperty("insertable", updatable);
        json.writeBooleanProperty("numberType", type.matches("int|double|currency|percent"));
        json.writeBooleanProperty("textType", type.matches("string|textarea|email|phone|url"));
        json.writeBooleanProperty("updatable", updatable);
    }
}
