package headroom.emulator.rest;

import headroom.emulator.records.Field;
import headroom.emulator.records.Field.Trait;
import headroom.emulator.records.FieldDescription;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

/// One field in a describe, with every key a strict client looks for, in Salesforce's order.
record FieldJson(JsonGenerator json, ObjectType type) {

    /// @param isEditable whether the user may write it at all
    void write(Field field, boolean isEditable) {
        var facts = new FieldDescription(type, field);
        json.writeStartObject();
        flag("aggregatable", facts.isAggregatable());
        flag("aiPredictionField", false);
        flag("autoNumber", field.is(Trait.AUTO_NUMBER));
        json.writeNumberProperty("byteLength", facts.byteLength());
        flag("calculated", field.is(Trait.CALCULATED));
        text("calculatedFormula", facts.formula());
        flag("cascadeDelete", facts.isCascading());
        flag("caseSensitive", field.is(Trait.CASE_SENSITIVE));
        text("compoundFieldName", facts.compound());
        text("controllerName", null);
        flag("createable", field.isCreateable() && isEditable);
        flag("custom", field.isCustom());
        writeDefault(field.initial());
        text("defaultValueFormula", null);
        flag("defaultedOnCreate", facts.isDefaultedOnCreate());
        flag("dependentPicklist", false);
        flag("deprecatedAndHidden", false);
        json.writeNumberProperty("digits", facts.digits());
        flag("displayLocationInDecimal", false);
        flag("encrypted", field.type() == FieldType.ENCRYPTEDSTRING);
        flag("externalId", field.is(Trait.EXTERNAL_ID));
        text("extraTypeInfo", facts.extraTypeInfo());
        flag("filterable", facts.isFilterable());
        text("filteredLookupInfo", null);
        flag("formulaTreatNullNumberAsZero", false);
        flag("groupable", facts.isGroupable());
        flag("highScaleNumber", false);
        flag("htmlFormatted", false);
        flag("idLookup", facts.isIdLookup());
        text("inlineHelpText", field.help().isEmpty() ? null : field.help());
        json.writeStringProperty("label", field.label());
        json.writeNumberProperty("length", field.length());
        text("mask", null);
        text("maskType", null);
        json.writeStringProperty("name", field.name());
        flag("nameField", field.is(Trait.NAME));
        writeRest(field, facts, isEditable);
    }

    private void writeRest(Field field, FieldDescription facts, boolean isEditable) {
        flag("namePointing", facts.isPolymorphic());
        flag("nillable", field.isNillable());
        flag("permissionable", facts.isPermissionable());
        writePicklist(field);
        flag("polymorphicForeignKey", facts.isPolymorphic());
        json.writeNumberProperty("precision", field.precision());
        flag("queryByDistance", false);
        text("referenceTargetField", null);
        json.writeArrayPropertyStart("referenceTo");
        field.references().forEach(json::writeString);
        json.writeEndArray();
        text("relationshipName", field.relationship().isEmpty() ? null : field.relationship());
        if (field.is(Trait.MASTER)) {
            json.writeNumberProperty("relationshipOrder", 0);
        } else {
            json.writeNullProperty("relationshipOrder");
        }
        flag("restrictedDelete", field.is(Trait.RESTRICT));
        flag("restrictedPicklist", field.is(Trait.RESTRICTED));
        json.writeNumberProperty("scale", field.scale());
        flag("searchPrefilterable", facts.isSearchPrefilterable());
        json.writeStringProperty("soapType", field.type().soapType());
        flag("sortable", facts.isSortable());
        json.writeStringProperty("type", field.type().word());
        flag("unique", field.is(Trait.UNIQUE));
        flag("updateable", field.isUpdateable() && isEditable);
        flag("writeRequiresMasterRead", false);
        json.writeEndObject();
    }

    private void flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    private void text(String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    private void writeDefault(@Nullable Object initial) {
        switch (initial) {
            case Boolean flag -> json.writeBooleanProperty("defaultValue", flag);
            case String word -> json.writeStringProperty("defaultValue", word);
            case null, default -> json.writeNullProperty("defaultValue");
        }
    }

    private void writePicklist(Field field) {
        json.writeArrayPropertyStart("picklistValues");
        for (var choice : field.choices()) {
            json.writeStartObject();
            flag("active", true);
            flag("defaultValue", choice.equals(field.initial()));
            json.writeStringProperty("label", choice);
            text("validFor", null);
            json.writeStringProperty("value", choice);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
