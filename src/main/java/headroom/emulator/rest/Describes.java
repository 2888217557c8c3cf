package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.records.Field;
import headroom.emulator.records.Field.Trait;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;

import tools.jackson.core.JsonGenerator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Describes over REST: all objects, one object's basics, one object whole.
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

    private boolean isUnmodified(RestCall call) {
        var header = call.call().header("If-Modified-Since");
        if (header.isEmpty()) {
            return false;
        }
        try {
            var asked = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return asked.toInstant().isAfter(since);
        } catch (DateTimeException _) {
            return false;
        }
    }

    public Answer global(RestCall call) {
        if (isUnmodified(call)) {
            return Answer.empty(304);
        }
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("encoding", "UTF-8");
                    json.writeNumberProperty("maxBatchSize", 200);
                    json.writeArrayPropertyStart("sobjects");
                    for (var type : org.store().schema().all()) {
                        json.writeStartObject();
                        writeBasics(json, type);
                        writeUrls(json, call, type);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    public Answer basics(RestCall call) {
        var type = type(call);
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeObjectPropertyStart("objectDescribe");
                    writeBasics(json, type);
                    writeUrls(json, call, type);
                    json.writeEndObject();
                    json.writeArrayPropertyStart("recentItems");
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    public Answer object(RestCall call) {
        var type = type(call);
        if (isUnmodified(call)) {
            return Answer.empty(304);
        }
        return Answer.json(200, Json.write(json -> writeObject(json, call, type)));
    }

    private ObjectType type(RestCall call) {
        var type = org.store().schema().find(call.name(0));
        if (type == null) {
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
        writeBasics(json, type);
        json.writeBooleanProperty("compactLayoutable", true);
        json.writeNullProperty("defaultImplementation");
        json.writeNullProperty("extendedBy");
        json.writeNullProperty("extendsInterfaces");
        json.writeNullProperty("implementedBy");
        json.writeNullProperty("implementsInterfaces");
        json.writeNullProperty("listviewable");
        json.writeNullProperty("lookupLayoutable");
        json.writeNullProperty("networkScopeFieldName");
        json.writeBooleanProperty("searchLayoutable", true);
        json.writeNullProperty("sobjectDescribeOption");
        json.writeArrayPropertyStart("childRelationships");
        for (var child : org.store().schema().all()) {
            for (var field : child.fields()) {
                if (field.references().contains(type.name())) {
                    writeChild(json, child, field);
                }
            }
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("fields");
        type.fields().forEach(field -> writeField(json, field));
        json.writeEndArray();
        writeRecordTypes(json);
        json.writeArrayPropertyStart("supportedScopes");
        json.writeEndArray();
        writeUrls(json, call, type);
        json.writeEndObject();
    }

    private static void writeChild(JsonGenerator json, ObjectType child, Field field) {
        json.writeStartObject();
        json.writeBooleanProperty("cascadeDelete", false);
        json.writeStringProperty("childSObject", child.name());
        json.writeBooleanProperty("deprecatedAndHidden", false);
        json.writeStringProperty("field", field.name());
        json.writeArrayPropertyStart("junctionIdListNames");
        json.writeEndArray();
        json.writeArrayPropertyStart("junctionReferenceTo");
        json.writeEndArray();
        json.writeNullProperty("relationshipName");
        json.writeBooleanProperty("restrictedDelete", false);
        json.writeEndObject();
    }

    private static void writeRecordTypes(JsonGenerator json) {
        json.writeArrayPropertyStart("recordTypeInfos");
        json.writeStartObject();
        json.writeBooleanProperty("active", true);
        json.writeBooleanProperty("available", true);
        json.writeBooleanProperty("defaultRecordTypeMapping", true);
        json.writeStringProperty("developerName", "Master");
        json.writeBooleanProperty("master", true);
        json.writeStringProperty("name", "Master");
        json.writeStringProperty("recordTypeId", "012000000000000AAA");
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void writeBasics(JsonGenerator json, ObjectType type) {
        var writable = type.isWritable();
        json.writeBooleanProperty("activateable", false);
        json.writeNullProperty("associateEntityType");
        json.writeNullProperty("associateParentEntity");
        json.writeBooleanProperty("createable", writable);
        json.writeBooleanProperty("custom", type.isCustom());
        json.writeBooleanProperty("customSetting", false);
        json.writeBooleanProperty("deepCloneable", false);
        json.writeBooleanProperty("deletable", writable);
        json.writeBooleanProperty("deprecatedAndHidden", false);
        json.writeBooleanProperty("feedEnabled", false);
        json.writeBooleanProperty("hasSubtypes", false);
        json.writeBooleanProperty("isInterface", false);
        json.writeBooleanProperty("isSubtype", false);
        json.writeStringProperty("keyPrefix", type.prefix());
        json.writeStringProperty("label", type.label());
        json.writeStringProperty("labelPlural", type.labelPlural());
        json.writeBooleanProperty("layoutable", writable);
        json.writeBooleanProperty("mergeable", false);
        json.writeBooleanProperty("mruEnabled", writable);
        json.writeStringProperty("name", type.name());
        json.writeBooleanProperty("queryable", true);
        json.writeBooleanProperty("replicateable", writable);
        json.writeBooleanProperty("retrieveable", true);
        json.writeBooleanProperty("searchable", writable);
        json.writeBooleanProperty("triggerable", writable);
        json.writeBooleanProperty("undeletable", writable);
        json.writeBooleanProperty("updateable", writable);
    }

    private static void writeUrls(JsonGenerator json, RestCall call, ObjectType type) {
        var url = call.root() + "/sobjects/" + type.name();
        json.writeObjectPropertyStart("urls");
        json.writeStringProperty("rowTemplate", url + "/{ID}");
        json.writeStringProperty("describe", url + "/describe");
        json.writeStringProperty("sobject", url);
        json.writeEndObject();
    }

    private static void writeField(JsonGenerator json, Field field) {
        var type = field.type();
        json.writeStartObject();
        json.writeBooleanProperty("aggregatable", type != FieldType.BASE64);
        json.writeBooleanProperty("aiPredictionField", false);
        json.writeBooleanProperty("autoNumber", false);
        json.writeNumberProperty("byteLength", field.length() * 3);
        json.writeBooleanProperty("calculated", false);
        json.writeNullProperty("calculatedFormula");
        json.writeBooleanProperty("cascadeDelete", false);
        json.writeBooleanProperty("caseSensitive", false);
        json.writeNullProperty("compoundFieldName");
        json.writeNullProperty("controllerName");
        json.writeBooleanProperty("createable", field.isCreateable());
        json.writeBooleanProperty("custom", field.isCustom());
        writeDefault(json, field.initial());
        json.writeNullProperty("defaultValueFormula");
        json.writeBooleanProperty("defaultedOnCreate", field.is(Trait.ALWAYS_SET));
        json.writeBooleanProperty("dependentPicklist", false);
        json.writeBooleanProperty("deprecatedAndHidden", false);
        json.writeNumberProperty("digits", type == FieldType.INT ? 8 : 0);
        json.writeBooleanProperty("displayLocationInDecimal", false);
        json.writeBooleanProperty("encrypted", false);
        json.writeBooleanProperty("externalId", field.is(Trait.EXTERNAL_ID));
        json.writeNullProperty("extraTypeInfo");
        json.writeBooleanProperty("filterable", type != FieldType.BASE64 && field.length() <= 255);
        json.writeNullProperty("filteredLookupInfo");
        json.writeBooleanProperty("formulaTreatNullNumberAsZero", false);
        json.writeBooleanProperty("groupable", type.isText() && field.length() <= 255);
        json.writeBooleanProperty("highScaleNumber", false);
        json.writeBooleanProperty("htmlFormatted", false);
        json.writeBooleanProperty("idLookup", type == FieldType.ID || field.is(Trait.EXTERNAL_ID));
        json.writeNullProperty("inlineHelpText");
        json.writeStringProperty("label", field.label());
        json.writeNumberProperty("length", field.length());
        json.writeNullProperty("mask");
        json.writeNullProperty("maskType");
        json.writeStringProperty("name", field.name());
        json.writeBooleanProperty("nameField", field.is(Trait.NAME));
        json.writeBooleanProperty("namePointing", false);
        json.writeBooleanProperty("nillable", field.isNillable());
        json.writeBooleanProperty("permissionable", !field.is(Trait.REQUIRED));
        writePicklist(json, field);
        json.writeBooleanProperty("polymorphicForeignKey", false);
        json.writeNumberProperty("precision", precision(field));
        json.writeBooleanProperty("queryByDistance", false);
        json.writeNullProperty("referenceTargetField");
        json.writeArrayPropertyStart("referenceTo");
        field.references().forEach(json::writeString);
        json.writeEndArray();
        writeTextOrNull(json, "relationshipName", field.relationship());
        json.writeNullProperty("relationshipOrder");
        json.writeBooleanProperty("restrictedDelete", false);
        json.writeBooleanProperty("restrictedPicklist", false);
        json.writeNumberProperty("scale", field.scale());
        json.writeBooleanProperty("searchPrefilterable", type == FieldType.REFERENCE);
        json.writeStringProperty("soapType", type.soapType());
        json.writeBooleanProperty("sortable", type != FieldType.BASE64 && field.length() <= 255);
        json.writeStringProperty("type", type.word());
        json.writeBooleanProperty("unique", field.is(Trait.UNIQUE));
        json.writeBooleanProperty("updateable", field.isUpdateable());
        json.writeBooleanProperty("writeRequiresMasterRead", false);
        json.writeEndObject();
    }

    private static int precision(Field field) {
        return switch (field.type()) {
            case DOUBLE, CURRENCY -> 18;
            case PERCENT -> 3;
            default -> 0;
        };
    }

    private static void writeDefault(
            JsonGenerator json, @org.jspecify.annotations.Nullable Object initial) {
        if (initial instanceof Boolean flag) {
            json.writeBooleanProperty("defaultValue", flag);
        } else {
            json.writeNullProperty("defaultValue");
        }
    }

    private static void writePicklist(JsonGenerator json, Field field) {
        json.writeArrayPropertyStart("picklistValues");
        for (var choice : field.choices()) {
            json.writeStartObject();
            json.writeBooleanProperty("active", true);
            json.writeBooleanProperty("defaultValue", choice.equals(field.initial()));
            json.writeStringProperty("label", choice);
            json.writeNullProperty("validFor");
            json.writeStringProperty("value", choice);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTextOrNull(JsonGenerator json, String name, String text) {
        if (text.isEmpty()) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }
}
