package headroom.emulator.soql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A query as written, before any schema is asked whether its names exist. Immutable.
///
/// @param alias the name after the object's, by which paths may start; empty if none
/// @param limit -1 if none
public record Soql(
        String text,
        Name from,
        String alias,
        List<Item> select,
        Optional<Condition> where,
        List<Order> orders,
        int limit,
        int offset,
        boolean allRows) {

    /// A name or path, and the place where it starts; rows and columns count from 1.
    public record Name(String text, int row, int column) {}

    /// One entry of the select list.
    public sealed interface Item {}

    /// A field by its path.
    public record FieldItem(Name path) implements Item {}

    /// `COUNT()`.
    public record CountItem() implements Item {}

    /// `FIELDS(ALL)`, `FIELDS(STANDARD)`, `FIELDS(CUSTOM)`.
    public record FieldsItem(String which) implements Item {}

    /// A part of the WHERE clause.
    public sealed interface Condition {}

    public record And(List<Condition> parts) implements Condition {}

    public record Or(List<Condition> parts) implements Condition {}

    public record Not(Condition part) implements Condition {}

    /// A field held against a value.
    ///
    /// @param operator one of `= != < <= > >= LIKE IN NOT IN`
    public record Test(Name path, String operator, Literal value) implements Condition {}

    /// A value as written.
    public sealed interface Literal {}

    public record Nothing() implements Literal {}

    public record Text(String text) implements Literal {}

    public record Flag(boolean value) implements Literal {}

    public record Amount(double value) implements Literal {}

    public record Day(LocalDate value) implements Literal {}

    public record Moment(Instant value) implements Literal {}

    /// A relative date such as `LAST_N_DAYS:7`; the number is 0 where it has none.
    public record Relative(String word, int number) implements Literal {}

    public record Several(List<Literal> values) implements Literal {}

    public record Order(Name path, boolean descending, boolean nullsLast) {}

    /// Whether the answer is a number and no rows.
    public boolean isCount() {
        return select.getFirst() instanceof CountItem;
    }
}
