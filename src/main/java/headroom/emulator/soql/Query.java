package headroom.emulator.soql;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/// A query bound to the schema, ready to run. Used once, by the event loop.
public final class Query {
    private static final double SCAN_COST = 0.65;

    private final Store store;
    private final Soql soql;
    private final ObjectType type;
    private final boolean includeDeleted;
    private final Candidates candidates;
    private final Predicate<Row> filter;
    private final Projection projection;
    private final Optional<Groups> groups;
    private final List<Sorting<Row>> sortings;
    private @Nullable Map<Object, List<Row>> byParent;

    /// Binds a query, or says which of its names does not exist.
    ///
    /// @param includeDeleted as `queryAll` does
    public static Query bind(
            Store store, Soql soql, boolean includeDeleted, Instant now, Viewer viewer) {
        return bind(store, soql, includeDeleted, Season.of(store, now, viewer));
    }

    static Query bind(Store store, Soql soql, boolean includeDeleted, Season season) {
        var type = store.schema().find(soql.from().text());
        if (type == null || !season.viewer().sees(type)) {
            throw SoqlFailure.noSuchType(soql.text(), soql.from());
        }
        return new Query(store, soql, type, includeDeleted, season, 1);
    }

    /// A query inside another's select list, run anew for each parent.
    static Query ofChildren(
            Store store,
            Soql soql,
            ObjectType type,
            boolean includeDeleted,
            Season season,
            int level) {
        if (soql.isCount() || Groups.isGrouped(soql)) {
            throw SoqlFailure.malformedAt(
                    soql.text(), soql.from(), "only root queries support aggregate expressions");
        }
        return new Query(store, soql, type, includeDeleted, season, level);
    }

    private Query(
            Store store,
            Soql soql,
            ObjectType type,
            boolean includeDeleted,
            Season season,
            int level) {
        this.store = store;
        this.soql = soql;
        this.type = type;
        this.includeDeleted = includeDeleted || soql.allRows();
        var operands = new Operands(store, soql, type, season);
        var wanted = new Wanted(soql, season);
        var semiJoins = new SemiJoins(store, soql, season);
        this.groups =
                Groups.isGrouped(soql)
                        ? Optional.of(new Groups(store, soql, type, season))
                        : Optional.empty();
        this.projection =
                groups.isPresent()
                        ? Projection.of(type)
                        : new Selection(store, soql, type, season, this.includeDeleted)
                                .projection(level);
        var filters = new Filters<>(soql, wanted, operands::of, semiJoins);
        this.filter = soql.where().map(filters::of).orElse(_ -> true);
        this.candidates =
                new Candidates(store, type, operands, wanted, semiJoins, this.includeDeleted);
        this.sortings = groups.isPresent() ? List.of() : Sorting.bind(soql, operands::of);
    }

    public ObjectType type() {
        return type;
    }

    public Projection projection() {
        return projection;
    }

    /// Whether the answer is a number alone.
    public boolean isCount() {
        return soql.isCount();
    }

    /// Whether the answer is groups and no rows.
    public boolean isGrouped() {
        return groups.isPresent();
    }

    /// What each group shows, in order; empty if this is no grouped query.
    public List<Column> columns() {
        return groups.map(Groups::columns).orElse(List.of());
    }

    /// A shown value of groups.
    ///
    /// @param label the expression as it was written
    /// @param field tells the value's type
    public record Column(String name, String label, Field field, boolean isAggregate) {}

    /// One way in which the query could find its rows.
    ///
    /// @param fields whose index is used; none where the whole table is read
    /// @param rows of the object in all
    public record Explained(
            List<String> fields, long cardinality, long rows, String type, double relativeCost) {}

    /// How the query could find its rows, the way that would be taken first.
    public List<Explained> explain() {
        var rows = (long) store.table(type).liveCount();
        return plans().stream()
                .map(plan -> {
                    var fields = plan.fields().stream().map(Field::name).toList();
                    var cost =
                            fields.isEmpty()
                                    ? SCAN_COST
                                    : 2 * SCAN_COST * plan.count() / Math.max(rows, 1);
                    return new Explained(fields, plan.count(), rows, type.name(), cost);
                })
                .toList();
    }

    /// The ways in which this query could find its rows, the one that is taken first.
    List<Candidates.Plan> plans() {
        return candidates.plans(soql.where());
    }

    /// Why the Bulk API would not take this query, or empty.
    public Optional<String> bulkProblem() {
        if (soql.isCount() || groups.isPresent()) {
            return Optional.of("Aggregate Relationships not supported in Bulk Query");
        }
        for (var entry : projection.entries()) {
            if (entry instanceof Projection.Children) {
                return Optional.of("Nested queries are not supported in Bulk Query");
            }
            if (entry instanceof Projection.TypeOf) {
                return Optional.of("TYPEOF is not supported in Bulk Query");
            }
        }
        return soql.offset() > 0
                ? Optional.of("OFFSET is not supported in Bulk Query")
                : Optional.empty();
    }

    Columns columnsOf() {
        return new Columns(store, projection);
    }

    /// How many rows match.
    public int count() {
        if (soql.where().isEmpty() && soql.limit() < 0 && soql.offset() == 0) {
            var table = store.table(type);
            return includeDeleted ? table.rows().size() : table.liveCount();
        }
        return Sorting.cut(matching(_ -> true), List.of(), soql.offset(), soql.limit()).size();
    }

    /// The matching rows in the order asked for.
    public List<Row> run() {
        return run(_ -> true);
    }

    /// The matching rows that also pass another test.
    public List<Row> run(Predicate<Row> also) {
        return Sorting.cut(matching(also), sortings, soql.offset(), soql.limit());
    }

    /// The answer's groups, each a list of shown values.
    public List<List<@Nullable Object>> runGroups() {
        var bound = groups.orElseThrow();
        return bound.shown(bound.run(matching(_ -> true)));
    }

    private Iterable<Row> matching(Predicate<Row> also) {
        var plan = plans().getFirst();
        var table = store.table(type);
        var rows = plan.rows().get();
        // An order may still hold what a roll-back has taken from the table.
        var known = includeDeleted && !plan.fields().isEmpty();
        Predicate<Row> all =
                row ->
                        (includeDeleted || !row.isDeleted())
                                && (!known || table.find(row.id()) == row)
                                && filter.test(row)
                                && also.test(row);
        return () -> new Matching(rows.iterator(), all);
    }

    /// Rows as they are found, so that a limit ends the search.
    private static final class Matching implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Predicate<Row> test;
        private @Nullable Row next;

        Matching(Iterator<Row> rows, Predicate<Row> test) {
            this.rows = rows;
            this.test = test;
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                var row = rows.next();
                next = test.test(row) ? row : null;
            }
            return next != null;
        }

        @Override
        public Row next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            var found = next;
            next = null;
            return found;
        }
    }

    /// The matching rows whose reference at that place points to this parent.
    List<Row> runChildren(Row parent, int reference) {
        var table = store.table(type);
        if (!includeDeleted && table.isIndexed(reference)) {
            var rows = new ArrayList<Row>();
            for (var row : table.withValue(reference, parent.id())) {
                if (filter.test(row)) {
                    rows.add(row);
                }
            }
            return Sorting.cut(rows, sortings, soql.offset(), soql.limit());
        }
        var all = byParent;
        if (all == null) {
            all = new HashMap<>();
            for (var row : matching(_ -> true)) {
                var id = row.value(reference);
                if (id != null) {
                    all.computeIfAbsent(id, _ -> new ArrayList<>()).add(row);
                }
            }
            byParent = all;
        }
        var rows = all.getOrDefault(parent.id(), List.of());
        return Sorting.cut(rows, sortings, soql.offset(), soql.limit());
    }
}
