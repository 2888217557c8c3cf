package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.FieldType;
import headroom.emulator.soql.Soql.And;
import headroom.emulator.soql.Soql.Chosen;
import headroom.emulator.soql.Soql.Condition;
import headroom.emulator.soql.Soql.Expression;
import headroom.emulator.soql.Soql.Literal;
import headroom.emulator.soql.Soql.Not;
import headroom.emulator.soql.Soql.Operator;
import headroom.emulator.soql.Soql.Or;
import headroom.emulator.soql.Soql.Several;
import headroom.emulator.soql.Soql.Test;
import headroom.emulator.soql.Soql.Text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Turns WHERE into a predicate over rows, or HAVING into one over groups.
///
/// Texts compare without case; null is unequal to everything and neither less nor greater than
/// anything; the empty text means null.
record Filters<R>(
        Soql soql, Wanted wanted, Function<Expression, Operand<R>> binder, SemiJoins semiJoins) {

    Predicate<R> of(Condition condition) {
        return switch (condition) {
            case And and -> all(and.parts());
            case Or or -> any(or.parts());
            case Not not -> of(not.part()).negate();
            case Test test -> test(test);
        };
    }

    private Predicate<R> all(List<Condition> parts) {
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

    private Predicate<R> any(List<Condition> parts) {
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

    private Predicate<R> test(Test test) {
        var operand = binder.apply(test.left());
        if (operand.isOpaque()) {
            throw SoqlFailure.badCriterion(
                    soql.text(),
                    operand.at(),
                    "field '" + operand.field().name() + "' can not be filtered in a query call");
        }
        return switch (test.operator()) {
            case IN -> isIn(operand, test.value());
            case NOT_IN -> isIn(operand, test.value()).negate();
            case LIKE -> like(operand, test.value());
            case INCLUDES -> includes(operand, test.value());
            case EXCLUDES -> includes(operand, test.value()).negate();
            case EQUAL -> equal(operand, test.value());
            case UNEQUAL -> equal(operand, test.value()).negate();
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    ordered(operand, test.operator(), test.value());
        };
    }

    private Predicate<R> isIn(Operand<R> operand, Literal value) {
        if (value instanceof Chosen chosen) {
            var choice = semiJoins.choice(operand, chosen);
            return row -> choice.contains(operand.value(row));
        }
        var ranges = new ArrayList<Range>();
        var keys = new HashSet<@Nullable Object>();
        for (var literal : several(operand, value)) {
            if (Wanted.isRange(literal)) {
                ranges.add(wanted.range(operand, literal));
            } else {
                keys.add(wanted.key(operand, literal));
            }
        }
        return row -> {
            var key = operand.key(row);
            return keys.contains(key) || ranges.stream().anyMatch(it -> it.holds(key));
        };
    }

    private List<Literal> several(Operand<R> operand, Literal value) {
        if (!(value instanceof Several several)) {
            throw SoqlFailure.malformedAt(
                    soql.text(), operand.at(), "the operator needs a list in parentheses");
        }
        return several.values();
    }

    private Predicate<R> like(Operand<R> operand, Literal value) {
        if (!operand.type().isText() || operand.isSeveral()) {
            throw invalidOperator(operand);
        }
        if (!(value instanceof Text text)) {
            throw wanted.mustFit(operand);
        }
        var pattern = LikePattern.of(text.text());
        return row -> {
            var found = operand.value(row);
            return found != null && pattern.matches(String.valueOf(found));
        };
    }

    private ApiFailure invalidOperator(Operand<R> operand) {
        var type = operand.type();
        return SoqlFailure.badOperator(
                soql.text(),
                operand.at(),
                "invalid operator on " + (type.isId() ? "id" : type.word()) + " field");
    }

    /// Each literal means all its values together; one literal of several must fit.
    private Predicate<R> includes(Operand<R> operand, Literal value) {
        if (!operand.isSeveral()) {
            throw invalidOperator(operand);
        }
        var choices = new ArrayList<Set<String>>();
        for (var literal : several(operand, value)) {
            if (!(literal instanceof Text text)) {
                throw wanted.mustFit(operand);
            }
            choices.add(parts(LikePattern.plain(text.text())));
        }
        return row -> {
            var found = operand.value(row);
            var parts = found == null ? Set.<String>of() : parts(String.valueOf(found));
            return choices.stream().anyMatch(parts::containsAll);
        };
    }

    private static Set<String> parts(String text) {
        var parts = new HashSet<String>();
        for (var part : text.toLowerCase(Locale.ROOT).split(";", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private Predicate<R> equal(Operand<R> operand, Literal literal) {
        refuseList(operand, literal);
        if (Wanted.isRange(literal)) {
            var range = wanted.range(operand, literal);
            return row -> range.holds(operand.key(row));
        }
        var key = wanted.key(operand, literal);
        if (key == null) {
            return row -> operand.value(row) == null;
        }
        if (key instanceof String text && !operand.type().isId()) {
            return row ->
                    operand.value(row) instanceof String found && text.equalsIgnoreCase(found);
        }
        return row -> key.equals(operand.key(row));
    }

    private void refuseList(Operand<R> operand, Literal literal) {
        if (literal instanceof Several || literal instanceof Chosen) {
            throw SoqlFailure.malformedAt(soql.text(), operand.at(), "unexpected token: '('");
        }
    }

    private Predicate<R> ordered(Operand<R> operand, Operator operator, Literal literal) {
        refuseList(operand, literal);
        if (operand.type() == FieldType.BOOLEAN || operand.isSeveral()) {
            throw invalidOperator(operand);
        }
        var range = wanted.range(operand, literal);
        return row -> {
            var side = range.side(operand.key(row));
            return switch (operator) {
                case LESS -> side == Range.Side.BEFORE;
                case LESS_OR_EQUAL -> side == Range.Side.BEFORE || side == Range.Side.WITHIN;
                case GREATER -> side == Range.Side.AFTER;
                default -> side == Range.Side.AFTER || side == Range.Side.WITHIN;
            };
        };
    }
}
