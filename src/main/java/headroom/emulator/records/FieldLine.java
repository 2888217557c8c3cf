package headroom.emulator.records;

import headroom.emulator.records.Field.Trait;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One field of `standard-objects.txt`: `Name | label | type, its size | traits | values`.
final class FieldLine {
    private FieldLine() {}

    static Field parse(String line) {
        var cells = line.split("\\|", -1);
        if (cells.length < 3) {
            throw new IllegalArgumentException("not a field: " + line);
        }
        var field = typed(cells[0].strip(), cells[1].strip(), cells[2].strip().split(" ", -1));
        if (cells.length > 4) {
            field = withChoices(field, cells[4].strip());
        }
        if (cells.length > 3) {
            for (var word : cells[3].strip().split(" ", -1)) {
                field = word.isEmpty() ? field : with(field, word);
            }
        }
        return field;
    }

    private static Field typed(String name, String label, String[] type) {
        var size = type.length > 1 ? type[1] : "";
        return switch (type[0]) {
            case "lookup" -> lookup(name, label, type);
            case "boolean" -> Field.flag(name, label);
            case "email", "phone", "url", "picklist" ->
                    sized(name, label, type[0], size.isEmpty() ? usual(type[0]) : size);
            case "double", "currency", "percent" -> {
                var digits = size.split(",", 2);
                yield Field.of(name, label, word(type[0]), 0)
                        .withDigits(Integer.parseInt(digits[0]), Integer.parseInt(digits[1]));
            }
            default -> sized(name, label, type[0], size.isEmpty() ? "0" : size);
        };
    }

    private static String usual(String type) {
        return switch (type) {
            case "email" -> "80";
            case "phone" -> "40";
            default -> "255";
        };
    }

    private static Field sized(String name, String label, String type, String size) {
        return Field.of(name, label, word(type), Integer.parseInt(size));
    }

    private static FieldType word(String type) {
        return FieldType.valueOf(type.toUpperCase(Locale.ROOT));
    }

    /// `lookup Account,Contact as What of Tasks`.
    private static Field lookup(String name, String label, String[] type) {
        var down = type.length > 5 ? type[5] : "";
        return Field.lookup(name, label, type[3])
                .withReference(List.of(type[1].split(",", -1)), type[3], down);
    }

    private static Field with(Field field, String word) {
        var colon = word.indexOf(':');
        if (colon > 0) {
            var value = word.substring(colon + 1);
            return word.startsWith("in:") ? field.in(value) : field.orElse(initial(field, value));
        }
        return field.with(
                switch (word) {
                    case "required" -> Trait.REQUIRED;
                    case "name" -> Trait.NAME;
                    case "unique" -> Trait.UNIQUE;
                    case "external" -> Trait.EXTERNAL_ID;
                    case "idlookup" -> Trait.ID_LOOKUP;
                    case "indexed" -> Trait.INDEXED;
                    case "readonly" -> Trait.READ_ONLY;
                    case "createonly" -> Trait.CREATE_ONLY;
                    case "always" -> Trait.ALWAYS_SET;
                    case "restricted" -> Trait.RESTRICTED;
                    case "casesensitive" -> Trait.CASE_SENSITIVE;
                    case "autonumber" -> Trait.AUTO_NUMBER;
                    case "cascade" -> Trait.CASCADE;
                    case "restrict" -> Trait.RESTRICT;
                    default -> throw new IllegalArgumentException("not a trait: " + word);
                });
    }

    private static Object initial(Field field, String value) {
        return field.type() == FieldType.BOOLEAN ? Boolean.valueOf(value) : value;
    }

    private static Field withChoices(Field field, String text) {
        var choices = new ArrayList<String>();
        var first = "";
        for (var choice : text.split("; ", -1)) {
            if (choice.startsWith("*")) {
                choices.add(choice.substring(1));
                first = choice.substring(1);
            } else if (!choice.isEmpty()) {
                choices.add(choice);
            }
        }
        var all = field.withChoices(choices);
        return first.isEmpty() ? all : all.orElse(first);
    }
}
