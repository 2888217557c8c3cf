package headroom.emulator.yaml;

import headroom.emulator.records.Field;
import headroom.emulator.records.Field.Trait;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.Values;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Reads one field: its type, and what its type allows beside.
final class FieldReader {
    private static final Map<String, FieldType> TYPES =
            Map.ofEntries(
                    Map.entry("text", FieldType.STRING),
                    Map.entry("textarea", FieldType.TEXTAREA),
                    Map.entry("email", FieldType.EMAIL),
                    Map.entry("phone", FieldType.PHONE),
                    Map.entry("url", FieldType.URL),
                    Map.entry("picklist", FieldType.PICKLIST),
                    Map.entry("multipicklist", FieldType.MULTIPICKLIST),
                    Map.entry("combobox", FieldType.COMBOBOX),
                    Map.entry("encrypted", FieldType.ENCRYPTEDSTRING),
                    Map.entry("checkbox", FieldType.BOOLEAN),
                    Map.entry("number", FieldType.DOUBLE),
                    Map.entry("currency", FieldType.CURRENCY),
                    Map.entry("percent", FieldType.PERCENT),
                    Map.entry("date", FieldType.DATE),
                    Map.entry("datetime", FieldType.DATETIME),
                    Map.entry("time", FieldType.TIME),
                    Map.entry("lookup", FieldType.REFERENCE),
                    Map.entry("masterDetail", FieldType.REFERENCE),
                    Map.entry("autonumber", FieldType.STRING));

    private final Section section;

    FieldReader(Section section) {
        this.section = section;
    }

    @Nullable Field read(String name) {
        var word = section.require("type");
        var type = TYPES.get(word);
        if (type == null) {
            if (!word.isEmpty()) {
                var known = new java.util.TreeSet<>(TYPES.keySet());
                section.report(
                        "type",
                        "no type `" + word + "` for a field" + NearestWord.hint(word, known));
            }
            return null;
        }
        if (!name.endsWith("__c")) {
            section.report("type", "a custom field's name ends with __c: " + name);
            return null;
        }
        var plain = name.substring(0, name.length() - 3);
        var label = section.text("label", plain.replace('_', ' '));
        var field = traits(typed(word, Field.of(name, label, type, length(type)), plain));
        field = section.has("help") ? field.withHelp(section.text("help", "")) : field;
        var whole = initial(field);
        section.finish();
        return whole;
    }

    private int length(FieldType type) {
        return switch (type) {
            case STRING, COMBOBOX, URL, PICKLIST -> section.whole("length", 255);
            case TEXTAREA -> section.whole("length", 32_768);
            case ENCRYPTEDSTRING -> section.whole("length", 175);
            case MULTIPICKLIST -> section.whole("length", 4_099);
            case EMAIL -> 80;
            case PHONE -> 40;
            case REFERENCE -> 18;
            default -> 0;
        };
    }

    private Field typed(String word, Field field, String plain) {
        return switch (field.type()) {
            case PICKLIST, MULTIPICKLIST, COMBOBOX -> {
                var choices = field.withChoices(section.words("values"));
                yield section.flag("restricted") ? choices.with(Trait.RESTRICTED) : choices;
            }
            case DOUBLE, CURRENCY, PERCENT ->
                    field.withDigits(section.whole("precision", 18), section.whole("scale", 0));
            case BOOLEAN -> field.orElse(false).with(Trait.ALWAYS_SET);
            case REFERENCE -> reference(word, field, plain);
            case STRING ->
                    word.equals("autonumber")
                            ? field.withNumberFormat(section.text("format", "{00000000}"))
                            : field;
            default -> field;
        };
    }

    private Field reference(String word, Field field, String plain) {
        var to = section.words("to");
        if (to.isEmpty()) {
            section.report("type", "a " + word + " needs the key `to`, an object");
        }
        var made = field.withReference(to, plain + "__r", section.text("children", ""));
        if (word.equals("lookup")) {
            return switch (section.text("onDelete", "clear")) {
                case "clear" -> made;
                case "restrict" -> made.with(Trait.RESTRICT);
                case "cascade" -> made.with(Trait.CASCADE);
                default -> {
                    section.report("onDelete", "onDelete is clear, restrict or cascade");
                    yield made;
                }
            };
        }
        var master = made.with(Trait.MASTER, Trait.REQUIRED);
        return section.flag("reparentable")
                ? master.with(Trait.REPARENTABLE)
                : master.with(Trait.CREATE_ONLY);
    }

    private Field traits(Field field) {
        var made = field;
        for (var trait :
                List.of(
                        Map.entry("required", Trait.REQUIRED),
                        Map.entry("unique", Trait.UNIQUE),
                        Map.entry("externalId", Trait.EXTERNAL_ID),
                        Map.entry("caseSensitive", Trait.CASE_SENSITIVE),
                        Map.entry("indexed", Trait.INDEXED))) {
            made = section.flag(trait.getKey()) ? made.with(trait.getValue()) : made;
        }
        return made;
    }

    private Field initial(Field field) {
        var given = section.text("default", "");
        if (given.isEmpty()) {
            return field;
        }
        try {
            var value = Values.read(field, given);
            return value == null ? field : field.orElse(value);
        } catch (RuntimeException e) {
            section.report("default", "`" + given + "` is no " + field.type().word());
            return field;
        }
    }
}
