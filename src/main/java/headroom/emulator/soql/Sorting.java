package headroom.emulator.soql;

import headroom.emulator.records.FieldType;
import headroom.emulator.soql.Soql.Expression;
import headroom.emulator.soql.Soql.Order;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;

/// One entry of ORDER BY, bound. Picklists sort by the order of their choices.
record Sorting<R>(Operand<R> operand, Order order, Map<String, Integer> choices) {
    private static final int HEAP_MAX = 10_000;

    static <R> List<Sorting<R>> bind(Soql soql, Function<Expression, Operand<R>> binder) {
        var sortings = new ArrayList<Sorting<R>>();
        for (var order : soql.orders()) {
            var operand = binder.apply(order.by());
            if (operand.isOpaque() || operand.isSeveral()) {
                throw SoqlFailure.malformedAt(
                        soql.text(),
                        operand.at(),
                        "field '" + operand.field().name() + "' can not be sorted in a query call");
            }
            sortings.add(new Sorting<>(operand, order, choices(operand)));
        }
        return List.copyOf(sortings);
    }

    private static Map<String, Integer> choices(Operand<?> operand) {
        var choices = new HashMap<String, Integer>();
        if (operand.type() == FieldType.PICKLIST) {
            for (var choice : operand.field().choices()) {
                choices.putIfAbsent(choice.toLowerCase(Locale.ROOT), choices.size());
            }
        }
        return choices;
    }

    private @Nullable Object key(R row) {
        var key = operand.key(row);
        return choices.isEmpty() || key == null
                ? key
                : String.format("%06d", choices.getOrDefault(key, choices.size())) + key;
    }

    private int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            var nulls = order.nullsLast() ? 1 : -1;
            return left == right ? 0 : left == null ? nulls : -nulls;
        }
        var compared = Operand.order(left, right);
        return order.descending() ? -compared : compared;
    }

    /// A row with its keys, read once, and its place before sorting.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Keyed<R>(R row, @Nullable Object[] keys, int place) {}

    /// The rows in order, without those before the offset and past the limit; -1 is no limit.
    static <R> List<R> cut(Iterable<R> rows, List<Sorting<R>> sortings, int offset, int limit) {
        if (sortings.isEmpty()) {
            return cut(rows, offset, limit);
        }
        var kept = limit < 0 ? Integer.MAX_VALUE : (int) Math.min((long) offset + limit, 1L << 30);
        var order = comparator(sortings);
        var sorted = kept <= HEAP_MAX ? first(rows, sortings, order, kept) : all(rows, sortings);
        sorted.sort(order);
        var from = Math.min(offset, sorted.size());
        var to = Math.min(kept, sorted.size());
        var cut = new ArrayList<R>(Math.max(0, to - from));
        for (var i = from; i < to; i++) {
            cut.add(sorted.get(i).row());
        }
        return cut;
    }

    private static <R> List<R> cut(Iterable<R> rows, int offset, int limit) {
        var cut = new ArrayList<R>();
        var left = offset;
        for (var row : rows) {
            if (limit >= 0 && cut.size() >= limit) {
                break;
            }
            if (left > 0) {
                left--;
            } else {
                cut.add(row);
            }
        }
        return cut;
    }

    private static <R> Comparator<Keyed<R>> comparator(List<Sorting<R>> sortings) {
        return (left, right) -> {
            for (var i = 0; i < sortings.size(); i++) {
                var compared = sortings.get(i).compare(left.keys()[i], right.keys()[i]);
                if (compared != 0) {
                    return compared;
                }
            }
            return Integer.compare(left.place(), right.place());
        };
    }

    private static <R> Keyed<R> keyed(R row, List<Sorting<R>> sortings, int place) {
        var keys = new @Nullable Object[sortings.size()];
        for (var i = 0; i < keys.length; i++) {
            keys[i] = sortings.get(i).key(row);
        }
        return new Keyed<>(row, keys, place);
    }

    private static <R> List<Keyed<R>> all(Iterable<R> rows, List<Sorting<R>> sortings) {
        var all = new ArrayList<Keyed<R>>();
        for (var row : rows) {
            all.add(keyed(row, sortings, all.size()));
        }
        return all;
    }

    /// The few first of many rows: a heap whose top is the last of those kept.
    private static <R> List<Keyed<R>> first(
            Iterable<R> rows, List<Sorting<R>> sortings, Comparator<Keyed<R>> order, int count) {
        var heap = new PriorityQueue<Keyed<R>>(order.reversed());
        var place = 0;
        for (var row : rows) {
            if (count == 0) {
                break;
            }
            var keyed = keyed(row, sortings, place++);
            if (heap.size() < count) {
                heap.add(keyed);
            } else if (order.compare(keyed, heap.element()) < 0) {
                heap.remove();
                heap.add(keyed);
            }
        }
        return new ArrayList<>(heap);
    }
}
