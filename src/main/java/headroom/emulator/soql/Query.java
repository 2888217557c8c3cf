package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;
import headroom.emulator.soql.Soql.And;
import headroom.emulator.soql.Soql.Condition;
import headroom.emulator.soql.Soql.CountItem;
import headroom.emulator.soql.Soql.FieldItem;
import headroom.emulator.soql.Soql.FieldsItem;
import headroom.emulator.soql.Soql.Item;
import headroom.emulator.soql.Soql.Order;
import headroom.emulator.soql.Soql.Several;
import headroom.emulator.soql.Soql.Test;
import headroom.emulator.soql.Soql.Text;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A query bound to the schema, ready to run. Used once, by the event loop.
///
/// Rows come from an index where a condition that must hold names an indexed field by `=` or `IN`;
/// otherwise all rows of the object are looked at.
public final class Query {
    private static final int FIELDS_LIMIT_MAX = 200;

    private final Store store;
    private final Soql soql;
    private final ObjectType type;
    private final Projection projection;
    private final Predicate<Row> filter;
    private final boolean includeDeleted;

    /// Binds a query, or says which of its names does not exist.
    ///
    /// @param includeDeleted as `queryAll` does
    public static Query bind(Store store, Soql soql, boolean includeDeleted, Instant now) {
        return new Query(store, soql, includeDeleted, now);
    }

    private Query(Store store, Soql soql, boolean includeDeleted, Instant now) {
        this.store = store;
        this.soql = soql;
        this.includeDeleted = includeDeleted || soql.allRows();
        var found = store.schema().find(soql.from().text());
        if (found == null) {
            throw SoqlFailure.noSuchType(soql.text(), soql.from());
        }
        this.type = found;
        this.projection = new Projection(found);
        soql.select().forEach(this::project);
        var filters = new Filters(store, soql, found, now);
        this.filter = soql.where().map(filters::of).orElse(_ -> true);
    }

    private void project(Item item) {
        switch (item) {
            case CountItem _ -> {}
            case FieldsItem fields -> projectAll(fields);
            case FieldItem field -> {
                var path = FieldPath.bind(store, soql, type, field.path());
                var at = projection;
                for (var hop : path.hops()) {
                    var parent = at.type().field(hop).references().getFirst();
                    at = at.branch(hop, store.schema().get(parent));
                }
                at.add(path.place());
            }
        }
    }

    private void projectAll(FieldsItem fields) {
        if (!fields.which().equals("STANDARD")
                && (soql.limit() < 0 || soql.limit() > FIELDS_LIMIT_MAX)) {
            throw SoqlFailure.malformed(
                    "The SOQL FIELDS function must have a LIMIT of at most " + FIELDS_LIMIT_MAX);
        }
        for (var place = 0; place < type.fields().size(); place++) {
            var custom = type.field(place).isCustom();
            if (fields.which().equals("ALL") || custom == fields.which().equals("CUSTOM")) {
                projection.add(place);
            }
        }
    }

    public ObjectType type() {
        return type;
    }

    public Projection projection() {
        return projection;
    }

    public boolean isCount() {
        return soql.isCount();
    }

    /// Why the Bulk API would not take this query, or empty.
    public Optional<String> bulkProblem() {
        if (soql.isCount()) {
            return Optional.of("Aggregate Relationships not supported in Bulk Query");
        }
        return soql.offset() > 0
                ? Optional.of("OFFSET is not supported in Bulk Query")
                : Optional.empty();
    }

    Columns columnsOf() {
        return new Columns(store, projection);
    }

    /// The matching rows in the order asked for, or in the order of their making.
    public List<Row> run() {
        var found = new ArrayList<Row>();
        for (var row : candidates()) {
            if ((includeDeleted || !row.isDeleted()) && filter.test(row)) {
                found.add(row);
            }
        }
        if (!soql.orders().isEmpty()) {
            found.sort(order());
        }
        var from = Math.min(soql.offset(), found.size());
        var to = soql.limit() < 0 ? found.size() : Math.min(from + soql.limit(), found.size());
        return from == 0 && to == found.size() ? found : found.subList(from, to);
    }

    private Iterable<Row> candidates() {
        if (includeDeleted || soql.where().isEmpty()) {
            return store.table(type).rows();
        }
        var indexed = indexed(soql.where().get());
        return indexed == null ? store.table(type).rows() : indexed;
    }

    private @Nullable Iterable<Row> indexed(Condition condition) {
        return switch (condition) {
            case And and -> {
                for (var part : and.parts()) {
                    var rows = indexed(part);
                    if (rows != null) {
                        yield rows;
                    }
                }
                yield null;
            }
            case Test test -> indexed(test);
            default -> null;
        };
    }

    private @Nullable Iterable<Row> indexed(Test test) {
        var path = FieldPath.bind(store, soql, type, test.path());
        if (!path.isDirect() || !store.table(type).isIndexed(path.place())) {
            return null;
        }
        if (test.operator().equals("=") && test.value() instanceof Text text) {
            return withValue(path, text);
        }
        if (test.operator().equals("IN") && test.value() instanceof Several several) {
            var rows = new LinkedHashSet<Row>();
            for (var literal : several.values()) {
                if (!(literal instanceof Text text)) {
                    return null;
                }
                rows.addAll(withValue(path, text));
            }
            return rows;
        }
        return null;
    }

    private java.util.Collection<Row> withValue(FieldPath path, Text text) {
        var plain = LikePattern.plain(text.text());
        var value = path.field().type().isId() ? Values.fullId(plain) : plain;
        return store.table(type).withValue(path.place(), value);
    }

    private Comparator<Row> order() {
        Comparator<Row> all = (_, _) -> 0;
        for (var order : soql.orders()) {
            all = all.thenComparing(order(order));
        }
        return all;
    }

    private Comparator<Row> order(Order order) {
        var path = FieldPath.bind(store, soql, type, order.path());
        refuseUnsortable(path.field());
        var nulls = order.nullsLast() ? 1 : -1;
        var sign = order.descending() ? -1 : 1;
        return (left, right) -> {
            var a = Filters.key(path.value(store, left));
            var b = Filters.key(path.value(store, right));
            if (a == null || b == null) {
                return a == b ? 0 : a == null ? nulls : -nulls;
            }
            return sign * Filters.order(a, b);
        };
    }

    private static void refuseUnsortable(Field field) {
        var unsortable =
                switch (field.type()) {
                    case TEXTAREA -> field.length() > 255;
                    case BASE64 -> true;
                    default -> false;
                };
        if (unsortable) {
            throw new ApiFailure(
                    400,
                    "MALFORMED_QUERY",
                    "field '" + field.name() + "' can not be sorted in a query call");
        }
    }
}
