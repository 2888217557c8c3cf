package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.soql.Soql.Call;
import headroom.emulator.soql.Soql.Condition;
import headroom.emulator.soql.Soql.Expression;
import headroom.emulator.soql.Soql.FieldsItem;
import headroom.emulator.soql.Soql.Grouping;
import headroom.emulator.soql.Soql.Item;
import headroom.emulator.soql.Soql.Name;
import headroom.emulator.soql.Soql.Order;
import headroom.emulator.soql.Soql.Path;
import headroom.emulator.soql.Soql.Shown;
import headroom.emulator.soql.Soql.Subquery;
import headroom.emulator.soql.Soql.Subtotals;
import headroom.emulator.soql.Soql.TypeOf;
import headroom.emulator.soql.Soql.When;

import io.github.apexdevtools.apexparser.ApexParser;

import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Turns the parser's tree into [Soql], clause by clause.
record SoqlClauses(String text) {
    private static final int OFFSET_MAX = 2_000;

    private static final Set<String> RESERVED =
            Set.of(
                    "WHERE", "FROM", "SELECT", "LIMIT", "OFFSET", "ORDER", "GROUP", "WITH", "USING",
                    "HAVING", "AND", "OR", "NOT", "LIKE", "IN");

    Soql query(ApexParser.QueryContext query) {
        refuseScope(query.usingScope());
        refuseWith(query.withClause());
        var select = new ArrayList<Item>();
        query.selectList().selectEntry().forEach(entry -> select.add(item(Entry.of(entry))));
        return new Soql(
                text,
                from(query.fromNameList()),
                alias(query.fromNameList()),
                countAlone(select),
                where(query.whereClause()),
                grouping(query.groupByClause()),
                orders(query.orderByClause()),
                limit(query.limitClause()),
                offset(query.offsetClause()),
                query.allRowsClause() != null);
    }

    Soql query(ApexParser.SubQueryContext query) {
        var select = new ArrayList<Item>();
        query.subFieldList().subFieldEntry().forEach(entry -> select.add(item(Entry.of(entry))));
        return new Soql(
                text,
                from(query.fromNameList()),
                alias(query.fromNameList()),
                countAlone(select),
                where(query.whereClause()),
                Optional.empty(),
                orders(query.orderByClause()),
                limit(query.limitClause()),
                0,
                false);
    }

    private static List<Item> countAlone(List<Item> select) {
        for (var item : select) {
            if (select.size() > 1
                    && item instanceof Shown shown
                    && shown.value() instanceof Call call
                    && call.isCountOfRows()) {
                throw SoqlFailure.malformed("Grouped field should not be aggregated: count()");
            }
        }
        return select;
    }

    private static void refuseScope(ApexParser.@Nullable UsingScopeContext scope) {
        if (scope != null && !scope.soqlId().getText().equalsIgnoreCase("everything")) {
            throw ApiFailure.notServed("SOQL USING SCOPE " + scope.soqlId().getText());
        }
    }

    private static void refuseWith(ApexParser.@Nullable WithClauseContext with) {
        if (with != null && (with.DATA() != null || with.logicalExpression() != null)) {
            throw ApiFailure.notServed("SOQL WITH, but for access modes,");
        }
    }

    private Name from(ApexParser.FromNameListContext from) {
        if (from.fieldName().size() > 1) {
            throw ApiFailure.notServed("SOQL with several objects in FROM");
        }
        return name(from.fieldName(0));
    }

    private String alias(ApexParser.FromNameListContext from) {
        if (from.soqlId().isEmpty()) {
            return "";
        }
        var alias = from.soqlId(0);
        if (RESERVED.contains(alias.getText().toUpperCase(Locale.ROOT))) {
            throw SoqlFailure.malformed(
                    text,
                    alias.getStop().getLine(),
                    alias.getStop().getCharPositionInLine() + alias.getText().length() + 1,
                    "unexpected token: <EOF>");
        }
        return alias.getText();
    }

    /// An entry of either select list; the grammar has two that look alike.
    private record Entry(
            ApexParser.@Nullable FieldNameContext field,
            ApexParser.@Nullable SoqlFunctionContext function,
            ApexParser.@Nullable SubQueryContext subQuery,
            ApexParser.@Nullable TypeOfContext typeOf,
            ApexParser.@Nullable SoqlIdContext alias) {

        static Entry of(ApexParser.SelectEntryContext entry) {
            return new Entry(
                    entry.fieldName(),
                    entry.soqlFunction(),
                    entry.subQuery(),
                    entry.typeOf(),
                    entry.soqlId());
        }

        static Entry of(ApexParser.SubFieldEntryContext entry) {
            return new Entry(
                    entry.fieldName(),
                    entry.soqlFunction(),
                    entry.subQuery(),
                    entry.typeOf(),
                    entry.soqlId());
        }
    }

    private Item item(Entry entry) {
        if (entry.subQuery() != null) {
            return new Subquery(query(entry.subQuery()));
        }
        if (entry.typeOf() != null) {
            return typeOf(entry.typeOf());
        }
        var alias = entry.alias() == null ? "" : entry.alias().getText();
        if (entry.field() != null) {
            return new Shown(new Path(name(entry.field())), alias);
        }
        var function = entry.function();
        if (function == null) {
            throw SoqlFailure.malformed("unexpected entry in the select list");
        }
        return function.FIELDS() != null
                ? new FieldsItem(function.soqlFieldsParameter().getText().toUpperCase(Locale.ROOT))
                : new Shown(call(function), alias);
    }

    private static TypeOf typeOf(ApexParser.TypeOfContext typeOf) {
        var whens = new ArrayList<When>();
        for (var when : typeOf.whenClause()) {
            whens.add(new When(name(when.fieldName()), names(when.fieldNameList())));
        }
        var otherwise = typeOf.elseClause();
        return new TypeOf(
                name(typeOf.fieldName()),
                List.copyOf(whens),
                otherwise == null ? List.of() : names(otherwise.fieldNameList()));
    }

    private static List<Name> names(ApexParser.FieldNameListContext list) {
        return list.fieldName().stream().map(SoqlClauses::name).toList();
    }

    static Name name(ParserRuleContext context) {
        var start = context.getStart();
        return new Name(context.getText(), start.getLine(), start.getCharPositionInLine() + 1);
    }

    Expression expression(
            ApexParser.@Nullable FieldNameContext field,
            ApexParser.@Nullable SoqlFunctionContext function) {
        if (field != null) {
            return new Path(name(field));
        }
        if (function == null) {
            throw SoqlFailure.malformed("a field or a function is needed");
        }
        return call(function);
    }

    private Call call(ApexParser.SoqlFunctionContext function) {
        var word = function.getStart().getText().toUpperCase(Locale.ROOT);
        if (function.DISTANCE() != null) {
            throw ApiFailure.notServed("SOQL DISTANCE()");
        }
        if (function.FIELDS() != null) {
            throw SoqlFailure.malformed("unexpected token: 'FIELDS'");
        }
        return new Call(name(function), word, arguments(function));
    }

    /// Times are shown in UTC, so `convertTimezone` changes nothing.
    private List<Expression> arguments(ApexParser.SoqlFunctionContext function) {
        if (function.soqlFunction() != null) {
            return List.of(call(function.soqlFunction()));
        }
        var date = function.dateFieldName();
        var field = date == null ? function.fieldName() : date.fieldName();
        return field == null ? List.of() : List.of(new Path(name(field)));
    }

    private Optional<Condition> where(ApexParser.@Nullable WhereClauseContext where) {
        return where == null
                ? Optional.empty()
                : Optional.of(new SoqlConditions(this).of(where.whereLogicalExpression()));
    }

    private Optional<Grouping> grouping(ApexParser.@Nullable GroupByClauseContext clause) {
        if (clause == null) {
            return Optional.empty();
        }
        var subtotals =
                clause.ROLLUP() != null
                        ? Subtotals.ROLLUP
                        : clause.CUBE() != null ? Subtotals.CUBE : Subtotals.NONE;
        var by = new ArrayList<Expression>();
        for (var one : clause.fieldGroupByList().fieldGroupBy()) {
            by.add(expression(one.fieldName(), one.soqlFunction()));
        }
        var having = clause.logicalExpression();
        return Optional.of(
                new Grouping(
                        subtotals,
                        List.copyOf(by),
                        having == null
                                ? Optional.empty()
                                : Optional.of(new SoqlConditions(this).of(having))));
    }

    List<Order> orders(ApexParser.@Nullable OrderByClauseContext clause) {
        return clause == null ? List.of() : orders(clause.fieldOrderList());
    }

    List<Order> orders(ApexParser.FieldOrderListContext list) {
        var orders = new ArrayList<Order>();
        for (var order : list.fieldOrder()) {
            orders.add(
                    new Order(
                            expression(order.fieldName(), order.soqlFunction()),
                            order.DESC() != null,
                            order.LAST() != null));
        }
        return List.copyOf(orders);
    }

    static int limit(ApexParser.@Nullable LimitClauseContext clause) {
        if (clause == null) {
            return -1;
        }
        return number(clause.IntegerLiteral());
    }

    static int offset(ApexParser.@Nullable OffsetClauseContext clause) {
        if (clause == null) {
            return 0;
        }
        var offset = number(clause.IntegerLiteral());
        if (offset > OFFSET_MAX) {
            throw new ApiFailure(
                    400,
                    "NUMBER_OUTSIDE_VALID_RANGE",
                    "Maximum SOQL offset allowed is " + OFFSET_MAX);
        }
        return offset;
    }

    private static int number(org.antlr.v4.runtime.tree.@Nullable TerminalNode literal) {
        if (literal == null) {
            throw SoqlFailure.malformed("Bind variables only allowed in Apex code");
        }
        try {
            return Integer.parseInt(literal.getText());
        } catch (NumberFormatException _) {
            throw SoqlFailure.malformed("number out of range: " + literal.getText());
        }
    }
}
