package headroom.forecast;

import java.util.SplittableRandom;

/// When the usage of now leaves the window: to the minute where it was metered, and by a guess
/// where the org merely stated it. Each future guesses anew, so not knowing widens the band.
final class Ages {
    private static final double SCATTER_BLIND = 1.0;
    private static final double SCATTER_SEEN = 0.4;
    private static final double AFTER_START = 0.15;

    private final Series ageing;
    private final double[] unexplained = new double[24];
    private final double scale;

    Ages(Expectation expected, SplittableRandom random) {
        var past = expected.past();
        ageing = expected.ageing();
        // A ledger that counts more than the org lets its calls leave in proportion.
        scale = Math.min(1, (double) past.used() / Math.max(1, past.metered()));
        var scatter = past.unseen() > 0 ? SCATTER_BLIND : SCATTER_SEEN;
        var unseenHours = past.unseen() * 24;
        var sum = 0.0;
        for (var hour = 0; hour < 24; hour++) {
            var known = unseenHours > 0 && hour >= unseenHours;
            unexplained[hour] =
                    (known ? AFTER_START : 1) * Math.exp(scatter * random.nextGaussian());
            sum += unexplained[hour];
        }
        for (var hour = 0; hour < 24; hour++) {
            unexplained[hour] *= past.unexplained() / sum / 60;
        }
    }

    /// What leaves in the minutes [from, from + count) from now, within a day.
    double leaving(int from, int count) {
        var sum = 0.0;
        for (var minute = from; minute < from + count; minute++) {
            sum += scale * ageing.at(minute) + unexplained[minute / 60];
        }
        return sum;
    }
}
