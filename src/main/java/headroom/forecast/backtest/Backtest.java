package headroom.forecast.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/// How far forecasts were off, over generated worlds. Immutable.
///
/// Every world is forecast once, an hour after a runaway began (and a second time without one).
/// Errors are minutes between the exhaustion forecast and the actual one; "not within 24 hours" is
/// taken as 24 hours, for the forecast and for what it is compared with.
///
/// @param firstSeed of the seeds used; those from [#HELD_OUT] on were never tuned on
/// @param spent worlds left out because the allocation was spent before the forecast
/// @param exhausted errors in worlds where the allocation did run out within 24 hours
/// @param all errors in all worlds with a runaway
/// @param byKind errors by kind of runaway, exhausted worlds only
/// @param time actual exhaustion within the 10–90 band of its time, all worlds with a runaway; "not
///   within 24 hours" is a time like others
/// @param levels actual usage within its 10–90 band, by horizon
/// @param calm worlds without a runaway
public record Backtest(
        long firstSeed,
        int seeds,
        int spent,
        Errors exhausted,
        Errors all,
        List<Errors> byKind,
        Coverage time,
        List<Coverage> levels,
        Calm calm) {
    /// Seeds below were looked at while constants were chosen; from here on none was. (The thousand
    /// from 1,000,000 on and the 400 from 2,000,000 on were such sets before; they are spent.)
    public static final long HELD_OUT = 3_000_000;

    public Backtest {
        byKind = List.copyOf(byKind);
        levels = List.copyOf(levels);
    }

    /// Mean and median error in minutes over n worlds.
    ///
    /// @param line a straight line through the usage of the trailing hour
    /// @param rate the arrivals of the trailing hour going on, nothing ageing out
    /// @param yesterday the arrivals of the 24 hours before once more
    /// @param raised the same, raised by what the last hour exceeds that of yesterday
    public record Errors(
            String worlds,
            int n,
            Miss forecast,
            Miss line,
            Miss rate,
            Miss yesterday,
            Miss raised) {}

    /// Mean and median, in minutes.
    public record Miss(double mean, double median) {}

    /// How many of n actual values lay within their band, below it and above it.
    public record Coverage(String what, int n, int within, int below, int above) {
        public double share() {
            return n == 0 ? 0 : (double) within / n;
        }
    }

    /// Worlds without a runaway: what was foretold in vain.
    ///
    /// @param exhausted worlds that did run out of themselves
    /// @param falseAlarms exhaustion forecast that did not come
    /// @param faintAlarms a chance of one in ten or more, and it did not come
    /// @param levels actual usage within its band, by horizon
    public record Calm(
            int n, int exhausted, int falseAlarms, int faintAlarms, List<Coverage> levels) {
        public Calm {
            levels = List.copyOf(levels);
        }
    }

    /// Forecasts that many worlds, on all cores.
    public static Backtest run(long firstSeed, int seeds) {
        var wild = trials(firstSeed, seeds, 1, World::withRunaway);
        var calm = trials(firstSeed, seeds, 2, World::calm);
        var exhausted = wild.stream().filter(it -> Double.isFinite(it.actual())).toList();
        var byKind = new ArrayList<Errors>();
        for (var kind : Runaway.Kind.values()) {
            byKind.add(
                    errors(
                            kind.word(),
                            exhausted.stream()
                                    .filter(it -> it.kind().equals(kind.word()))
                                    .toList()));
        }
        return new Backtest(
                firstSeed,
                seeds,
                seeds - wild.size(),
                errors("exhausted", exhausted),
                errors("all", wild),
                byKind,
                time(wild),
                levels(wild),
                calm(calm));
    }

    /// Of every so manieth seed; the same in the same order, however many cores there are.
    private static List<Trial> trials(
            long firstSeed, int seeds, int every, LongFunction<World> world) {
        return LongStream.range(firstSeed, firstSeed + seeds)
                .filter(seed -> (seed - firstSeed) % every == 0)
                .boxed()
                .parallel()
                .flatMap(seed -> Trial.of(world.apply(seed), seed).stream())
                .toList();
    }

    private static Errors errors(String worlds, List<Trial> trials) {
        return new Errors(
                worlds,
                trials.size(),
                error(trials, Trial::likely),
                error(trials, Trial::line),
                error(trials, Trial::rate),
                error(trials, Trial::yesterday),
                error(trials, Trial::raised));
    }

    private static Miss error(List<Trial> trials, ToDoubleFunction<Trial> forecast) {
        var errors =
                trials.stream()
                        .mapToDouble(it -> it.error(forecast.applyAsDouble(it)))
                        .sorted()
                        .toArray();
        return errors.length == 0
                ? new Miss(0, 0)
                : new Miss(Arrays.stream(errors).average().orElse(0), errors[errors.length / 2]);
    }

    private static Coverage time(List<Trial> trials) {
        var below = (int) trials.stream().filter(it -> it.actual() < it.early()).count();
        var above = (int) trials.stream().filter(it -> it.actual() > it.late()).count();
        return new Coverage(
                "time of exhaustion", trials.size(), trials.size() - below - above, below, above);
    }

    private static List<Coverage> levels(List<Trial> trials) {
        var coverages = new ArrayList<Coverage>();
        for (var i = 0; i < Trial.HORIZONS.length; i++) {
            var at = i;
            var levels = trials.stream().map(it -> it.levels().get(at)).toList();
            var below = (int) levels.stream().filter(it -> it.actual() < it.low()).count();
            var above = (int) levels.stream().filter(it -> it.actual() > it.high()).count();
            coverages.add(
                    new Coverage(
                            "usage in " + Trial.HORIZONS[i] / 60 + " h",
                            levels.size(),
                            levels.size() - below - above,
                            below,
                            above));
        }
        return coverages;
    }

    private static Calm calm(List<Trial> trials) {
        var quiet = trials.stream().filter(it -> Double.isInfinite(it.actual())).toList();
        return new Calm(
                trials.size(),
                trials.size() - quiet.size(),
                (int) quiet.stream().filter(it -> Double.isFinite(it.likely())).count(),
                (int) quiet.stream().filter(it -> it.chance() >= 0.1).count(),
                levels(trials));
    }
}
