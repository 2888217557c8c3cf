package headroom.emulator.records;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// How long the work of the current call would take a real org, and the rows it holds meanwhile.
///
/// Nothing waits here: the work is done at once, its cost is added up, and the answer leaves that
/// much later. Rows stay locked until then, in wall time; a later call that needs one waits for it,
/// which only makes its own answer later, and gives up after ten seconds as Salesforce does.
/// Readers do not wait and see the rows at once. One owner.
public final class WorkTime {
    static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(10);
    private static final int SWEEP_FROM = 100_000;

    private final LongSupplier nanoTime;
    private final Map<String, Long> lockedUntil = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private boolean inUse;
    private long spentNanos;

    /// @param nanoTime wall time, as [System#nanoTime] tells it
    public WorkTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Says that some work costs time in this org; until then no row is ever locked.
    public void use() {
        inUse = true;
    }

    public boolean isInUse() {
        return inUse;
    }

    /// Begins a call, or a slice of background work.
    public void begin() {
        spentNanos = 0;
        held.clear();
    }

    public void spend(Duration cost) {
        spentNanos += cost.toNanos();
    }

    /// Takes a row, waiting for whoever holds it; false if that would take more than ten seconds.
    public boolean lock(String id) {
        if (!held.add(id)) {
            return true;
        }
        var until = lockedUntil.get(id);
        var waitNanos = until == null ? 0 : until - (nanoTime.getAsLong() + spentNanos);
        if (waitNanos > LOCK_WAIT_MAX.toNanos()) {
            held.remove(id);
            spentNanos += LOCK_WAIT_MAX.toNanos();
            return false;
        }
        spentNanos += Math.max(0, waitNanos);
        return true;
    }

    /// Ends the call: its rows are locked until its answer leaves, which is that much later.
    public Duration end() {
        if (spentNanos > 0) {
            var until = nanoTime.getAsLong() + spentNanos;
            if (lockedUntil.size() > SWEEP_FROM) {
                lockedUntil.values().removeIf(past -> past <= nanoTime.getAsLong());
            }
            held.forEach(id -> lockedUntil.merge(id, until, Math::max));
        }
        held.clear();
        return Duration.ofNanos(spentNanos);
    }
}
