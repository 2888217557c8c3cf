package headroom.forecast;

import java.util.Arrays;

/// Counts by consecutive hours or minutes since 1970 UTC; outside of what is known there are none.
/// Immutable.
public final class Series {
    public static final Series EMPTY = new Series(0, new long[0]);

    private final long first;
    private final long[] counts;

    private Series(long first, long[] counts) {
        this.first = first;
        this.counts = counts;
    }

    /// Consecutive counts.
    ///
    /// @param first the hour or minute of the first count
    public static Series of(long first, long... counts) {
        return new Series(first, counts.clone());
    }

    /// The first hour or minute known.
    public long first() {
        return first;
    }

    /// The one after the last known.
    public long end() {
        return first + counts.length;
    }

    public int length() {
        return counts.length;
    }

    public long at(long index) {
        return index >= first && index < end() ? counts[(int) (index - first)] : 0;
    }

    /// The sum over [from, to).
    public long sum(long from, long to) {
        var start = Math.clamp(from - first, 0, counts.length);
        var stop = Math.clamp(to - first, start, counts.length);
        return Arrays.stream(counts, start, stop).sum();
    }
}
