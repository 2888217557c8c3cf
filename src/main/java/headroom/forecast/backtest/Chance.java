package headroom.forecast.backtest;

import java.util.SplittableRandom;

/// Draws counts.
final class Chance {
    private static final double LARGE = 30;

    private Chance() {}

    /// Knuth's product for small means, a normal one for large.
    static long poisson(double mean, SplittableRandom random) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > LARGE) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        var limit = Math.exp(-mean);
        var product = random.nextDouble();
        var count = 0L;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
