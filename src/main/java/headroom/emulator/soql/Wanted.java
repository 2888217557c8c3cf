package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.Values;
import headroom.emulator.soql.Soql.Amount;
import headroom.emulator.soql.Soql.Day;
import headroom.emulator.soql.Soql.Flag;
import headroom.emulator.soql.Soql.Hour;
import headroom.emulator.soql.Soql.Literal;
import headroom.emulator.soql.Soql.Moment;
import headroom.emulator.soql.Soql.Nothing;
import headroom.emulator.soql.Soql.Relative;
import headroom.emulator.soql.Soql.Text;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// What a literal means for the field it is held against: a key, or a range of keys. Values that do
/// not fit the field are refused.
record Wanted(Soql soql, Season season) {

    /// The one key that the literal means; null for `null` and for the empty text.
    @Nullable Object key(Operand<?> operand, Literal literal) {
        var type = operand.type();
        return switch (literal) {
            case Nothing _ -> null;
            case Text text when text.text().isEmpty() && (type.isId() || type.isText()) -> null;
            case Text text when type.isId() -> id(operand, LikePattern.plain(text.text()));
            case Text text when type.isText() ->
                    LikePattern.plain(text.text()).toLowerCase(Locale.ROOT);
            case Flag flag when type == FieldType.BOOLEAN -> flag.value();
            case Amount amount when type.isNumber() -> amount.value();
            case Day day when type == FieldType.DATE -> day.value();
            case Moment moment when type == FieldType.DATETIME -> moment.value();
            case Hour hour when type == FieldType.TIME -> hour.text().toLowerCase(Locale.ROOT);
            default -> throw mustFit(operand);
        };
    }

    /// Whether the literal means a stretch of keys and not one.
    static boolean isRange(Literal literal) {
        return literal instanceof Relative;
    }

    Range range(Operand<?> operand, Literal literal) {
        if (!(literal instanceof Relative relative)) {
            return new Range(key(operand, literal), null);
        }
        var days = season.period(relative);
        return switch (operand.type()) {
            case DATE -> new Range(days.from(), days.before());
            case DATETIME -> new Range(midnight(days.from()), midnight(days.before()));
            default -> throw mustFit(operand);
        };
    }

    private static Object midnight(LocalDate day) {
        try {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException _) {
            throw SoqlFailure.malformed("date literal out of range: " + day);
        }
    }

    private String id(Operand<?> operand, String text) {
        var full = Values.fullId(text);
        if (full.length() != 18) {
            throw SoqlFailure.badOperator(soql.text(), operand.at(), "invalid ID field: " + text);
        }
        return full;
    }

    ApiFailure mustFit(Operand<?> operand) {
        var type = operand.type();
        var quoted = type.isText() || type.isId();
        var word =
                switch (type) {
                    case DATETIME -> "dateTime";
                    default -> type.isText() ? "string" : type.isId() ? "ID" : type.word();
                };
        return SoqlFailure.badCriterion(
                soql.text(),
                operand.at(),
                "value of filter criterion for field '"
                        + operand.field().name()
                        + "' must be of type "
                        + word
                        + " and should "
                        + (quoted ? "" : "not ")
                        + "be enclosed in quotes");
    }
}
