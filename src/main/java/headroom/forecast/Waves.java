package headroom.forecast;

import java.util.Optional;

/// Retries that come in waves: how much they are on an average, from whole waves only. An hour that
/// holds two crests and one trough says too much.
final class Waves {
    private static final int CALM_BEFORE = 3;
    private static final int SHORTEST = 8;

    private Waves() {}

    /// Charges above the usual in a minute, from the first crest to the last one's beginning;
    /// absent unless one whole wave has been seen.
    static Optional<Double> mean(Arrivals arrivals, WeekShape shape, long onset, long nowMinute) {
        var above = new double[(int) (nowMinute + 1 - onset)];
        var high = 0.0;
        for (var i = 0; i < above.length; i++) {
            above[i] = arrivals.minutes().at(onset + i) - shape.smooth(onset + i);
        }
        for (var i = 0; i + CALM_BEFORE <= above.length; i++) {
            high = Math.max(high, mean(above, i, i + CALM_BEFORE));
        }
        var begun = 0;
        for (var i = CALM_BEFORE; i + CALM_BEFORE <= above.length; i++) {
            var isCrest = mean(above, i, i + CALM_BEFORE) > high / 2;
            if (isCrest && above[i] > high / 2 && mean(above, i - CALM_BEFORE, i) < high / 4) {
                begun = i;
            }
        }
        return begun < SHORTEST ? Optional.empty() : Optional.of(mean(above, 0, begun));
    }

    private static double mean(double[] of, int from, int to) {
        var sum = 0.0;
        for (var i = from; i < to; i++) {
            sum += of[i];
        }
        return sum / (to - from);
    }
}
