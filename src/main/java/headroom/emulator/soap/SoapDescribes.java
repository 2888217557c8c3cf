package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.ObjectType.Trait;
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
        xml.put("createable", type.is(Trait.CREATE)).put("custom", type.isCustom());
        xml.put("customSetting", false).put("deepCloneable", false);
        xml.put("deletable", type.is(Trait.DELETE)).put("deprecatedAndHidden", false);
        xml.put("feedEnabled", type.is(Trait.FEED)).put("hasSubtypes", false);
        xml.put("idEnabled", true).put("isInterface", false).put("isSubtype", false);
        xml.put("keyPrefix", type.prefix());
        xml.put("label", type.label()).put("labelPlural", type.labelPlural());
        xml.put("layoutable", type.is(Trait.LAYOUT)).put("mergeable", type.is(Trait.MERGE));
        xml.put("mruEnabled", type.is(Trait.MRU));
        xml.put("name", type.name()).put("queryable", true);
        xml.put("replicateable", type.is(Trait.REPLICATE)).put("retrieveable", true);
        xml.put("searchable", type.is(Trait.SEARCH)).put("triggerable", type.is(Trait.TRIGGER));
        xml.put("undeletable", type.is(Trait.UNDELETE)).put("updateable", type.is(Trait.UPDATE));
    }

    private void writeObject(XmlText xml, ObjectType type) {
        xml.put("activateable", false);
        xml.nil("associateEntityType").nil("associateParentEntity");
        writeChildren(xml, type);
        xml.put("compactLayoutable", type.is(Trait.LAYOUT));
        xml.put("createable", type.is(Trait.CREATE)).put("custom", type.isCustom());
        xml.put("customSetting", false).put("deepCloneable", false);
        xml.nil("defaultImplementation");
        xml.put("deletable", type.is(Trait.DELETE)).put("deprecatedAndHidden", false);
        xml.put("feedEnabled", type.is(Trait.FEED));
        var fields = new FieldXml(xml, type);
        type.fields().forEach(fields::write);
        xml.put("hasSubtypes", false).put("idEnabled", true);
        xml.nil("implementedBy").nil("implementsInterfaces");
        xml.put("isInterface", false).put("isSubtype", false);
        xml.put("keyPrefix", type.prefix());
        xml.put("label", type.label()).put("labelPlural", type.labelPlural());
        xml.put("layoutable", type.is(Trait.LAYOUT)).put("mergeable", type.is(Trait.MERGE));
        xml.put("mruEnabled", type.is(Trait.MRU)).put("name", type.name());
        xml.nil("networkScopeFieldName");
        xml.put("queryable", true);
        writeRecordTypes(xml, type);
        xml.put("replicateable", type.is(Trait.REPLICATE)).put("retrieveable", true);
        xml.put("searchLayoutable", type.is(Trait.SEARCH));
        xml.put("searchable", type.is(Trait.SEARCH)).put("triggerable", type.is(Trait.TRIGGER));
        xml.put("undeletable", type.is(Trait.UNDELETE)).put("updateable", type.is(Trait.UPDATE));
        xml.nil("urlDetail").nil("urlEdit").nil("urlNew");
    }

    private void writeChildren(XmlText xml, ObjectType type) {
        for (var link : org.store().schema().pointingAt(type)) {
            xml.open("childRelationships");
            xml.put("cascadeDelete", link.isCascading()).put("childSObject", link.child().name());
            xml.put("deprecatedAndHidden", false).put("field", link.field().name());
            if (!link.field().children().isEmpty()) {
                xml.put("relationshipName", link.field().children());
            }
            xml.put("restrictedDelete", link.isRestricting());
            xml.close("childRelationships");
        }
    }

    private void writeRecordTypes(XmlText xml, ObjectType type) {
        var own = org.store().recordTypes(type);
        for (var row : own) {
            var name = String.valueOf(row.value("Name"));
            var developerName = String.valueOf(row.value("DeveloperName"));
            writeRecordType(xml, name, developerName, row.id(), row == own.getFirst());
        }
        writeRecordType(xml, "Master", "Master", "012000000000000AAA", own.isEmpty());
    }

    private static void writeRecordType(
            XmlText xml, String name, String developerName, String id, boolean isDefault) {
        xml.open("recordTypeInfos");
        xml.put("active", true).put("available", true).put("defaultRecordTypeMapping", isDefault);
        xml.put("developerName", developerName).put("master", developerName.equals("Master"));
        xml.put("name", name).put("recordTypeId", id);
        xml.close("recordTypeInfos");
    }
}
