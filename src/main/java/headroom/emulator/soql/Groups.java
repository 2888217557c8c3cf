package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.soql.Soql.Call;
import headroom.emulator.soql.Soql.Expression;
import headroom.emulator.soql.Soql.Grouping;
import headroom.emulator.soql.Soql.Path;
import headroom.emulator.soql.Soql.Shown;
import headroom.emulator.soql.Soql.Subtotals;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// A query that answers groups of rows: what they are grouped by, what is summed, what is shown.
///
/// Every expression of SELECT, HAVING and ORDER BY is either something grouped by or an aggregate;
/// each is bound once to a slot of the group.
final class Groups {
    private static final int KEYS_MAX = 32;
    private static final int SUBTOTALLED_MAX = 3;
    private static final int ROWS_MAX = 2_000;

    private final Store store;
    private final Soql soql;
    private final ObjectType type;
    private final Season season;
    private final List<Operand<Row>> keys = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final List<Query.Column> columns = new ArrayList<>();
    private final List<Operand<Group>> shown = new ArrayList<>();
    private final Predicate<Group> having;
    private final List<Sorting<Group>> sortings;

    /// Rows that share their keys, and their sums.
    ///
    /// @param rolledUp which keys are subtotalled, a bit each
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Group(@Nullable Object[] keys, int rolledUp, List<Aggregate.Sum> sums) {
        Group {
            sums = List.copyOf(sums);
        }
    }

    static boolean isGrouped(Soql soql) {
        return soql.grouping().isPresent() || soql.select().stream().anyMatch(Groups::isAggregate);
    }

    private static boolean isAggregate(Soql.Item item) {
        return item instanceof Shown shown
                && shown.value() instanceof Call call
                && holdsAggregate(call)
                && !call.isCountOfRows();
    }

    private static boolean holdsAggregate(Call call) {
        return Aggregate.is(call)
                || !call.arguments().isEmpty()
                        && call.argument() instanceof Call inner
                        && holdsAggregate(inner);
    }

    Groups(Store store, Soql soql, ObjectType type, Season season) {
        this.store = store;
        this.soql = soql;
        this.type = type;
        this.season = season;
        if (soql.grouping().isEmpty() && soql.limit() >= 0) {
            throw SoqlFailure.malformed(
                    "Non-grouped query that uses overall aggregate functions cannot also use"
                            + " LIMIT");
        }
        soql.grouping().ifPresent(this::bindKeys);
        bindColumns();
        var wanted = new Wanted(soql, season);
        var filters =
                new Filters<>(soql, wanted, this::operand, new SemiJoins(store, soql, season));
        this.having = soql.grouping().flatMap(Grouping::having).map(filters::of).orElse(_ -> true);
        this.sortings = Sorting.bind(soql, this::operand);
    }

    private void bindKeys(Grouping grouping) {
        var max = grouping.subtotals() == Subtotals.NONE ? KEYS_MAX : SUBTOTALLED_MAX;
        if (grouping.by().size() > max) {
            throw SoqlFailure.malformed("Grouping by more than " + max + " fields is not allowed");
        }
        for (var by : grouping.by()) {
            if (by instanceof Call call && Aggregate.is(call)) {
                throw SoqlFailure.malformedAt(
                        soql.text(), call.name(), "aggregate functions cannot be grouped by");
            }
            var operand = new Operands(store, soql, type, season).of(by);
            if (!isGroupable(operand)) {
                throw SoqlFailure.malformedAt(
                        soql.text(),
                        by.name(),
                        "field '"
                                + operand.field().name()
                                + "' can not be grouped in a query call");
            }
            keys.add(operand);
        }
    }

    private static boolean isGroupable(Operand<Row> operand) {
        return !operand.isOpaque()
                && switch (operand.type().word()) {
                    case "double",
                            "currency",
                            "percent",
                            "datetime",
                            "time",
                            "multipicklist",
                            "textarea" ->
                            false;
                    default -> true;
                };
    }

    private void bindColumns() {
        var names = new HashSet<String>();
        var nameless = 0;
        for (var item : soql.select()) {
            if (!(item instanceof Shown shown)) {
                throw item instanceof Soql.FieldsItem
                        ? ungrouped(type.field(0).name())
                        : SoqlFailure.malformed(
                                "Grouped queries cannot select child or typed rows");
            }
            var operand = operand(shown.value());
            var name = shown.alias();
            if (name.isEmpty()) {
                name = shown.value() instanceof Path path ? named(path) : "expr" + nameless++;
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw SoqlFailure.malformedAt(
                        soql.text(), shown.value().name(), "duplicate alias: " + name);
            }
            var label = shown.value().name().text();
            columns.add(new Query.Column(name, label, operand.field(), isAggregate(item)));
            this.shown.add(operand);
        }
    }

    private String named(Path path) {
        return FieldPath.bind(store, soql, type, path.name(), season).field().name();
    }

    private static ApiFailure ungrouped(String field) {
        return SoqlFailure.malformed("Field must be grouped or aggregated: " + field);
    }

    /// A value of the group, by what it is grouped by or by an aggregate.
    private Operand<Group> operand(Expression expression) {
        if (expression instanceof Call call) {
            if (call.isCountOfRows()) {
                throw SoqlFailure.malformedAt(
                        soql.text(), call.name(), "Grouped queries need count(fieldName)");
            }
            if (Aggregate.is(call)) {
                return aggregate(call);
            }
            if (call.function().equals("GROUPING")) {
                return grouping(call);
            }
            if (holdsAggregate(call)) {
                return wrapped(call);
            }
        }
        var slot = slot(expression);
        return new Operand<>(
                expression.name(), keys.get(slot).field(), List.of(), group -> group.keys()[slot]);
    }

    private Operand<Group> aggregate(Call call) {
        var operand = new Operands(store, soql, type, season).of(call.argument());
        var aggregate = Aggregate.bind(soql, call, operand);
        var slot = aggregates.size();
        aggregates.add(aggregate);
        return new Operand<>(
                call.name(), aggregate.field(), List.of(), group -> group.sums().get(slot).value());
    }

    private Operand<Group> grouping(Call call) {
        var slot = slot(call.argument());
        return new Operand<>(
                call.name(),
                Field.whole("grouping", ""),
                List.of(),
                group -> group.rolledUp() >> slot & 1);
    }

    private Operand<Group> wrapped(Call call) {
        var inner = operand(call.argument());
        if (!call.function().equals("FORMAT")) {
            return inner;
        }
        return new Operand<>(
                call.name(),
                Field.text(inner.field().name(), "", 255),
                List.of(),
                group -> Formats.text(inner.type(), inner.value(group)));
    }

    private int slot(Expression expression) {
        var wanted = shape(expression);
        var by = soql.grouping().map(Grouping::by).orElse(List.of());
        for (var slot = 0; slot < by.size(); slot++) {
            if (shape(by.get(slot)).equals(wanted)) {
                return slot;
            }
        }
        throw SoqlFailure.ungrouped(soql.text(), expression.name());
    }

    /// The expression without what does not matter to its meaning: case, alias of the object.
    private List<Object> shape(Expression expression) {
        return switch (expression) {
            case Path path -> {
                var bound = FieldPath.bind(store, soql, type, path.name(), season);
                yield List.of(bound.hops(), bound.type(), bound.place());
            }
            case Call call ->
                    call.arguments().isEmpty()
                            ? List.of(call.function())
                            : List.of(call.function(), shape(call.argument()));
        };
    }

    List<Query.Column> columns() {
        return columns;
    }

    /// The groups of these rows, chosen, ordered and cut as the query says.
    List<Group> run(Iterable<Row> rows) {
        var subtotals = soql.grouping().map(Grouping::subtotals).orElse(Subtotals.NONE);
        var groups = new LinkedHashMap<List<@Nullable Object>, Group>();
        if (soql.grouping().isEmpty()) {
            groups.put(List.of(0), start(new @Nullable Object[0], 0));
        }
        var masks = masks(subtotals);
        for (var row : rows) {
            for (var mask : masks) {
                add(groups, row, mask);
            }
        }
        var chosen = new ArrayList<Group>();
        groups.values().stream().filter(having).forEach(chosen::add);
        if (subtotals != Subtotals.NONE) {
            chosen.sort((left, right) -> Integer.compare(left.rolledUp(), right.rolledUp()));
        }
        var cut = Sorting.cut(chosen, sortings, soql.offset(), soql.limit());
        if (cut.size() > ROWS_MAX) {
            throw new ApiFailure(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "Aggregate query does not support queryMore(), use LIMIT to restrict the"
                            + " results to a single batch");
        }
        return cut;
    }

    /// Which keys each row is subtotalled over: none, or the last ones, or any.
    private List<Integer> masks(Subtotals subtotals) {
        var all = (1 << Math.min(keys.size(), SUBTOTALLED_MAX)) - 1;
        return switch (subtotals) {
            case NONE -> List.of(0);
            case CUBE -> {
                var masks = new ArrayList<Integer>();
                for (var mask = 0; mask <= all; mask++) {
                    masks.add(mask);
                }
                yield masks;
            }
            case ROLLUP -> {
                var masks = new ArrayList<Integer>();
                for (var kept = keys.size(); kept >= 0; kept--) {
                    masks.add(all & -(1 << kept));
                }
                yield masks;
            }
        };
    }

    private void add(Map<List<@Nullable Object>, Group> groups, Row row, int mask) {
        var id = new ArrayList<@Nullable Object>(keys.size() + 1);
        for (var slot = 0; slot < keys.size(); slot++) {
            id.add((mask >> slot & 1) == 1 ? null : keys.get(slot).key(row));
        }
        id.add(mask);
        var group = groups.get(id);
        if (group == null) {
            var values = new @Nullable Object[keys.size()];
            for (var slot = 0; slot < keys.size(); slot++) {
                values[slot] = (mask >> slot & 1) == 1 ? null : keys.get(slot).value(row);
            }
            group = start(values, mask);
            groups.put(id, group);
        }
        group.sums().forEach(sum -> sum.add(row));
    }

    private Group start(@Nullable Object[] values, int mask) {
        return new Group(values, mask, aggregates.stream().map(Aggregate::start).toList());
    }

    /// The groups as rows of shown values.
    List<List<@Nullable Object>> shown(List<Group> groups) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var group : groups) {
            var row = new ArrayList<@Nullable Object>(shown.size());
            shown.forEach(operand -> row.add(operand.value(group)));
            rows.add(row);
        }
        return rows;
    }
}
