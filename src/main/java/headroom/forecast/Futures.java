package headroom.forecast;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Some hundred ways the next hours may go, followed step by step. One-owner.
final class Futures {
    private static final int QUIET_MINUTES = 60;
    private static final int DAY = 1440;

    private final Expectation expected;
    private final int step;
    private final int steps;
    private final long[][] used;
    private final double[] exhaustions;
    private final double[] recoveries;

    Futures(Expectation expected, int step, int steps, int count) {
        this.expected = expected;
        this.step = step;
        this.steps = steps;
        used = new long[count][steps];
        exhaustions = new double[count];
        recoveries = new double[count];
        for (var i = 0; i < count; i++) {
            follow(i);
        }
    }

    int steps() {
        return steps;
    }

    /// Minutes until the allocation is spent, infinite where that takes more than a day.
    double[] exhaustions() {
        return exhaustions.clone();
    }

    /// Minutes until nothing is refused any more, of the futures that exhaust within a day.
    double[] recoveries() {
        var count = 0;
        var kept = new double[recoveries.length];
        for (var i = 0; i < recoveries.length; i++) {
            if (Double.isFinite(exhaustions[i])) {
                kept[count++] = recoveries[i];
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /// The highest usage of each future.
    long[] peaks() {
        return Arrays.stream(used).mapToLong(path -> Arrays.stream(path).max().orElse(0)).toArray();
    }

    /// The usage at the end of a step that this share of the futures stays below.
    long quantile(int at, double share) {
        var all = new long[used.length];
        for (var i = 0; i < all.length; i++) {
            all[i] = used[i][at];
        }
        Arrays.sort(all);
        return all[(int) Math.min(all.length - 1, (long) (share * all.length))];
    }

    private void follow(int index) {
        var seed = expected.past().nowMinute() * 1_000_003L + index;
        var arrivals = new Draw(expected, new SplittableRandom(seed)).arrivals(step, steps);
        var ages = new Ages(expected, new SplittableRandom(~seed));
        var freed = new double[steps];
        for (var i = 0; i < Math.min(steps, DAY / step); i++) {
            freed[i] = ages.leaving(i * step, step);
        }
        var spent = expected.past().used() >= expected.past().allocation();
        exhaustions[index] = spent ? 0 : Double.POSITIVE_INFINITY;
        var usage = (double) expected.past().used();
        var perDay = DAY / step;
        for (var i = 0; i < steps; i++) {
            usage += arrivals[i] - (i < perDay ? freed[i] : arrivals[i - perDay]);
            used[index][i] = Math.round(Math.max(0, usage));
            if (usage >= expected.past().allocation()
                    && exhaustions[index] == Double.POSITIVE_INFINITY
                    && i < perDay) {
                exhaustions[index] = (double) (i + 1) * step;
            }
        }
        recoveries[index] = recovery(arrivals, freed);
    }

    /// As the org would have it: what does not fit is refused, not counted and not repeated.
    private double recovery(double[] arrivals, double[] freed) {
        var allocation = expected.past().allocation();
        var perDay = DAY / step;
        var admitted = new double[steps];
        var usage = (double) expected.past().used();
        var refusedLast = -1;
        for (var i = 0; i < steps; i++) {
            usage -= i < perDay ? freed[i] : admitted[i - perDay];
            admitted[i] = Math.clamp(allocation - usage, 0, arrivals[i]);
            usage += admitted[i];
            if (admitted[i] < arrivals[i]) {
                refusedLast = i;
            } else if (refusedLast >= 0 && (i - refusedLast) * step >= QUIET_MINUTES) {
                return (double) (refusedLast + 2) * step;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
