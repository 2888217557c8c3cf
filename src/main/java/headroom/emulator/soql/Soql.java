package headroom.emulator.soql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A query as written, before any schema is asked whether its names exist. Immutable.
///
/// @param text the whole statement, also of a query inside another: places count in it
/// @param alias the name after the object's, by which paths may start; empty if none
/// @param limit -1 if none
public record Soql(
        String text,
        Name from,
        String alias,
        List<Item> select,
        Optional<Condition> where,
        Optional<Grouping> grouping,
        List<Order> orders,
        int limit,
        int offset,
        boolean allRows) {

    public Soql {
        select = List.copyOf(select);
        orders = List.copyOf(orders);
    }

    /// A name or path, and the place where it starts; rows and columns count from 1.
    public record Name(String text, int row, int column) {
        /// What follows the last dot.
        String last() {
            return text.substring(text.lastIndexOf('.') + 1);
        }
    }

    /// What can be shown, held against a value, grouped by or ordered by.
    public sealed interface Expression {
        Name name();
    }

    /// A field by its path.
    public record Path(Name name) implements Expression {}

    /// A function, its name in capitals, of one expression or none.
    public record Call(Name name, String function, List<Expression> arguments)
            implements Expression {
        Expression argument() {
            return arguments.getFirst();
        }

        /// `COUNT()` without a field.
        boolean isCountOfRows() {
            return function.equals("COUNT") && arguments.isEmpty();
        }
    }

    /// One entry of the select list.
    public sealed interface Item {}

    /// An expression in the select list.
    ///
    /// @param alias empty if none
    public record Shown(Expression value, String alias) implements Item {}

    /// `FIELDS(ALL)`, `FIELDS(STANDARD)`, `FIELDS(CUSTOM)`.
    public record FieldsItem(String which) implements Item {}

    /// A query for the children of each row; its FROM names the relationship.
    public record Subquery(Soql query) implements Item {}

    /// `TYPEOF What WHEN Account THEN Phone ELSE Name END`.
    public record TypeOf(Name path, List<When> whens, List<Name> otherwise) implements Item {}

    public record When(Name type, List<Name> fields) {}

    /// A part of WHERE or HAVING.
    public sealed interface Condition {}

    public record And(List<Condition> parts) implements Condition {}

    public record Or(List<Condition> parts) implements Condition {}

    public record Not(Condition part) implements Condition {}

    /// An expression held against a value.
    public record Test(Expression left, Operator operator, Literal value) implements Condition {}

    public enum Operator {
        EQUAL,
        UNEQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LIKE,
        IN,
        NOT_IN,
        INCLUDES,
        EXCLUDES
    }

    /// A value as written.
    public sealed interface Literal {}

    public record Nothing() implements Literal {}

    public record Text(String text) implements Literal {}

    public record Flag(boolean value) implements Literal {}

    public record Amount(double value) implements Literal {}

    public record Day(LocalDate value) implements Literal {}

    public record Moment(Instant value) implements Literal {}

    /// A time of day such as `07:30:00.000Z`, in the form in which rows keep it.
    public record Hour(String text) implements Literal {}

    /// A relative date such as `LAST_N_DAYS:7`; the number is 0 where it has none.
    public record Relative(String word, int number) implements Literal {}

    public record Several(List<Literal> values) implements Literal {}

    /// What another query answers: a semi-join, or an anti-join.
    public record Chosen(Soql query) implements Literal {}

    /// GROUP BY, plain or with subtotals, and HAVING.
    public record Grouping(Subtotals subtotals, List<Expression> by, Optional<Condition> having) {}

    public enum Subtotals {
        NONE,
        ROLLUP,
        CUBE
    }

    public record Order(Expression by, boolean descending, boolean nullsLast) {}

    /// Whether the answer is a number and no rows.
    public boolean isCount() {
        return select.getFirst() instanceof Shown shown
                && shown.value() instanceof Call call
                && call.isCountOfRows();
    }
}
