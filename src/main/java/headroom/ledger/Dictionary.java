package headroom.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers for values that repeat. Known values are found without a lock; new ones are written with
/// the next commit, before the first row that uses them.
///
/// 0 stands for `none`; 1 for `other`, which every value beyond the limit becomes. Thread-safe, but
/// for the list of what is unwritten, which the writer owns.
final class Dictionary<T> {
    private static final int OTHER = 1;

    private final int max;
    private final Map<T, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, T> values = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(OTHER + 1);
    private final ConcurrentLinkedQueue<Word<T>> fresh = new ConcurrentLinkedQueue<>();
    private final List<Word<T>> unwritten = new ArrayList<>();
    private final T other;

    record Word<T>(int id, T value) {}

    Dictionary(int max, T none, T other) {
        this.max = max;
        this.other = other;
        load(0, none);
        load(OTHER, other);
    }

    int id(T value) {
        var known = ids.get(value);
        if (known != null) {
            return known;
        }
        return next.get() > max ? OTHER : ids.computeIfAbsent(value, this::added);
    }

    T value(int id) {
        return values.getOrDefault(id, other);
    }

    void load(int id, T value) {
        ids.put(value, id);
        values.put(id, value);
        next.accumulateAndGet(id + 1, Math::max);
    }

    /// What must be written before anything that uses it. Writer only.
    List<Word<T>> unwritten() {
        for (var word = fresh.poll(); word != null; word = fresh.poll()) {
            unwritten.add(word);
        }
        return unwritten;
    }

    /// What was unwritten is durable. Writer only.
    void written() {
        unwritten.clear();
    }

    private Integer added(T value) {
        var word = new Word<>(next.getAndIncrement(), value);
        values.put(word.id(), value);
        fresh.add(word);
        return word.id();
    }
}
