package headroom.forecast;

import java.util.Arrays;

/// The hours seen, by hour of the week. One-owner.
final class WeekSamples {
    private static final int WEEK = WeekShape.WEEK;
    private static final int DAY = 24;
    private static final double LEAN = 1.0;
    private static final double WILD = 2.5;
    private static final double UNSEEN_HIGH = 1.5;

    private final double[][] seen = new double[WEEK][8];
    private final double[][] weights = new double[WEEK][8];
    private final int[] count = new int[WEEK];

    void add(int bin, long charges, double weight) {
        var place = Math.min(count[bin], 7);
        if (count[bin] >= 8) {
            System.arraycopy(seen[bin], 1, seen[bin], 0, 7);
            System.arraycopy(weights[bin], 1, weights[bin], 0, 7);
        }
        seen[bin][place] = charges;
        weights[bin][place] = weight;
        count[bin] = Math.min(8, count[bin] + 1);
    }

    double[] means() {
        var sums = sums();
        var means = new double[WEEK];
        for (var bin = 0; bin < WEEK; bin++) {
            var like = like(bin, sums);
            means[bin] = (sums[bin][0] + LEAN * like) / (sums[bin][1] + LEAN);
        }
        return means;
    }

    double[] highs() {
        var sums = sums();
        var highs = new double[WEEK];
        for (var bin = 0; bin < WEEK; bin++) {
            var cut = cut(bin);
            for (var i = 0; i < count[bin]; i++) {
                highs[bin] = Math.max(highs[bin], Math.min(cut, seen[bin][i]));
            }
            if (count[bin] == 0) {
                highs[bin] = UNSEEN_HIGH * like(bin, sums);
            }
        }
        return highs;
    }

    /// Charges and weights by bin, wild hours cut.
    private double[][] sums() {
        var sums = new double[WEEK][2];
        for (var bin = 0; bin < WEEK; bin++) {
            var cut = cut(bin);
            for (var i = 0; i < count[bin]; i++) {
                sums[bin][0] += weights[bin][i] * Math.min(cut, seen[bin][i]);
                sums[bin][1] += weights[bin][i];
            }
        }
        return sums;
    }

    /// Same hour of like days; failing those the same hour of any day; failing those any hour.
    private static double like(int bin, double[][] sums) {
        var alike = new double[2];
        var any = new double[2];
        var all = new double[2];
        for (var other = 0; other < WEEK; other++) {
            add(sums[other], all);
            if (other % DAY == bin % DAY) {
                add(sums[other], any);
                if (kind(other / DAY) == kind(bin / DAY)) {
                    add(sums[other], alike);
                }
            }
        }
        var nearest = alike[1] > 0 ? alike : any[1] > 0 ? any : all;
        return nearest[1] > 0 ? nearest[0] / nearest[1] : 0;
    }

    private static void add(double[] from, double[] to) {
        to[0] += from[0];
        to[1] += from[1];
    }

    /// Above this an hour is wild: a multiple of the median of the bin.
    private double cut(int bin) {
        if (count[bin] < 3) {
            return Double.MAX_VALUE;
        }
        var sorted = Arrays.copyOf(seen[bin], count[bin]);
        Arrays.sort(sorted);
        return 20 + WILD * sorted[count[bin] / 2];
    }

    private static int kind(int day) {
        return Math.max(4, day);
    }
}
