package headroom.emulator.records;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows each user wrote last, newest first, at most 200 a user. One owner.
///
/// Salesforce also counts what a user looked at in its pages, which nobody does here.
public final class Recent {
    private static final int ROWS_MAX = 200;

    private final Map<String, Deque<Row>> byUser = new HashMap<>();

    void note(String userId, Row row) {
        var rows = byUser.computeIfAbsent(userId, _ -> new ArrayDeque<>());
        rows.removeIf(it -> it == row);
        rows.addFirst(row);
        if (rows.size() > ROWS_MAX) {
            rows.removeLast();
        }
    }

    public List<Row> of(String userId) {
        return byUser.getOrDefault(userId, new ArrayDeque<>()).stream()
                .filter(row -> !row.isDeleted() && row.type().is(ObjectType.Trait.MRU))
                .toList();
    }

    public List<Row> of(String userId, ObjectType type) {
        return of(userId).stream().filter(row -> row.type() == type).toList();
    }

    /// Forgets everything: the rows have become others.
    public void clear() {
        byUser.clear();
    }
}
