package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.Field;
import headroom.emulator.records.Field.Trait;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.soap.PartnerApi.SoapCall;

/// Describes over SOAP; the elements in the order of the WSDL, which its Java client insists on.
final class SoapDescribes {
    private static final int OBJECTS_MAX = 100;

    private final Org org;

    SoapDescribes(Org org) {
        this.org = org;
    }

    String describeGlobal(SoapCall call) {
        SoapRows.refuseEnterprise(call);
        var xml = new XmlText().open("describeGlobalResponse").open("result");
        xml.put("encoding", "UTF-8").put("maxBatchSize", 200);
        for (var type : org.store().schema().all()) {
            xml.open("sobjects");
            writeGlobal(xml, type);
            xml.close("sobjects");
        }
        return xml.close("result").close("describeGlobalResponse").toString();
    }

    String describeSObject(SoapCall call) {
        return describe(call, "describeSObject");
    }

    String describeSObjects(SoapCall call) {
        return describe(call, "describeSObjects");
    }

    private String describe(SoapCall call, String operation) {
        SoapRows.refuseEnterprise(call);
        var names = call.arguments().children("sObjectType");
        if (names.size() > OBJECTS_MAX) {
            throw new ApiFailure(
                    500, "EXCEEDED_ID_LIMIT", "at most " + OBJECTS_MAX + " objects a call");
        }
        if (names.isEmpty() && operation.equals("describeSObject")) {
            throw new ApiFailure(500, "INVALID_TYPE", "sObject type '' is not supported.");
        }
        var xml = new XmlText().open(operation + "Response");
        for (var name : names) {
            var type = org.store().schema().find(name.text().strip());
            if (type == null) {
                throw new ApiFailure(
                        500,
                        "INVALID_TYPE",
                        "sObject type '" + name.text() + "' is not supported.");
            }
            xml.open("result");
            writeObject(xml, type);
            xml.close("result");
        }
        return xml.close(operation + "Response").toString();
    }

    private static void writeGlobal(XmlText xml, ObjectType type) {
        xml.put("activateable", false);
        xml.nil("associateEntityType").nil("associateParentEntity");
        xml.put("createable", type.isWritable()).put("custom", type.isCustom());
        xml.put("customSetting", false).put("deepCloneable", false);
        xml.put("deletable", type.isWritable()).put("deprecatedAndHidden", false);
        xml.put("feedEnabled", false).put("hasSubtypes", false).put("idEnabled", true);
        xml.put("isInterface", false).put("isSubtype", false);
        xml.put("keyPrefix", type.prefix());
        xml.put("label", type.label()).put("labelPlural", type.labelPlural());
        xml.put("layoutable", type.isWritable()).put("mergeable", false);
        xml.put("mruEnabled", type.isWritable());
        writeTail(xml, type);
    }

    private static void writeTail(XmlText xml, ObjectType type) {
        xml.put("name", type.name()).put("queryable", true);
        xml.put("replicateable", type.isWritable()).put("retrieveable", true);
        xml.put("searchable", type.isWritable()).put("triggerable", type.isWritable());
        xml.put("undeletable", type.isWritable()).put("updateable", type.isWritable());
    }

    private void writeObject(XmlText xml, ObjectType type) {
        var writable = type.isWritable();
        xml.put("activateable", false);
        xml.nil("associateEntityType").nil("associateParentEntity");
        writeChildren(xml, type);
        xml.put("compactLayoutable", true);
        xml.put("createable", writable).put("custom", type.isCustom());
        xml.put("customSetting", false).put("deepCloneable", false);
        xml.nil("defaultImplementation");
        xml.put("deletable", writable).put("deprecatedAndHidden", false);
        xml.put("feedEnabled", false);
        type.fields().forEach(field -> writeField(xml, field));
        xml.put("hasSubtypes", false).put("idEnabled", true);
        xml.nil("implementedBy").nil("implementsInterfaces");
        xml.put("isInterface", false).put("isSubtype", false);
        xml.put("keyPrefix", type.prefix());
        xml.put("label", type.label()).put("labelPlural", type.labelPlural());
        xml.put("layoutable", writable).put("mergeable", false).put("mruEnabled", writable);
        xml.put("name", type.name());
        xml.nil("networkScopeFieldName");
        xml.put("queryable", true);
        writeRecordType(xml);
        xml.put("replicateable", writable).put("retrieveable", true);
        xml.put("searchLayoutable", true).put("searchable", writable);
        xml.put("triggerable", writable).put("undeletable", writable);
        xml.put("updateable", writable);
        xml.nil("urlDetail").nil("urlEdit").nil("urlNew");
    }

    private void writeChildren(XmlText xml, ObjectType type) {
        for (var child : org.store().schema().all()) {
            for (var field : child.fields()) {
                if (field.references().contains(type.name())) {
                    xml.open("childRelationships");
                    xml.put("cascadeDelete", false).put("childSObject", child.name());
                    xml.put("deprecatedAndHidden", false).put("field", field.name());
                    xml.put("restrictedDelete", false);
                    xml.close("childRelationships");
                }
            }
        }
    }

    private static void writeRecordType(XmlText xml) {
        xml.open("recordTypeInfos");
        xml.put("active", true).put("available", true).put("defaultRecordTypeMapping", true);
        xml.put("developerName", "Master").put("master", true).put("name", "Master");
        xml.put("recordTypeId", "012000000000000AAA");
        xml.close("recordTypeInfos");
    }

    private static void writeField(XmlText xml, Field field) {
        var type = field.type();
        var isShort = type != FieldType.BASE64 && field.length() <= 255;
        xml.open("fields");
        xml.put("aggregatable", isShort).put("aiPredictionField", false);
        xml.put("autoNumber", false).put("byteLength", field.length() * 3L);
        xml.put("calculated", false).put("caseSensitive", false);
        xml.put("createable", field.isCreateable()).put("custom", field.isCustom());
        xml.put("defaultedOnCreate", field.is(Trait.ALWAYS_SET));
        xml.put("deprecatedAndHidden", false).put("digits", type == FieldType.INT ? 8 : 0);
        if (field.is(Trait.EXTERNAL_ID)) {
            xml.put("externalId", true);
        }
        xml.put("filterable", isShort).put("groupable", type.isText() && isShort);
        xml.put("idLookup", type == FieldType.ID || field.is(Trait.EXTERNAL_ID));
        xml.put("label", field.label()).put("length", field.length());
        xml.put("name", field.name()).put("nameField", field.is(Trait.NAME));
        xml.put("nillable", field.isNillable());
        xml.put("permissionable", !field.is(Trait.REQUIRED));
        for (var choice : field.choices()) {
            xml.open("picklistValues").put("active", true);
            xml.put("defaultValue", choice.equals(field.initial()));
            xml.put("label", choice).put("value", choice).close("picklistValues");
        }
        xml.put("polymorphicForeignKey", false).put("precision", precision(type));
        xml.put("queryByDistance", false);
        field.references().forEach(to -> xml.put("referenceTo", to));
        if (!field.relationship().isEmpty()) {
            xml.put("relationshipName", field.relationship());
        }
        xml.put("restrictedPicklist", false).put("scale", field.scale());
        xml.put("searchPrefilterable", type == FieldType.REFERENCE);
        xml.put("soapType", type.soapType()).put("sortable", isShort);
        xml.put("type", type.word()).put("unique", field.is(Trait.UNIQUE));
        xml.put("updateable", field.isUpdateable());
        xml.close("fields");
    }

    private static int precision(FieldType type) {
        return switch (type) {
            case DOUBLE, CURRENCY -> 18;
            case PERCENT -> 3;
            default -> 0;
        };
    }
}
