package headroom.meter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Charges of the rolling 24 hours per dense key, exact to the second: the window (now − 86,400 s,
/// now].
///
/// Idea: keep only the totals. What each second added is left with a [SecondStore]; a cursor
/// exactly 24 hours behind reads those seconds again and subtracts them. So memory holds one `int`
/// per key plus the seconds not yet flushed, and a read is one array load.
///
/// A charge dated in the past is added to its own second and expires when that second does. One
/// dated ahead of now counts at once and expires at its own time. Time never runs backwards here: a
/// step back is clamped; whoever must follow it calls [#rebuild].
///
/// Invariant: the total of a key is the sum over all seconds after the cursor, flushed or not. The
/// cursor never passes a second that is not flushed, so nothing leaves unsubtracted: while the
/// store refuses what it is given, nothing expires, and usage errs towards too much.
///
/// One owner calls everything but [#total]; any thread reads.
public final class RollingWindow {
    /// The length of the window in seconds.
    public static final int SECONDS = 86_400;

    private static final VarHandle TOTALS = MethodHandles.arrayElementVarHandle(int[].class);

    private final SecondStore store;
    private final Map<Long, KeyCounts> unflushed = new HashMap<>();
    private volatile int[] totals;
    private long now;
    private long cursor;
    private int unflushedDeltas;
    private long latestSecond = Long.MIN_VALUE;
    private KeyCounts latestCounts = new KeyCounts(0);

    /// Told what leaves the window.
    @FunctionalInterface
    public interface Expiry {
        void expired(int key, int amount);
    }

    public RollingWindow(SecondStore store, long nowSecond, int keys) {
        this.store = store;
        this.totals = new int[Math.max(16, keys)];
        this.now = nowSecond;
        this.cursor = nowSecond - SECONDS;
    }

    /// The charges of a key inside the window; 0 for a key never counted, as for -1. Any thread.
    public int total(int key) {
        var held = totals;
        return key >= 0 && key < held.length ? (int) TOTALS.getOpaque(held, key) : 0;
    }

    /// The second the window ends with.
    public long now() {
        return now;
    }

    /// Counts a charge in its second; false if that second has left the window already.
    public boolean add(int key, long second, int amount) {
        if (second <= cursor) {
            return false;
        }
        if (second != latestSecond) {
            latestSecond = second;
            // A second is likely to touch about as many keys as the one before.
            var expected = latestCounts.size();
            latestCounts = unflushed.computeIfAbsent(second, _ -> new KeyCounts(expected));
        }
        unflushedDeltas += latestCounts.add(key, amount) ? 1 : 0;
        change(key, amount);
        return true;
    }

    /// Moves now forward and lets the seconds that left the window expire; a step back is ignored.
    public void advance(long nowSecond, Expiry expiry) {
        now = Math.max(now, nowSecond);
        if (!isBehind()) {
            return;
        }
        var until = Math.min(now - SECONDS, oldestUnflushed() - 1);
        if (until > cursor) {
            store.read(cursor, until, (_, deltas) -> SecondDeltas.decode(deltas, expire(expiry)));
            cursor = until;
        }
    }

    /// Whether seconds that have left the window are still counted.
    public boolean isBehind() {
        return cursor < now - SECONDS;
    }

    /// Hands everything not yet flushed to the store; [#flushed] must follow once that is durable.
    public void flush() {
        unflushed.forEach((second, counts) -> store.put(second, counts.encoded()));
    }

    /// What was handed to the store by the last [#flush] is durable.
    public void flushed() {
        unflushed.clear();
        unflushedDeltas = 0;
        latestSecond = Long.MIN_VALUE;
    }

    /// How many deltas wait to be flushed, over all seconds.
    public int unflushed() {
        return unflushedDeltas;
    }

    /// Counts everything anew from the store as of `nowSecond`, which may lie before now.
    public void rebuild(long nowSecond) {
        if (!unflushed.isEmpty()) {
            throw new IllegalStateException("rebuild would lose seconds that are not flushed");
        }
        now = nowSecond;
        cursor = nowSecond - SECONDS;
        totals = new int[totals.length];
        store.read(
                cursor, Long.MAX_VALUE, (_, deltas) -> SecondDeltas.decode(deltas, this::change));
    }

    private SecondDeltas.Deltas expire(Expiry expiry) {
        return (key, amount) -> {
            change(key, -amount);
            expiry.expired(key, amount);
        };
    }

    private long oldestUnflushed() {
        return unflushed.keySet().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    private void change(int key, int amount) {
        if (key >= totals.length) {
            totals = Arrays.copyOf(totals, Math.max(key + 1, totals.length + totals.length / 2));
        }
        var held = totals;
        TOTALS.setOpaque(held, key, Math.addExact(held[key], amount));
    }
}
