package headroom.emulator.soql;

import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Table;
import headroom.emulator.soql.Soql.And;
import headroom.emulator.soql.Soql.Chosen;
import headroom.emulator.soql.Soql.Condition;
import headroom.emulator.soql.Soql.Literal;
import headroom.emulator.soql.Soql.Not;
import headroom.emulator.soql.Soql.Operator;
import headroom.emulator.soql.Soql.Or;
import headroom.emulator.soql.Soql.Several;
import headroom.emulator.soql.Soql.Test;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds the fewest rows that a query must look at: by an index of a condition that must hold, or
/// by the indexes of all branches of an OR; else all rows of the table.
///
/// Indexes hold live rows' values as they are; the filter is still applied to what they give.
final class Candidates {
    private static final int SORTED_MAX = 10_000;

    private final Table table;
    private final Operands operands;
    private final Wanted wanted;
    private final SemiJoins semiJoins;
    private final boolean includeDeleted;

    /// One way to the rows.
    ///
    /// @param fields those whose index is used; none means the whole table is read
    record Plan(List<Field> fields, long count, Supplier<Collection<Row>> rows) {}

    /// @param includeDeleted whether deleted rows are wanted: only orders know them
    Candidates(
            Store store,
            ObjectType type,
            Operands operands,
            Wanted wanted,
            SemiJoins semiJoins,
            boolean includeDeleted) {
        this.includeDeleted = includeDeleted;
        this.table = store.table(type);
        this.operands = operands;
        this.wanted = wanted;
        this.semiJoins = semiJoins;
    }

    /// All ways, the best first; reading the whole table is always one of them.
    List<Plan> plans(Optional<Condition> where) {
        var plans = new ArrayList<Plan>();
        where.ifPresent(condition -> collect(plans, condition));
        plans.sort(Comparator.comparingLong(Plan::count));
        var scan = new Plan(List.of(), table.liveCount(), table::rows);
        var better = 0;
        while (better < plans.size() && plans.get(better).count() <= table.liveCount() / 2 + 1) {
            better++;
        }
        plans.add(better, scan);
        return plans;
    }

    private void collect(List<Plan> plans, Condition condition) {
        if (condition instanceof And and) {
            and.parts().forEach(part -> collect(plans, part));
        } else {
            plan(condition).ifPresent(plans::add);
        }
    }

    private Optional<Plan> plan(Condition condition) {
        return switch (condition) {
            case And and ->
                    and.parts().stream()
                            .flatMap(part -> plan(part).stream())
                            .min(Comparator.comparingLong(Plan::count));
            case Or or -> union(or);
            case Not _ -> Optional.empty();
            case Test test -> plan(test);
        };
    }

    private Optional<Plan> union(Or or) {
        var plans = new ArrayList<Plan>();
        for (var part : or.parts()) {
            var plan = plan(part);
            if (plan.isEmpty()) {
                return Optional.empty();
            }
            plans.add(plan.get());
        }
        var fields = plans.stream().flatMap(plan -> plan.fields().stream()).distinct().toList();
        var count = plans.stream().mapToLong(Plan::count).sum();
        return Optional.of(
                new Plan(
                        fields,
                        count,
                        () -> {
                            var rows = new LinkedHashSet<Row>();
                            plans.forEach(plan -> rows.addAll(plan.rows().get()));
                            return inOrder(rows);
                        }));
    }

    private Optional<Plan> plan(Test test) {
        var operand = operands.of(test.left());
        if (operand.path().isEmpty() || !operand.path().getFirst().isDirect()) {
            return Optional.empty();
        }
        var place = operand.path().getFirst().place();
        if (!includeDeleted
                && table.isIndexed(place)
                && (test.operator() == Operator.EQUAL || test.operator() == Operator.IN)) {
            var values = values(operand, test.value());
            if (values != null) {
                return Optional.of(withValues(operand, place, values));
            }
        }
        return table.isOrdered(place) ? between(operand, place, test) : Optional.empty();
    }

    /// The values that an index is asked for, or null where it cannot answer.
    private @Nullable Collection<Object> values(Operand<Row> operand, Literal literal) {
        if (literal instanceof Chosen chosen) {
            return semiJoins.choice(operand, chosen).values();
        }
        var literals = literal instanceof Several several ? several.values() : List.of(literal);
        var values = new LinkedHashSet<Object>();
        for (var one : literals) {
            var key = Wanted.isRange(one) ? null : wanted.key(operand, one);
            if (key == null) {
                return null;
            }
            var stored = stored(operand.type(), key);
            if (stored != null) {
                values.add(stored);
            }
        }
        return values;
    }

    /// A key as rows store it; null for one that no row can have.
    private static @Nullable Object stored(FieldType type, Object key) {
        if (type == FieldType.INT && key instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE
                    ? (Object) (int) (double) number
                    : null;
        }
        return key;
    }

    private Plan withValues(Operand<Row> operand, int place, Collection<Object> values) {
        var count = 0L;
        for (var value : values) {
            count += place == 0 ? 1 : table.withValue(place, value).size();
        }
        return new Plan(
                List.of(operand.field()),
                count,
                () -> {
                    if (values.size() == 1) {
                        return table.withValue(place, values.iterator().next());
                    }
                    var rows = new ArrayList<Row>();
                    values.forEach(value -> rows.addAll(table.withValue(place, value)));
                    return inOrder(rows);
                });
    }

    /// Rows are promised in no order; a few are put into that of their making all the same.
    private static Collection<Row> inOrder(Collection<Row> rows) {
        if (rows.size() > SORTED_MAX) {
            return rows;
        }
        var sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Row::id));
        return sorted;
    }

    private Optional<Plan> between(Operand<Row> operand, int place, Test test) {
        var range =
                switch (test.operator()) {
                    case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                            wanted.range(operand, test.value());
                    default -> new Range(null, null);
                };
        if (range.from() == null || range.from() instanceof Double number && tooLarge(number)) {
            return Optional.empty();
        }
        var low = stored(operand.type(), range.from(), false);
        var high =
                stored(
                        operand.type(),
                        range.before() == null ? range.from() : range.before(),
                        range.before() == null);
        var from =
                switch (test.operator()) {
                    case EQUAL, GREATER, GREATER_OR_EQUAL -> low;
                    default -> null;
                };
        var before =
                switch (test.operator()) {
                    case EQUAL, LESS, LESS_OR_EQUAL -> high;
                    default -> null;
                };
        return Optional.of(
                new Plan(
                        List.of(operand.field()),
                        table.countBetween(place, from, before),
                        () -> inOrder(table.between(place, from, before))));
    }

    private static boolean tooLarge(double number) {
        return Math.abs(number) > 2e9;
    }

    /// A range's end as rows store values, or the next value after it.
    private static Object stored(FieldType type, Object key, boolean next) {
        return switch (key) {
            case Double number when type == FieldType.INT ->
                    (int) Math.floor(number) + (next ? 1 : 0);
            case Double number -> next ? Math.nextUp(number) : number;
            case Instant instant -> next ? instant.plusNanos(1) : instant;
            case LocalDate day -> next ? day.plusDays(1) : day;
            case String text -> next ? text + '\0' : text;
            default -> key;
        };
    }
}
