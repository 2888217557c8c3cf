package headroom.emulator.soql;

import headroom.emulator.records.FieldType;

import org.jspecify.annotations.Nullable;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Values as `FORMAT()` shows them to a user of the locale en_US in UTC.
final class Formats {
    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.US);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.US);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("M/d/yyyy, h:mm a", Locale.US).withZone(ZoneOffset.UTC);

    private Formats() {}

    static @Nullable Object text(FieldType type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> MOMENT.format(instant);
            case LocalDate day -> DAY.format(day);
            case Number number -> number(type, number.doubleValue());
            default -> String.valueOf(value);
        };
    }

    private static String number(FieldType type, double value) {
        return switch (type) {
            case CURRENCY -> (value < 0 ? "-$" : "$") + pattern("#,##0.00", Math.abs(value));
            case PERCENT -> pattern("#,##0.##", value) + "%";
            default -> pattern("#,##0.###", value);
        };
    }

    private static String pattern(String pattern, double value) {
        return new DecimalFormat(pattern, SYMBOLS).format(value);
    }
}
