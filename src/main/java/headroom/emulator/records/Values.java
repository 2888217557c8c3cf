package headroom.emulator.records;

import headroom.emulator.call.ApiFailure;
import headroom.salesforce.RecordId;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Field values: read from what a call gives, shown as REST and SOAP show them, keyed for indexes.
public final class Values {
    private static final DateTimeFormatter REST_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'")
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SOAP_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GIVEN_TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendOptional(DateTimeFormatter.ofPattern("XXX"))
                    .appendOptional(DateTimeFormatter.ofPattern("XX"))
                    .parseDefaulting(java.time.temporal.ChronoField.OFFSET_SECONDS, 0)
                    .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final Shared SHARED = new Shared();

    private Values() {}

    /// Reads a value as the field's type. An empty text is null, as in Salesforce.
    public static @Nullable Object read(Field field, @Nullable Object raw) {
        if (raw == null || (raw instanceof String text && text.isBlank())) {
            return null;
        }
        try {
            return switch (field.type()) {
                case ID, REFERENCE, STRING, TEXTAREA, EMAIL, PHONE, URL, COMBOBOX ->
                        text(field, raw);
                case ENCRYPTEDSTRING, PICKLIST, MULTIPICKLIST, ADDRESS -> text(field, raw);
                case BASE64 -> text(field, raw);
                case BOOLEAN -> flag(field, raw);
                case INT -> wholeNumber(field, raw);
                case DOUBLE, CURRENCY, PERCENT -> number(field, raw);
                case DATE -> SHARED.of(day(String.valueOf(raw)));
                case DATETIME -> moment(String.valueOf(raw));
                case TIME -> time(String.valueOf(raw));
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw unreadable(field, raw);
        }
    }

    private static String text(Field field, Object raw) {
        if (!(raw instanceof String text)) {
            throw unreadable(field, raw);
        }
        return SHARED.of(text.strip());
    }

    /// A time of day as Salesforce shows it, which also sorts as it should: `14:30:00.000Z`.
    private static String time(String text) {
        var time =
                LocalTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
        return TIME.format(time) + "Z";
    }

    private static Boolean flag(Field field, Object raw) {
        return switch (String.valueOf(raw).toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw unreadable(field, raw);
        };
    }

    private static Integer wholeNumber(Field field, Object raw) {
        var number = number(field, raw);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw unreadable(field, raw);
        }
        return (int) (double) number;
    }

    private static Double number(Field field, Object raw) {
        if (raw instanceof Boolean) {
            throw unreadable(field, raw);
        }
        var number =
                raw instanceof Number given
                        ? given.doubleValue()
                        : Double.parseDouble(String.valueOf(raw).strip());
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw unreadable(field, raw);
        }
        return number;
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }

    /// Reads a date-time in any of the forms clients send; a bare date is its midnight, UTC.
    public static Instant moment(String text) {
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text, GIVEN_TIME).toInstant();
    }

    private static ApiFailure unreadable(Field field, Object raw) {
        var kind =
                switch (raw) {
                    case Boolean _ -> "VALUE_" + String.valueOf(raw).toUpperCase(Locale.ROOT);
                    case Integer _, Long _ -> "VALUE_NUMBER_INT";
                    case Number _ -> "VALUE_NUMBER_FLOAT";
                    case String _ -> "VALUE_STRING";
                    default -> "START_OBJECT";
                };
        var shown = String.valueOf(raw);
        return new ApiFailure(
                400,
                "JSON_PARSER_ERROR",
                "Cannot deserialize instance of "
                        + (field.type().isText() ? "string" : field.type().word())
                        + " from "
                        + kind
                        + " value "
                        + (shown.length() > 100 ? shown.substring(0, 100) : shown)
                        + " or request may be missing a required field at [line:1, column:1]");
    }

    /// The form under which an index files a value: texts ignore case, ids in both forms are one.
    ///
    /// An id's 18 characters stay distinct when case is ignored; that is what the last three are
    /// for.
    static Object key(Object value) {
        return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
    }

    /// The 18-character form of an id in either form; other texts as they are.
    public static String fullId(String text) {
        return RecordId.find(text).map(RecordId::text18).orElse(text);
    }

    /// A date-time as REST shows it.
    public static String restTime(Instant instant) {
        return REST_TIME.format(instant);
    }

    /// A date-time as SOAP shows it.
    public static String soapTime(Instant instant) {
        return SOAP_TIME.format(instant);
    }

    /// A value as the text inside a SOAP element.
    public static String soapText(Object value) {
        return value instanceof Instant instant ? soapTime(instant) : String.valueOf(value);
    }
}
