package headroom.emulator.soap;

import headroom.emulator.records.Field;
import headroom.emulator.records.Field.Trait;
import headroom.emulator.records.FieldDescription;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;

/// One field in a describe over SOAP, its elements in the order of the WSDL.
record FieldXml(XmlText xml, ObjectType type) {

    void write(Field field) {
        var facts = new FieldDescription(type, field);
        xml.open("fields");
        xml.put("aggregatable", facts.isAggregatable()).put("aiPredictionField", false);
        xml.put("autoNumber", field.is(Trait.AUTO_NUMBER)).put("byteLength", facts.byteLength());
        xml.put("calculated", field.is(Trait.CALCULATED));
        put("calculatedFormula", facts.formula());
        xml.put("cascadeDelete", facts.isCascading());
        xml.put("caseSensitive", field.is(Trait.CASE_SENSITIVE));
        put("compoundFieldName", facts.compound());
        xml.put("createable", field.isCreateable()).put("custom", field.isCustom());
        xml.put("defaultedOnCreate", facts.isDefaultedOnCreate());
        xml.put("deprecatedAndHidden", false).put("digits", facts.digits());
        if (field.type() == FieldType.ENCRYPTEDSTRING) {
            xml.put("encrypted", true);
        }
        if (field.is(Trait.EXTERNAL_ID)) {
            xml.put("externalId", true);
        }
        put("extraTypeInfo", facts.extraTypeInfo());
        xml.put("filterable", facts.isFilterable()).put("groupable", facts.isGroupable());
        xml.put("idLookup", facts.isIdLookup());
        put("inlineHelpText", field.help().isEmpty() ? null : field.help());
        xml.put("label", field.label()).put("length", field.length());
        xml.put("name", field.name()).put("nameField", field.is(Trait.NAME));
        if (facts.isPolymorphic()) {
            xml.put("namePointing", true);
        }
        xml.put("nillable", field.isNillable()).put("permissionable", facts.isPermissionable());
        writeRest(field, facts);
    }

    private void writeRest(Field field, FieldDescription facts) {
        for (var choice : field.choices()) {
            xml.open("picklistValues").put("active", true);
            xml.put("defaultValue", choice.equals(field.initial()));
            xml.put("label", choice).put("value", choice).close("picklistValues");
        }
        xml.put("polymorphicForeignKey", facts.isPolymorphic());
        xml.put("precision", field.precision()).put("queryByDistance", false);
        field.references().forEach(to -> xml.put("referenceTo", to));
        put("relationshipName", field.relationship().isEmpty() ? null : field.relationship());
        if (field.is(Trait.MASTER)) {
            xml.put("relationshipOrder", 0);
        }
        if (field.is(Trait.RESTRICT)) {
            xml.put("restrictedDelete", true);
        }
        xml.put("restrictedPicklist", field.is(Trait.RESTRICTED)).put("scale", field.scale());
        xml.put("searchPrefilterable", facts.isSearchPrefilterable());
        xml.put("soapType", field.type().soapType()).put("sortable", facts.isSortable());
        xml.put("type", field.type().word()).put("unique", field.is(Trait.UNIQUE));
        xml.put("updateable", field.isUpdateable());
        xml.close("fields");
    }

    private void put(String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            xml.put(name, value);
        }
    }
}
