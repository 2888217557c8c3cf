package headroom.meter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Charges of the current UTC calendar day per dense key.
///
/// A charge dated on an earlier day is not counted here (the ledger's day rollup has it); the first
/// one of a later day begins that day at zero. One owner writes; any thread reads.
public final class DayCounters {
    /// The length of a UTC day in seconds.
    public static final int SECONDS = 86_400;

    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(int[].class);

    private volatile int[] counts;
    private volatile long day;

    public DayCounters(long nowSecond, int keys) {
        this.counts = new int[Math.max(16, keys)];
        this.day = Math.floorDiv(nowSecond, SECONDS);
    }

    /// The day counted, as days since 1970-01-01 UTC.
    public long day() {
        return day;
    }

    public int total(int key) {
        var held = counts;
        return key >= 0 && key < held.length ? (int) COUNTS.getOpaque(held, key) : 0;
    }

    public void add(int key, long second, int amount) {
        advance(second);
        if (Math.floorDiv(second, SECONDS) != day) {
            return;
        }
        if (key >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(key + 1, counts.length + counts.length / 2));
        }
        var held = counts;
        COUNTS.setOpaque(held, key, Math.addExact(held[key], amount));
    }

    /// Begins a new day if the second lies in a later one; a step back is ignored.
    public void advance(long nowSecond) {
        var today = Math.floorDiv(nowSecond, SECONDS);
        if (today > day) {
            restart(today);
        }
    }

    /// Begins a day at zero, whichever day it is.
    public void restart(long newDay) {
        counts = new int[counts.length];
        day = newDay;
    }
}
