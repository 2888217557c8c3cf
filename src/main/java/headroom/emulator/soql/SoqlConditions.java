package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.soql.Soql.And;
import headroom.emulator.soql.Soql.Condition;
import headroom.emulator.soql.Soql.Not;
import headroom.emulator.soql.Soql.Operator;
import headroom.emulator.soql.Soql.Or;
import headroom.emulator.soql.Soql.Test;

import io.github.apexdevtools.apexparser.ApexParser;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Turns WHERE and HAVING, for which the grammar has two rules alike, into conditions.
record SoqlConditions(SoqlClauses clauses) {

    Condition of(ApexParser.WhereLogicalExpressionContext expression) {
        var parts = new ArrayList<Condition>();
        expression.whereConditionalExpression().forEach(part -> parts.add(of(part)));
        return joined(parts, expression.NOT() != null, !expression.SOQLAND().isEmpty());
    }

    Condition of(ApexParser.LogicalExpressionContext expression) {
        var parts = new ArrayList<Condition>();
        expression.conditionalExpression().forEach(part -> parts.add(of(part)));
        return joined(parts, expression.NOT() != null, !expression.SOQLAND().isEmpty());
    }

    private static Condition joined(List<Condition> parts, boolean negated, boolean all) {
        if (negated) {
            return new Not(parts.getFirst());
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return all ? new And(List.copyOf(parts)) : new Or(List.copyOf(parts));
    }

    private Condition of(ApexParser.WhereConditionalExpressionContext expression) {
        var inner = expression.whereLogicalExpression();
        return inner != null
                ? of(inner)
                : test(expression.whereFieldExpression().fieldExpression());
    }

    private Condition of(ApexParser.ConditionalExpressionContext expression) {
        var inner = expression.logicalExpression();
        return inner != null ? of(inner) : test(expression.fieldExpression());
    }

    private Test test(ApexParser.@Nullable FieldExpressionContext field) {
        if (field == null) {
            throw ApiFailure.notServed("SOQL FORMULA()");
        }
        return new Test(
                clauses.expression(field.fieldName(), field.soqlFunction()),
                operator(field.comparisonOperator()),
                new SoqlLiterals(clauses).read(field.value()));
    }

    private static Operator operator(ApexParser.ComparisonOperatorContext operator) {
        if (operator.IN() != null) {
            return operator.NOT() != null ? Operator.NOT_IN : Operator.IN;
        }
        if (operator.LIKE() != null) {
            return Operator.LIKE;
        }
        if (operator.INCLUDES() != null) {
            return Operator.INCLUDES;
        }
        if (operator.EXCLUDES() != null) {
            return Operator.EXCLUDES;
        }
        return switch (operator.getText()) {
            case "=" -> Operator.EQUAL;
            case "!=", "<>" -> Operator.UNEQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            default -> throw SoqlFailure.malformed("unknown operator: " + operator.getText());
        };
    }
}
