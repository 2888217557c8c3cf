package headroom.emulator.rest;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The objects of the Tooling API that this org has: its own schema as rows, and those kinds of
/// code and configuration of which it has none, so that asking for them answers no rows.
final class ToolingObjects {
    private ToolingObjects() {}

    /// The schema's rows, made from the org's object types; they do not change while it runs.
    static Store of(Schema org) {
        var types = new ArrayList<ObjectType>();
        types.add(entityDefinition());
        types.add(fieldDefinition());
        types.addAll(empty());
        var store = new Store(Schema.only(types));
        for (var type : org.all()) {
            var entity = putEntity(store, type);
            for (var field : type.fields()) {
                putField(store, entity, type, field);
            }
        }
        return store;
    }

    private static ObjectType type(String name, String prefix, Field... fields) {
        var all = new ArrayList<Field>();
        all.add(Field.id());
        all.addAll(List.of(fields));
        return new ObjectType(name, name, name + "s", prefix, Set.of(), all);
    }

    private static ObjectType entityDefinition() {
        return type(
                "EntityDefinition",
                "4ie",
                Field.text("DurableId", "Durable ID", 255).with(Field.Trait.INDEXED),
                Field.text("QualifiedApiName", "Qualified API Name", 70).with(Field.Trait.INDEXED),
                Field.text("DeveloperName", "Developer Name", 40),
                Field.text("MasterLabel", "Master Label", 80),
                Field.text("Label", "Label", 80),
                Field.text("PluralLabel", "Plural Label", 80),
                Field.text("KeyPrefix", "Key Prefix", 3),
                Field.text("NamespacePrefix", "Namespace Prefix", 15),
                Field.flag("IsCustomizable", "Customizable"),
                Field.flag("IsQueryable", "Queryable"),
                Field.flag("IsSearchable", "Searchable"),
                Field.flag("IsTriggerable", "Triggerable"),
                Field.flag("IsApexTriggerable", "Apex Triggerable"));
    }

    private static ObjectType fieldDefinition() {
        var entity =
                Field.lookup("EntityDefinitionRowId", "Entity", "EntityDefinition")
                        .withReference(List.of("EntityDefinition"), "EntityDefinition", "Fields");
        return type(
                "FieldDefinition",
                "4fe",
                Field.text("DurableId", "Durable ID", 255).with(Field.Trait.INDEXED),
                Field.text("EntityDefinitionId", "Entity Definition ID", 255)
                        .with(Field.Trait.INDEXED),
                entity,
                Field.text("QualifiedApiName", "Qualified API Name", 70),
                Field.text("DeveloperName", "Developer Name", 40),
                Field.text("MasterLabel", "Master Label", 80),
                Field.text("Label", "Label", 80),
                Field.text("NamespacePrefix", "Namespace Prefix", 15),
                Field.text("DataType", "Data Type", 40),
                Field.text("ValueTypeId", "Value Type ID", 40),
                Field.text("RelationshipName", "Relationship Name", 40),
                Field.whole("Length", "Length"),
                Field.whole("Precision", "Precision"),
                Field.whole("Scale", "Scale"),
                Field.flag("IsIndexed", "Indexed"),
                Field.flag("IsNillable", "Nillable"),
                Field.flag("IsCalculated", "Calculated"));
    }

    private static List<ObjectType> empty() {
        return List.of(
                code("ApexClass", "01p"),
                code("ApexTrigger", "01q"),
                code("ApexPage", "066"),
                code("ApexComponent", "099"),
                named("ApexLog", "07L"),
                named("CustomObject", "01I"),
                named("CustomField", "00N"),
                named("Flow", "301"),
                named("FlowDefinition", "300"),
                named("TraceFlag", "7tf"),
                named("ValidationRule", "03d"),
                named("InstalledSubscriberPackage", "0A3"));
    }

    private static ObjectType code(String name, String prefix) {
        return type(
                name,
                prefix,
                Field.text("Name", "Name", 255),
                Field.text("NamespacePrefix", "Namespace Prefix", 15),
                Field.number("ApiVersion", "API Version", 1),
                Field.text("Status", "Status", 40),
                Field.longText("Body", "Body", 1_000_000),
                Field.longText("SymbolTable", "Symbol Table", 1_000_000),
                Field.whole("LengthWithoutComments", "Length Without Comments"),
                Field.datetime("CreatedDate", "Created Date"),
                Field.datetime("LastModifiedDate", "Last Modified Date"));
    }

    private static ObjectType named(String name, String prefix) {
        return type(
                name,
                prefix,
                Field.text("Name", "Name", 255),
                Field.text("DeveloperName", "Developer Name", 80),
                Field.text("MasterLabel", "Master Label", 80),
                Field.text("NamespacePrefix", "Namespace Prefix", 15),
                Field.datetime("CreatedDate", "Created Date"),
                Field.datetime("LastModifiedDate", "Last Modified Date"));
    }

    private static String putEntity(Store store, ObjectType type) {
        var searchable = type.is(ObjectType.Trait.SEARCH);
        var triggerable = type.is(ObjectType.Trait.TRIGGER);
        var values = new HashMap<String, Object>();
        putNames(values, type.name(), type.name(), type.label());
        values.put("PluralLabel", type.labelPlural());
        values.put("KeyPrefix", type.prefix());
        values.put("IsCustomizable", type.isWritable());
        values.put("IsQueryable", true);
        values.put("IsSearchable", searchable);
        values.put("IsTriggerable", triggerable);
        values.put("IsApexTriggerable", triggerable);
        return store.put(store.schema().get("EntityDefinition"), "", values).id();
    }

    private static void putNames(
            Map<String, Object> values, String durable, String name, String label) {
        values.put("DurableId", durable);
        values.put("QualifiedApiName", name);
        values.put("DeveloperName", name.replaceFirst("__c$", ""));
        values.put("MasterLabel", label);
        values.put("Label", label);
    }

    private static void putField(Store store, String entity, ObjectType type, Field field) {
        var values = new HashMap<String, Object>();
        putNames(values, type.name() + "." + field.name(), field.name(), field.label());
        values.put("EntityDefinitionId", type.name());
        values.put("EntityDefinitionRowId", entity);
        values.put("DataType", dataType(field));
        values.put("ValueTypeId", field.type().word());
        values.put("Length", field.length());
        values.put("Precision", field.precision());
        values.put("Scale", field.scale());
        values.put("IsIndexed", field.isIndexed() || field.name().equals("Id"));
        values.put("IsNillable", field.isNillable());
        values.put("IsCalculated", field.is(Field.Trait.CALCULATED));
        if (!field.relationship().isEmpty()) {
            values.put("RelationshipName", field.relationship());
        }
        store.put(store.schema().get("FieldDefinition"), "", values);
    }

    private static String dataType(Field field) {
        var digits = "(" + (field.precision() - field.scale()) + ", " + field.scale() + ")";
        return switch (field.type()) {
            case STRING -> "Text(" + field.length() + ")";
            case TEXTAREA ->
                    (field.length() > 255 ? "Long Text Area(" : "Text Area(")
                            + field.length()
                            + ")";
            case REFERENCE -> "Lookup(" + String.join(",", field.references()) + ")";
            case BOOLEAN -> "Checkbox";
            case INT -> "Number(" + Math.max(field.precision(), 8) + ", 0)";
            case DOUBLE -> "Number" + digits;
            case CURRENCY -> "Currency" + digits;
            case PERCENT -> "Percent" + digits;
            case DATETIME -> "Date/Time";
            case MULTIPICKLIST -> "Picklist (Multi-Select)";
            case ID, URL -> field.type().name();
            default -> field.type().name().charAt(0) + field.type().word().substring(1);
        };
    }
}
