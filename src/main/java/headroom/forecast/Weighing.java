package headroom.forecast;

import headroom.forecast.Ways.Way;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Weighs the ways in which an integration may have left its usual week. One-owner.
///
/// Idea: each explanation predicts the counts of five-minute blocks from before the onset until
/// now, with unknown amounts of its own; the better it does ([Belief]), the more futures follow it.
/// What adds the same to every minute is level wherever the integration's own hours differ; what
/// multiplies its day shows these differences magnified: the slope of a morning, the step where an
/// hour turns, the minutes in which it calls. What grows has a slope from its onset on. Usual is
/// once what the week says and once what was seen just before the onset, for a job that began late.
///
/// The evidence for and against a multiple is believed at less than its word (`TRUST`): hours are
/// less alike than the model has it, and its freedom is charged too dear (`CHARGED_BACK`). Both are
/// fitted to generated worlds by logistic regression.
final class Weighing {
    private static final int BLOCK = 5;
    private static final int BLOCKS_MAX = 60;
    private static final int BEFORE = 60;
    private static final int JUST_BEFORE = 30;
    private static final double DAY_SCATTER = 0.2;
    private static final double SLOPE = 0.15;
    private static final double DRIFT = 0.06;
    private static final double[] BLUR = {0, 0.04, 0.12, 0.3};
    private static final double EDGE = 4;
    private static final double FREEDOM = 2;

    private static final double CONSTANT = 0.4;
    private static final double WAVES = 0.2;
    private static final double MULTIPLES = 0.25;
    private static final double GROWTH = 0.15;
    private static final double TRUST = 0.4;
    private static final double CHARGED_BACK = 1;
    private static final double FARTHEST = 10;
    private static final double FACTOR_LEAST = 0.7;
    private static final double FACTOR_USUAL = 20;
    private static final double FACTOR_FADES = 10;
    private static final double FACTOR_MOST = 80;
    private static final double UNEVEN = 0.015;
    private static final double GROWS_UNEVENLY = 0.02;
    private static final double[] ROUGH = {0.3, 0.7, 1.1};
    private static final int[] GROWS_FOR = {30, 40, 45, 50, 55, 60, 67, 75, 85, 95, 105, 120};
    private static final int[] MULTIPLIED_EARLIER = {0, 10, 20, 30, 45};
    private static final int[] EARLIER = {0, 2, 4, 6, 8, 10, 12, 14, 16, 20, 25, 30};

    private final long onset;
    private final long from;
    private final long nowMinute;
    private final int blocks;
    private final double[] seen;
    private final double[] expected;
    private final double[] noise;
    private final double[] edges;
    private final double[] lengths;
    private final double mean;
    private final double scatter;
    private final Optional<Double> waves;
    private double[] usual;
    private double factor;
    private final List<Way> ways = new ArrayList<>();

    Weighing(Arrivals arrivals, WeekShape shape, long onset, long nowMinute) {
        this.onset = onset;
        this.nowMinute = nowMinute;
        var back = Math.min(nowMinute - onset + BEFORE, (long) BLOCKS_MAX * BLOCK);
        blocks = (int) (nowMinute / BLOCK - (nowMinute - back) / BLOCK + 1);
        from = (nowMinute / BLOCK - blocks + 1) * BLOCK;
        seen = new double[blocks];
        expected = new double[blocks];
        usual = expected;
        lengths = new double[blocks];
        var above = 0.0;
        for (var minute = from; minute <= nowMinute; minute++) {
            var block = (int) (minute - from) / BLOCK;
            var its = shape.smooth(minute);
            lengths[block]++;
            seen[block] += arrivals.minutes().at(minute);
            expected[block] += its;
            if (minute >= onset) {
                above += arrivals.minutes().at(minute) - its;
            }
        }
        mean = Math.max(0.1, above / (nowMinute + 1 - onset));
        scatter = shape.scatter();
        waves = Waves.mean(arrivals, shape, onset, nowMinute);
        noise = new double[blocks];
        edges = new double[blocks];
        for (var i = 0; i < blocks; i++) {
            noise[i] = 1 + perMinuteNear(i) * lengths[i];
            edges[i] = shape.edge(hour(i)) * lengths[i];
        }
    }

    private double perMinuteNear(int block) {
        var counts = 0.0;
        var minutes = 0.0;
        for (var i = Math.max(0, block - 1); i <= Math.min(blocks - 1, block + 1); i++) {
            counts += seen[i];
            minutes += lengths[i];
        }
        return counts / minutes;
    }

    Ways ways() {
        compare();
        before().ifPresent(seenThen -> {
            usual = seenThen;
            compare();
        });
        return normal();
    }

    private void compare() {
        stepped();
        multiplied();
        growing();
    }

    /// As just before the onset: a job that began late, or did not. Absent where that is too long
    /// ago.
    private Optional<double[]> before() {
        var counts = 0.0;
        var minutes = 0.0;
        for (var i = 0; i < blocks && from + (i + 1L) * BLOCK <= onset; i++) {
            if (from + (long) i * BLOCK >= onset - JUST_BEFORE - BLOCK) {
                counts += seen[i];
                minutes += lengths[i];
            }
        }
        if (minutes < 2 * BLOCK) {
            return Optional.empty();
        }
        var flat = new double[blocks];
        for (var i = 0; i < blocks; i++) {
            flat[i] = lengths[i] * (counts + 0.5) / (minutes + 1);
        }
        return Optional.of(flat);
    }

    private void stepped() {
        var step = column(onset, Integer.MAX_VALUE);
        for (var blur : BLUR) {
            add(CONSTANT / BLUR.length, constant(step, UNEVEN, blur), false, 0, 1);
        }
        for (var rough : ROUGH) {
            var fit = constant(step, rough, BLUR[1]);
            add(WAVES / ROUGH.length, waves.map(fit::at).orElse(fit), false, 0, 1);
        }
    }

    private void multiplied() {
        var its = 0.0;
        for (var i = 0; i < blocks; i++) {
            its += from + (long) i * BLOCK >= onset ? usual[i] / (nowMinute + 1 - onset) : 0;
        }
        factor = its > 0.1 ? mean / its : Double.POSITIVE_INFINITY;
        var rare = Math.min(1, Math.exp((FACTOR_USUAL - factor) / FACTOR_FADES));
        if (factor < FACTOR_LEAST || factor > FACTOR_MOST || !isItsOwn()) {
            return;
        }
        for (var early : MULTIPLIED_EARLIER) {
            var step = column(onset - early, Integer.MAX_VALUE);
            for (var blur : BLUR) {
                var prior = MULTIPLES * rare / BLUR.length * (early == 0 ? 0.6 : 0.1);
                add(prior, multiple(step, blur), true, 0, 1);
            }
        }
    }

    /// Whether what is taken for usual is not far from the usual week.
    private boolean isItsOwn() {
        var its = 1.0;
        var ours = 0.0;
        for (var i = 0; i < blocks; i++) {
            its += expected[i];
            ours += usual[i];
        }
        return ours < 2 * its && its < FARTHEST * ours;
    }

    private void growing() {
        var now = nowMinute + 1;
        for (var early : EARLIER) {
            for (var period : GROWS_FOR) {
                var age = now - onset + early;
                var reached = Math.min(1, (double) age / period);
                var column = column(onset - early, period);
                for (var i = 0; i < blocks; i++) {
                    column[i] /= reached;
                }
                add(
                        GROWTH / EARLIER.length / GROWS_FOR.length,
                        constant(column, GROWS_UNEVENLY, BLUR[1]),
                        false,
                        age < period ? 1.0 / age : 0,
                        1 / reached);
            }
        }
    }

    /// Minutes of each block since a moment, each as far as grown.
    private double[] column(long since, int period) {
        var column = new double[blocks];
        for (var minute = from; minute < nowMinute + 1; minute++) {
            if (minute >= since) {
                var grown =
                        period == Integer.MAX_VALUE
                                ? 1
                                : Math.min(1, (minute - since + 0.5) / period);
                column[(int) (minute - from) / BLOCK] += grown;
            }
        }
        return column;
    }

    private Belief.Fit constant(double[] column, double rough, double blur) {
        var rest = new double[blocks];
        var doubts = new double[blocks];
        for (var i = 0; i < blocks; i++) {
            rest[i] = seen[i] - usual[i];
            doubts[i] =
                    noise[i]
                            + Math.pow(blur * (EDGE * edges[i] + usual[i]), 2)
                            + Math.pow(rough * mean * column[i], 2);
        }
        var belief = new Belief(rest, doubts);
        belief.may(usual, DAY_SCATTER);
        belief.may(tilted(usual), SLOPE);
        for (var hour = hour(0); hour <= hour(blocks - 1); hour++) {
            belief.may(ofHour(hour, usual), scatter);
        }
        for (var start = onset + 60; start < nowMinute + 1; start += 60) {
            belief.may(ofSpan(start, column), DRIFT * mean);
        }
        return belief.fit(column, FREEDOM * mean);
    }

    private Belief.Fit multiple(double[] step, double blur) {
        var rest = new double[blocks];
        var doubts = new double[blocks];
        var whole = new double[blocks];
        var column = new double[blocks];
        for (var i = 0; i < blocks; i++) {
            rest[i] = seen[i] - usual[i];
            column[i] = usual[i] * step[i] / lengths[i];
            whole[i] = usual[i] + factor * column[i];
            var part = usual[i] > 0 ? whole[i] / usual[i] : 1;
            doubts[i] =
                    noise[i]
                            + Math.pow(UNEVEN * whole[i], 2)
                            + Math.pow(blur * (part * EDGE * edges[i] + whole[i]), 2);
        }
        var belief = new Belief(rest, doubts);
        belief.may(usual, DAY_SCATTER);
        belief.may(tilted(whole), SLOPE);
        for (var hour = hour(0); hour <= hour(blocks - 1); hour++) {
            belief.may(ofHour(hour, whole), scatter);
        }
        return belief.fit(column, FREEDOM * factor);
    }

    private long hour(int block) {
        return Math.floorDiv(from + (long) block * BLOCK + BLOCK / 2, 60L);
    }

    private double[] ofHour(long hour, double[] column) {
        var part = new double[blocks];
        for (var i = 0; i < blocks; i++) {
            part[i] = hour(i) == hour ? column[i] : 0;
        }
        return part;
    }

    /// As a slope per hour.
    private double[] tilted(double[] column) {
        var tilted = new double[blocks];
        for (var i = 0; i < blocks; i++) {
            tilted[i] = column[i] * (i - blocks / 2.0) * BLOCK / 60;
        }
        return tilted;
    }

    private double[] ofSpan(long start, double[] column) {
        var part = new double[blocks];
        for (var i = 0; i < blocks; i++) {
            var minute = from + (long) i * BLOCK;
            part[i] = minute >= start && minute < start + 60 ? column[i] : 0;
        }
        return part;
    }

    private void add(double prior, Belief.Fit fit, boolean multiplies, double rising, double most) {
        if (fit.amount() > 0) {
            ways.add(
                    new Way(
                            Math.log(prior) + fit.evidence(),
                            fit.amount(),
                            fit.doubt(),
                            multiplies,
                            rising,
                            most,
                            multiplies ? offset() : 0));
        }
    }

    private double offset() {
        var more = 0.0;
        for (var i = 0; i < blocks; i++) {
            more += usual[i] - expected[i];
        }
        return more / (nowMinute + 1 - from);
    }

    private Ways normal() {
        if (ways.isEmpty()) {
            return new Ways(List.of(new Way(1, mean, mean / 2, false, 0, 1, 0)));
        }
        var best = ways.stream().mapToDouble(Way::weight).max().orElse(0);
        var multiples = sum(true, best);
        var others = sum(false, best);
        var share = Math.log(multiples + 1e-300) - Math.log(others + 1e-300);
        var chance = 1 / (1 + Math.exp(-CHARGED_BACK - TRUST * share));
        return new Ways(
                ways.stream()
                        .map(it ->
                                it.weighing(
                                        Math.exp(it.weight() - best)
                                                * (it.multiplies()
                                                        ? chance / multiples
                                                        : (1 - chance) / others)))
                        .filter(it -> it.weight() > 1e-4)
                        .toList());
    }

    private double sum(boolean multiplies, double best) {
        return ways.stream()
                .filter(it -> it.multiplies() == multiplies)
                .mapToDouble(it -> Math.exp(it.weight() - best))
                .sum();
    }
}
