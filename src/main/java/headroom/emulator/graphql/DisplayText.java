package headroom.emulator.graphql;

import headroom.emulator.records.Field;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A value as a page would show it to an American in UTC; null where the value shows itself.
final class DisplayText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/yyyy");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("M/d/yyyy, h:mm a", Locale.US).withZone(ZoneOffset.UTC);

    private DisplayText() {}

    static @Nullable String of(Field field, @Nullable Object value) {
        return switch (field.type()) {
            case PICKLIST -> value == null ? null : String.valueOf(value);
            case CURRENCY -> value == null ? null : number("$%,.2f", value);
            case PERCENT -> value == null ? null : number("%,.0f%%", value);
            case DOUBLE -> value == null ? null : number("%,." + field.scale() + "f", value);
            case INT -> value == null ? null : number("%,.0f", value);
            case DATE -> value instanceof LocalDate day ? DAY.format(day) : null;
            case DATETIME -> value instanceof Instant at ? MOMENT.format(at) : null;
            default -> null;
        };
    }

    private static String number(String form, Object value) {
        return value instanceof Number number
                ? String.format(Locale.US, form, number.doubleValue())
                : String.valueOf(value);
    }
}
