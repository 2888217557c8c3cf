package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The live rows of a table by one field's value; null is not filed. One owner.
///
/// Most values name one row, so a row stands there by itself; a few share a list, many a set.
final class Index {
    private static final int LIST_MAX = 16;

    private final int place;
    private final Map<Object, Object> byKey = new HashMap<>();

    Index(int place) {
        this.place = place;
    }

    int place() {
        return place;
    }

    @SuppressWarnings("unchecked")
    Collection<Row> find(Object value) {
        var found = byKey.get(Values.key(value));
        return switch (found) {
            case null -> List.of();
            case Row row -> List.of(row);
            default -> Collections.unmodifiableCollection((Collection<Row>) found);
        };
    }

    void enter(Row row, @Nullable Object value) {
        if (value != null) {
            byKey.merge(Values.key(value), row, Index::joined);
        }
    }

    @SuppressWarnings("unchecked")
    private static Object joined(Object there, Object added) {
        var row = (Row) added;
        if (there instanceof Row first) {
            var both = new ArrayList<Row>(4);
            both.add(first);
            both.add(row);
            return both;
        }
        var many = (Collection<Row>) there;
        if (many instanceof List<Row> && many.size() >= LIST_MAX) {
            many = new LinkedHashSet<>(many);
        }
        many.add(row);
        return many;
    }

    @SuppressWarnings("unchecked")
    void leave(Row row, @Nullable Object value) {
        if (value == null) {
            return;
        }
        var key = Values.key(value);
        var there = byKey.get(key);
        if (there == row) {
            byKey.remove(key);
        } else if (there instanceof Collection<?> many) {
            many.remove(row);
            if (many.size() == 1) {
                byKey.put(key, ((Collection<Row>) many).iterator().next());
            }
        }
    }

    void clear() {
        byKey.clear();
    }
}
