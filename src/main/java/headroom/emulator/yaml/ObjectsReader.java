package headroom.emulator.yaml;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;

import java.util.ArrayList;
import java.util.List;

/// Reads `objects`: custom objects whole, and more fields on standard ones.
final class ObjectsReader {
    private final List<ObjectType> read = new ArrayList<>();
    private int prefixes;

    List<ObjectType> read(Section objects) {
        objects.named("object").forEach(this::object);
        return read;
    }

    private void object(String name, Section section) {
        var fields = new ArrayList<Field>();
        var own = section.section("fields", "the fields of " + name);
        if (own != null) {
            own.named("field")
                    .forEach((field, it) -> {
                        var made = new FieldReader(it).read(field);
                        if (made != null) {
                            fields.add(made);
                        }
                    });
        }
        try {
            read.add(name.endsWith("__c") ? custom(name, section, fields) : standard(name, fields));
        } catch (IllegalArgumentException e) {
            section.problems().add(section.place(), String.valueOf(e.getMessage()));
        }
        section.finish();
    }

    private ObjectType custom(String name, Section section, List<Field> fields) {
        var plain = name.substring(0, name.length() - 3).replace('_', ' ');
        var label = section.text("label", plain);
        var prefix =
                section.get("prefix", ObjectsReader::prefix, String.format("a%02d", ++prefixes));
        return ObjectType.custom(
                name,
                label,
                section.text("plural", label + "s"),
                prefix,
                naming(label, section),
                fields);
    }

    private static Field naming(String label, Section section) {
        var field =
                Field.text("Name", section.text("nameLabel", label + " Name"), 80)
                        .with(Field.Trait.NAME, Field.Trait.ALWAYS_SET, Field.Trait.INDEXED);
        var format = section.text("autoNumber", "");
        return format.isEmpty() ? field : field.withNumberFormat(format);
    }

    private static String prefix(String text) {
        if (!text.matches("[a-z][0-9A-Za-z]{2}")) {
            throw new IllegalArgumentException(
                    "a prefix is a small letter and two letters or digits, such as a01");
        }
        return text;
    }

    private static ObjectType standard(String name, List<Field> fields) {
        for (var field : fields) {
            if (!field.isCustom()) {
                throw new IllegalArgumentException(
                        "a custom field's name ends with __c: " + field.name());
            }
        }
        return new headroom.emulator.records.Schema(List.of()).get(name).withMore(fields);
    }
}
