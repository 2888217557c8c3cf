package headroom.emulator.bulk;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Field;
import headroom.emulator.records.Saved.Problem;
import headroom.emulator.records.Values;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// Texts of a load as values of their fields. A text that is no such value fails its row alone.
final class RowText {
    private static final int SHOWN_MAX = 1_000;

    private RowText() {}

    /// Thrown for a text that is no value of its field.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unreadable(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    static @Nullable Object read(Field field, Object raw) throws Unreadable {
        try {
            return switch (field.type()) {
                case BOOLEAN -> flag(field, raw);
                case STRING, TEXTAREA, EMAIL, PHONE, URL, PICKLIST, ID, REFERENCE, BASE64 ->
                        String.valueOf(raw);
                default -> Values.read(field, raw);
            };
        } catch (ApiFailure e) {
            throw unreadable(field, raw);
        }
    }

    /// CSV and XML say yes and no in many words.
    private static Boolean flag(Field field, Object raw) throws Unreadable {
        return switch (String.valueOf(raw).strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "y", "t" -> true;
            case "false", "0", "no", "n", "f", "" -> false;
            default -> throw unreadable(field, raw);
        };
    }

    private static Unreadable unreadable(Field field, Object raw) {
        var text = String.valueOf(raw);
        var shown = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) : text;
        return new Unreadable(
                new Problem(
                        "INVALID_TYPE_ON_FIELD_IN_RECORD",
                        field.label() + ": value not of required type: " + shown,
                        List.of(field.name())));
    }
}
