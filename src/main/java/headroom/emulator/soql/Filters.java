package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;
import headroom.emulator.soql.Soql.Amount;
import headroom.emulator.soql.Soql.And;
import headroom.emulator.soql.Soql.Condition;
import headroom.emulator.soql.Soql.Day;
import headroom.emulator.soql.Soql.Flag;
import headroom.emulator.soql.Soql.Literal;
import headroom.emulator.soql.Soql.Moment;
import headroom.emulator.soql.Soql.Not;
import headroom.emulator.soql.Soql.Nothing;
import headroom.emulator.soql.Soql.Or;
import headroom.emulator.soql.Soql.Relative;
import headroom.emulator.soql.Soql.Several;
import headroom.emulator.soql.Soql.Test;
import headroom.emulator.soql.Soql.Text;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Turns a WHERE clause into a predicate over rows, refusing values that do not fit their field.
///
/// Texts compare without case, ids in either form; null is unequal to everything and neither less
/// nor greater than anything.
record Filters(Store store, Soql soql, ObjectType from, Instant now) {

    Predicate<Row> of(Condition condition) {
        return switch (condition) {
            case And and -> all(and.parts());
            case Or or -> any(or.parts());
            case Not not -> of(not.part()).negate();
            case Test test -> test(test);
        };
    }

    private Predicate<Row> all(List<Condition> parts) {
        var each = parts.stream().map(this::of).toList();
        return row -> {
            for (var one : each) {
                if (!one.test(row)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Predicate<Row> any(List<Condition> parts) {
        var each = parts.stream().map(this::of).toList();
        return row -> {
            for (var one : each) {
                if (one.test(row)) {
                    return true;
                }
            }
            return false;
        };
    }

    private Predicate<Row> test(Test test) {
        var path = FieldPath.bind(store, soql, from, test.path());
        return switch (test.operator()) {
            case "IN" -> isIn(test, path);
            case "NOT IN" -> isIn(test, path).negate();
            case "LIKE" -> like(test, path);
            case "=" -> equal(test, path, test.value());
            case "!=" -> equal(test, path, test.value()).negate();
            default -> ordered(test, path);
        };
    }

    private Predicate<Row> isIn(Test test, FieldPath path) {
        if (!(test.value() instanceof Several several)) {
            throw SoqlFailure.malformed("the operator IN needs a list");
        }
        var ranges = new ArrayList<Range>();
        var keys = new HashSet<@Nullable Object>();
        for (var literal : several.values()) {
            if (literal instanceof Relative || literal instanceof Day) {
                ranges.add(range(test, path, literal));
            } else {
                keys.add(comparable(test, path, literal));
            }
        }
        return row -> {
            var value = key(path.value(store, row));
            return keys.contains(value) || ranges.stream().anyMatch(it -> it.holds(value));
        };
    }

    private Predicate<Row> like(Test test, FieldPath path) {
        if (!path.field().type().isText() || !(test.value() instanceof Text text)) {
            throw SoqlFailure.badCriterion(
                    soql.text(), test.path(), "invalid operator on " + type(path) + " field");
        }
        var pattern = LikePattern.of(text.text());
        return row -> {
            var value = path.value(store, row);
            return value != null && pattern.matches(String.valueOf(value));
        };
    }

    private Predicate<Row> equal(Test test, FieldPath path, Literal literal) {
        if (literal instanceof Relative || isDayOfMoment(path, literal)) {
            var range = range(test, path, literal);
            return row -> range.holds(key(path.value(store, row)));
        }
        var wanted = comparable(test, path, literal);
        return wanted == null
                ? row -> path.value(store, row) == null
                : row -> wanted.equals(key(path.value(store, row)));
    }

    private static boolean isDayOfMoment(FieldPath path, Literal literal) {
        return literal instanceof Day && path.field().type() == FieldType.DATETIME;
    }

    private Predicate<Row> ordered(Test test, FieldPath path) {
        var range = range(test, path, test.value());
        return switch (test.operator()) {
            case "<" -> row -> range.compare(key(path.value(store, row))) == Side.BEFORE;
            case "<=" ->
                    row -> {
                        var side = range.compare(key(path.value(store, row)));
                        return side == Side.BEFORE || side == Side.WITHIN;
                    };
            case ">" -> row -> range.compare(key(path.value(store, row))) == Side.AFTER;
            case ">=" ->
                    row -> {
                        var side = range.compare(key(path.value(store, row)));
                        return side == Side.AFTER || side == Side.WITHIN;
                    };
            default -> throw SoqlFailure.malformed("unknown operator: " + test.operator());
        };
    }

    private enum Side {
        BEFORE,
        WITHIN,
        AFTER,
        NOWHERE
    }

    /// From the first value to before the second, or the first value alone.
    private record Range(@Nullable Object from, @Nullable Object before) {
        Side compare(@Nullable Object value) {
            if (value == null || from == null) {
                return Side.NOWHERE;
            }
            if (order(value, from) < 0) {
                return Side.BEFORE;
            }
            var within = before == null ? order(value, from) == 0 : order(value, before) < 0;
            return within ? Side.WITHIN : Side.AFTER;
        }

        boolean holds(@Nullable Object value) {
            return compare(value) == Side.WITHIN;
        }
    }

    private Range range(Test test, FieldPath path, Literal literal) {
        var isMoment = path.field().type() == FieldType.DATETIME;
        var days =
                switch (literal) {
                    case Relative relative ->
                            Period.of(relative, LocalDate.ofInstant(now, ZoneOffset.UTC));
                    case Day day -> new Period(day.value(), day.value().plusDays(1));
                    default -> null;
                };
        if (days == null || !(isMoment || path.field().type() == FieldType.DATE)) {
            return new Range(comparable(test, path, literal), null);
        }
        return isMoment
                ? new Range(midnight(days.from()), midnight(days.before()))
                : new Range(days.from(), days.before());
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The literal as a value like the field's own, or the refusal that Salesforce words.
    private @Nullable Object comparable(Test test, FieldPath path, Literal literal) {
        if (literal instanceof Nothing) {
            return null;
        }
        var type = path.field().type();
        if (type.isText() || type.isId() || type == FieldType.BASE64) {
            if (!(literal instanceof Text text)) {
                throw FieldPath.mustBe(soql, test.path(), path, "string", true);
            }
            var plain = LikePattern.plain(text.text());
            return key(type.isId() ? idOf(plain) : plain);
        }
        return switch (literal) {
            case Flag flag when type == FieldType.BOOLEAN -> flag.value();
            case Amount number when type.isNumber() -> number.value();
            case Day day when type == FieldType.DATE -> day.value();
            case Day day when type == FieldType.DATETIME -> midnight(day.value());
            case Moment moment when type == FieldType.DATETIME -> moment.value();
            default -> throw mustBeOwnType(test, path);
        };
    }

    private ApiFailure mustBeOwnType(Test test, FieldPath path) {
        return FieldPath.mustBe(soql, test.path(), path, type(path), false);
    }

    private static String type(FieldPath path) {
        return path.field().type() == FieldType.DATETIME ? "dateTime" : path.field().type().word();
    }

    private static String idOf(String text) {
        var full = Values.fullId(text);
        if (full.length() != 18 && !text.isEmpty()) {
            throw new ApiFailure(400, "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + text);
        }
        return full;
    }

    /// The form in which values compare: texts without case, all numbers as doubles.
    static @Nullable Object key(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.toLowerCase(Locale.ROOT);
            case Integer number -> (double) number;
            default -> value;
        };
    }

    @SuppressWarnings("unchecked") // both sides are keys of one field, so of one comparable class
    static int order(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
