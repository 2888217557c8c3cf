package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.soql.Soql.And;
import headroom.emulator.soql.Soql.Condition;
import headroom.emulator.soql.Soql.CountItem;
import headroom.emulator.soql.Soql.FieldItem;
import headroom.emulator.soql.Soql.FieldsItem;
import headroom.emulator.soql.Soql.Item;
import headroom.emulator.soql.Soql.Name;
import headroom.emulator.soql.Soql.Not;
import headroom.emulator.soql.Soql.Or;
import headroom.emulator.soql.Soql.Order;
import headroom.emulator.soql.Soql.Test;

import io.github.apexdevtools.apexparser.ApexParser;
import io.github.apexdevtools.apexparser.ApexParserFactory;

import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads a query by the public ANTLR grammar. What the grammar knows and this emulator does not run
/// yet is refused as not implemented, never guessed.
final class SoqlParser {
    private static final int LENGTH_MAX = 100_000;
    private static final int NESTING_MAX = 200;
    private static final int OFFSET_MAX = 2_000;

    private static final Set<String> RESERVED =
            Set.of("WHERE", "FROM", "SELECT", "LIMIT", "OFFSET", "ORDER", "GROUP", "WITH", "USING");

    private final String text;

    private SoqlParser(String text) {
        this.text = text;
    }

    static Soql parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw SoqlFailure.malformed("SOQL statements cannot be longer than 100000 characters.");
        }
        refuseDeepNesting(text);
        return new SoqlParser(text).read();
    }

    /// The grammar recurses per parenthesis; a hostile query must not spend the stack.
    private static void refuseDeepNesting(String text) {
        var depth = 0;
        for (var i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth > NESTING_MAX) {
                throw SoqlFailure.malformed("query is nested too deeply");
            }
        }
    }

    private Soql read() {
        var lexer =
                ApexParserFactory.createLexer(CharStreams.fromString(SoqlLiterals.shielded(text)));
        var tokens = new CommonTokenStream(lexer);
        var parser = ApexParserFactory.createParser(tokens);
        var listener = new FirstError();
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        refuseEmptySelect(tokens);
        var query = parser.query();
        var next = parser.getCurrentToken();
        if (next.getType() != Token.EOF) {
            throw unexpected(next);
        }
        return query(query);
    }

    /// The grammar takes FROM and WHERE for names too; Salesforce does not.
    private void refuseEmptySelect(CommonTokenStream tokens) {
        tokens.fill();
        var afterName = false;
        for (var token : tokens.getTokens()) {
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            if (afterName && token.getType() == ApexParser.FROM) {
                throw unexpected(token);
            }
            var type = token.getType();
            afterName = type == ApexParser.SELECT || type == ApexParser.COMMA;
        }
    }

    private final class FirstError extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException e) {
            if (symbol instanceof Token token) {
                throw unexpected(token);
            }
            throw SoqlFailure.malformed(text, line, column + 1, message);
        }
    }

    private ApiFailure unexpected(Token token) {
        return SoqlFailure.malformed(
                text,
                token.getLine(),
                token.getCharPositionInLine() + 1,
                "unexpected token: '" + token.getText() + "'");
    }

    private Soql query(ApexParser.QueryContext query) {
        refuse(query.usingScope(), "USING SCOPE");
        refuse(query.withClause(), "WITH");
        refuse(query.groupByClause(), "GROUP BY");
        var from = query.fromNameList();
        if (from.fieldName().size() > 1) {
            throw ApiFailure.notServed("SOQL with several objects in FROM");
        }
        var where = query.whereClause();
        var select = new ArrayList<Item>();
        query.selectList().selectEntry().forEach(entry -> select.add(item(entry)));
        if (select.size() > 1 && select.stream().anyMatch(CountItem.class::isInstance)) {
            throw SoqlFailure.malformed("Grouped field should not be aggregated: count()");
        }
        return new Soql(
                text,
                name(from.fieldName(0)),
                alias(from),
                List.copyOf(select),
                where == null
                        ? Optional.empty()
                        : Optional.of(logical(where.whereLogicalExpression())),
                orders(query.orderByClause()),
                limit(query.limitClause()),
                offset(query.offsetClause()),
                query.allRowsClause() != null);
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
                    "unexpected token: '<EOF>'");
        }
        return alias.getText();
    }

    private static void refuse(@Nullable ParserRuleContext part, String what) {
        if (part != null) {
            throw ApiFailure.notServed("SOQL " + what);
        }
    }

    private static Item item(ApexParser.SelectEntryContext entry) {
        if (entry.fieldName() != null) {
            return new FieldItem(name(entry.fieldName()));
        }
        var function = entry.soqlFunction();
        if (function != null && function.COUNT() != null && function.fieldName() == null) {
            return new CountItem();
        }
        if (function != null && function.FIELDS() != null) {
            return new FieldsItem(
                    function.soqlFieldsParameter().getText().toUpperCase(Locale.ROOT));
        }
        if (entry.subQuery() != null) {
            throw ApiFailure.notServed("SOQL child subqueries");
        }
        throw ApiFailure.notServed(
                "SOQL " + (function == null ? "TYPEOF" : function.getStart().getText() + "()"));
    }

    private static Name name(ParserRuleContext context) {
        var start = context.getStart();
        return new Name(context.getText(), start.getLine(), start.getCharPositionInLine() + 1);
    }

    private Condition logical(ApexParser.WhereLogicalExpressionContext expression) {
        var parts = new ArrayList<Condition>();
        expression.whereConditionalExpression().forEach(part -> parts.add(conditional(part)));
        if (expression.NOT() != null) {
            return new Not(parts.getFirst());
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return expression.SOQLAND().isEmpty() ? new Or(parts) : new And(parts);
    }

    private Condition conditional(ApexParser.WhereConditionalExpressionContext expression) {
        var inner = expression.whereLogicalExpression();
        if (inner != null) {
            return logical(inner);
        }
        var field = expression.whereFieldExpression().fieldExpression();
        if (field == null) {
            throw ApiFailure.notServed("SOQL FORMULA()");
        }
        if (field.fieldName() == null) {
            throw ApiFailure.notServed("SOQL functions in WHERE");
        }
        return new Test(
                name(field.fieldName()),
                operator(field.comparisonOperator()),
                new SoqlLiterals(text).read(field.value()));
    }

    /// The operator's tokens joined, `NOT IN` with its space.
    private static String operator(ApexParser.ComparisonOperatorContext operator) {
        if (operator.INCLUDES() != null || operator.EXCLUDES() != null) {
            throw ApiFailure.notServed("SOQL INCLUDES and EXCLUDES");
        }
        if (operator.IN() != null) {
            return operator.NOT() != null ? "NOT IN" : "IN";
        }
        return operator.LESSANDGREATER() != null
                ? "!="
                : operator.getText().toUpperCase(Locale.ROOT);
    }

    private static List<Order> orders(ApexParser.@Nullable OrderByClauseContext clause) {
        if (clause == null) {
            return List.of();
        }
        var orders = new ArrayList<Order>();
        for (var order : clause.fieldOrderList().fieldOrder()) {
            if (order.fieldName() == null) {
                throw ApiFailure.notServed("SOQL functions in ORDER BY");
            }
            orders.add(
                    new Order(name(order.fieldName()), order.DESC() != null, order.LAST() != null));
        }
        return List.copyOf(orders);
    }

    private static int limit(ApexParser.@Nullable LimitClauseContext clause) {
        if (clause == null) {
            return -1;
        }
        if (clause.IntegerLiteral() == null) {
            throw SoqlFailure.malformed("Bind variables only allowed in Apex code");
        }
        return number(clause.IntegerLiteral().getText());
    }

    private static int offset(ApexParser.@Nullable OffsetClauseContext clause) {
        if (clause == null) {
            return 0;
        }
        if (clause.IntegerLiteral() == null) {
            throw SoqlFailure.malformed("Bind variables only allowed in Apex code");
        }
        var offset = number(clause.IntegerLiteral().getText());
        if (offset > OFFSET_MAX) {
            throw new ApiFailure(
                    400,
                    "NUMBER_OUTSIDE_VALID_RANGE",
                    "Maximum SOQL offset allowed is " + OFFSET_MAX);
        }
        return offset;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw SoqlFailure.malformed("number out of range: " + text);
        }
    }
}
