package headroom.emulator.records;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Lets equal values of many rows be one object: cities, states, dates. Thread-safe.
///
/// Each value has one slot, where the latest of its kind stays; nothing is ever looked for twice.
final class Shared {
    private static final int SLOTS = 1 << 13;
    private static final int TEXT_MAX = 40;

    private final AtomicReferenceArray<Object> slots = new AtomicReferenceArray<>(SLOTS);

    @SuppressWarnings("unchecked")
    <T> T of(T value) {
        if (value instanceof String text && text.length() > TEXT_MAX) {
            return value;
        }
        var hash = value.hashCode();
        var slot = (hash ^ hash >>> 16) & SLOTS - 1;
        var there = slots.getPlain(slot);
        if (value.equals(there)) {
            return (T) there;
        }
        slots.setPlain(slot, value);
        return value;
    }
}
