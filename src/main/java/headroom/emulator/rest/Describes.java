package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Access.Right;
import headroom.emulator.records.FieldDescription;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.ObjectType.Trait;
import headroom.emulator.records.Row;
import headroom.emulator.records.Schema;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;

/// Describes over REST: all objects, one object's basics, one object whole, as the user sees them.
///
/// The schema does not change while the org runs, so `If-Modified-Since` any time after its start
/// is 304.
public final class Describes {
    private final Org org;
    private final Instant since;

    public Describes(Org org) {
        this.org = org;
        this.since = org.now();
    }

    public Answer global(RestCall call) {
        var conditional = new Conditional(call.call(), since);
        if (conditional.isUnmodified()) {
            return Answer.empty(304);
        }
        var body =
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("encoding", "UTF-8");
                    json.writeNumberProperty("maxBatchSize", 200);
                    json.writeArrayPropertyStart("sobjects");
                    for (var type : org.store().schema().all()) {
                        if (isSeen(call, type)) {
                            json.writeStartObject();
                            writeBasics(json, call, type);
                            writeUrls(json, call, type, false);
                            json.writeEndObject();
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
        return Answer.json(200, body).with("Last-Modified", conditional.header());
    }

    private boolean isSeen(RestCall call, ObjectType type) {
        return org.access().may(call.session().userId(), Right.READ, type);
    }

    /// An object's basics, and the caller's rows that were changed last.
    public Answer basics(RestCall call) {
        var type = type(call);
        var recent = org.recent().of(call.session().userId(), type);
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeObjectPropertyStart("objectDescribe");
                    writeBasics(json, call, type);
                    writeUrls(json, call, type, false);
                    json.writeEndObject();
                    json.writeArrayPropertyStart("recentItems");
                    for (var row : recent) {
                        writeRecent(json, call, row);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    static void writeRecent(JsonGenerator json, RestCall call, Row row) {
        var name = row.type().namePlace();
        json.writeStartObject();
        json.writeObjectPropertyStart("attributes");
        json.writeStringProperty("type", row.type().name());
        json.writeStringProperty(
                "url", call.root() + "/sobjects/" + row.type().name() + "/" + row.id());
        json.writeEndObject();
        json.writeStringProperty("Id", row.id());
        if (name > 0) {
            json.writeStringProperty(
                    row.type().field(name).name(), String.valueOf(row.value(name)));
        }
        json.writeEndObject();
    }

    public Answer object(RestCall call) {
        var type = type(call);
        var conditional = new Conditional(call.call(), since);
        if (conditional.isUnmodified()) {
            return Answer.empty(304);
        }
        return Answer.json(200, Json.write(json -> writeObject(json, call, type)))
                .with("Last-Modified", conditional.header());
    }

    private ObjectType type(RestCall call) {
        var type = org.store().schema().find(call.name(0));
        if (type == null || !isSeen(call, type)) {
            throw ApiFailure.notFound();
        }
        return type;
    }

    private void writeObject(JsonGenerator json, RestCall call, ObjectType type) {
        json.writeStartObject();
        for (var empty : new String[] {"actionOverrides", "namedLayoutInfos"}) {
            json.writeArrayPropertyStart(empty);
            json.writeEndArray();
        }
        writeBasics(json, call, type);
        json.writeBooleanProperty("compactLayoutable", type.is(Trait.LAYOUT));
        for (var name :
                new String[] {
                    "defaultImplementation",
                    "extendedBy",
                    "extendsInterfaces",
                    "implementedBy",
                    "implementsInterfaces",
                    "listviewable",
                    "lookupLayoutable",
                    "networkScopeFieldName",
                    "sobjectDescribeOption"
                }) {
            json.writeNullProperty(name);
        }
        json.writeBooleanProperty("searchLayoutable", type.is(Trait.SEARCH));
        json.writeArrayPropertyStart("childRelationships");
        for (var link : org.store().schema().pointingAt(type)) {
            if (isSeen(call, link.child())) {
                writeChild(json, link);
            }
        }
        json.writeEndArray();
        writeFields(json, call, type);
        writeRecordTypes(json, call, type);
        json.writeArrayPropertyStart("supportedScopes");
        if (type.place("OwnerId") >= 0) {
            json.writeStartObject();
            json.writeStringProperty("label", "My " + type.labelPlural());
            json.writeStringProperty("name", "mine");
            json.writeEndObject();
        }
        json.writeEndArray();
        writeUrls(json, call, type, true);
        json.writeEndObject();
    }

    private void writeFields(JsonGenerator json, RestCall call, ObjectType type) {
        var userId = call.session().userId();
        var writer = new FieldJson(json, type);
        json.writeArrayPropertyStart("fields");
        for (var place = 0; place < type.fields().size(); place++) {
            if (org.access().sees(userId, type, place)) {
                writer.write(type.field(place), org.access().edits(userId, type, place));
            }
        }
        json.writeEndArray();
    }

    private static void writeChild(JsonGenerator json, Schema.Link link) {
        var facts = new FieldDescription(link.child(), link.field());
        json.writeStartObject();
        json.writeBooleanProperty("cascadeDelete", link.isCascading());
        json.writeStringProperty("childSObject", link.child().name());
        json.writeBooleanProperty("deprecatedAndHidden", false);
        json.writeStringProperty("field", facts.field().name());
        json.writeArrayPropertyStart("junctionIdListNames");
        json.writeEndArray();
        json.writeArrayPropertyStart("junctionReferenceTo");
        json.writeEndArray();
        if (link.field().children().isEmpty()) {
            json.writeNullProperty("relationshipName");
        } else {
            json.writeStringProperty("relationshipName", link.field().children());
        }
        json.writeBooleanProperty("restrictedDelete", link.isRestricting());
        json.writeEndObject();
    }

    private void writeRecordTypes(JsonGenerator json, RestCall call, ObjectType type) {
        json.writeArrayPropertyStart("recordTypeInfos");
        var own = org.store().recordTypes(type);
        for (var row : own) {
            writeRecordType(
                    json,
                    call,
                    type,
                    String.valueOf(row.value("Name")),
                    String.valueOf(row.value("DeveloperName")),
                    row.id(),
                    row == own.getFirst());
        }
        var master = "012000000000000AAA";
        writeRecordType(json, call, type, "Master", "Master", master, own.isEmpty());
        json.writeEndArray();
    }

    private static void writeRecordType(
            JsonGenerator json,
            RestCall call,
            ObjectType type,
            String name,
            String developerName,
            String id,
            boolean isDefault) {
        json.writeStartObject();
        json.writeBooleanProperty("active", true);
        json.writeBooleanProperty("available", true);
        json.writeBooleanProperty("defaultRecordTypeMapping", isDefault);
        json.writeStringProperty("developerName", developerName);
        json.writeBooleanProperty("master", developerName.equals("Master"));
        json.writeStringProperty("name", name);
        json.writeStringProperty("recordTypeId", id);
        json.writeObjectPropertyStart("urls");
        json.writeStringProperty(
                "layout", call.root() + "/sobjects/" + type.name() + "/describe/layouts/" + id);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeBasics(JsonGenerator json, RestCall call, ObjectType type) {
        var user = call.session().userId();
        var access = org.access();
        json.writeBooleanProperty("activateable", false);
        json.writeNullProperty("associateEntityType");
        json.writeNullProperty("associateParentEntity");
        json.writeBooleanProperty(
                "createable", type.is(Trait.CREATE) && access.may(user, Right.CREATE, type));
        json.writeBooleanProperty("custom", type.isCustom());
        json.writeBooleanProperty("customSetting", false);
        json.writeBooleanProperty("deepCloneable", false);
        json.writeBooleanProperty(
                "deletable", type.is(Trait.DELETE) && access.may(user, Right.DELETE, type));
        json.writeBooleanProperty("deprecatedAndHidden", false);
        json.writeBooleanProperty("feedEnabled", type.is(Trait.FEED));
        json.writeBooleanProperty("hasSubtypes", false);
        json.writeBooleanProperty("isInterface", false);
        json.writeBooleanProperty("isSubtype", false);
        json.writeStringProperty("keyPrefix", type.prefix());
        json.writeStringProperty("label", type.label());
        json.writeStringProperty("labelPlural", type.labelPlural());
        json.writeBooleanProperty("layoutable", type.is(Trait.LAYOUT));
        json.writeBooleanProperty("mergeable", type.is(Trait.MERGE));
        json.writeBooleanProperty("mruEnabled", type.is(Trait.MRU));
        json.writeStringProperty("name", type.name());
        json.writeBooleanProperty("queryable", true);
        json.writeBooleanProperty("replicateable", type.is(Trait.REPLICATE));
        json.writeBooleanProperty("retrieveable", true);
        json.writeBooleanProperty("searchable", type.is(Trait.SEARCH));
        json.writeBooleanProperty("triggerable", type.is(Trait.TRIGGER));
        json.writeBooleanProperty("undeletable", type.is(Trait.UNDELETE));
        json.writeBooleanProperty(
                "updateable", type.is(Trait.UPDATE) && access.may(user, Right.EDIT, type));
    }

    private static void writeUrls(
            JsonGenerator json, RestCall call, ObjectType type, boolean isWhole) {
        var url = call.root() + "/sobjects/" + type.name();
        json.writeObjectPropertyStart("urls");
        if (type.is(Trait.LAYOUT)) {
            json.writeStringProperty("compactLayouts", url + "/describe/compactLayouts");
        }
        json.writeStringProperty("rowTemplate", url + "/{ID}");
        if (isWhole && type.is(Trait.LAYOUT)) {
            var base = call.call().baseUrl();
            json.writeStringProperty("uiDetailTemplate", base + "/{ID}");
            json.writeStringProperty("uiEditTemplate", base + "/{ID}/e");
            json.writeStringProperty("uiNewRecord", base + "/" + type.prefix() + "/e");
        }
        json.writeStringProperty("describe", url + "/describe");
        if (type.is(Trait.LAYOUT)) {
            json.writeStringProperty("quickActions", url + "/quickActions");
            json.writeStringProperty("layouts", url + "/describe/layouts");
        }
        json.writeStringProperty("sobject", url);
        json.writeEndObject();
    }
}
