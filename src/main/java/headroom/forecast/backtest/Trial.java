package headroom.forecast.backtest;

import headroom.forecast.Forecast;
import headroom.forecast.Forecaster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One world, one forecast, and what came of it. Times are minutes from the forecast, infinite for
/// "not within 24 hours". Immutable.
///
/// @param actual exhaustion
/// @param line by a straight line through the usage of the trailing hour
/// @param rate by the arrivals of the trailing hour going on with nothing ageing out
/// @param yesterday by arrivals as of the 24 hours before
/// @param raised the same, raised by what the last hour exceeds that of yesterday
/// @param levels usage against its band at some horizons
record Trial(
        long seed,
        String kind,
        double actual,
        double early,
        double likely,
        double late,
        double chance,
        double line,
        double rate,
        double yesterday,
        double raised,
        List<Level> levels) {
    static final int[] HORIZONS = {60, 180, 360, 720, 1440};

    /// Usage at a horizon, and its band.
    record Level(int minutes, long low, long high, long actual) {}

    /// Empty when the allocation is spent already at the time of the forecast.
    static Optional<Trial> of(World world, long seed) {
        var now = world.now();
        var used = world.used(now);
        if (used >= world.allocation()) {
            return Optional.empty();
        }
        var forecast = Forecaster.ofDay(world.past());
        var left = world.allocation() - used;
        var hour = sum(world, now - 59, now);
        var sameYesterday = sum(world, now - 59 - World.DAY, now - World.DAY);
        var exhaustion = forecast.exhaustion();
        return Optional.of(
                new Trial(
                        seed,
                        world.ofRunaway().map(it -> it.kind().word()).orElse("calm"),
                        world.exhaustion(),
                        minutes(exhaustion.early(), now),
                        minutes(exhaustion.likely(), now),
                        minutes(exhaustion.late(), now),
                        exhaustion.chance(),
                        within(used - world.used(now - 60), left),
                        within(hour, left),
                        Double.POSITIVE_INFINITY,
                        within(hour - sameYesterday, left),
                        levels(world, forecast)));
    }

    /// Minutes between a forecast and the actual time, "not within a day" taken as a day.
    double error(double forecast) {
        return Math.abs(Math.min(World.DAY, forecast) - Math.min(World.DAY, actual));
    }

    private static double within(long perHour, long left) {
        if (perHour <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        var minutes = 60.0 * left / perHour;
        return minutes <= World.DAY ? minutes : Double.POSITIVE_INFINITY;
    }

    private static double minutes(Optional<Instant> at, long now) {
        return at.map(it -> it.getEpochSecond() / 60.0 - now).orElse(Double.POSITIVE_INFINITY);
    }

    private static long sum(World world, long from, long to) {
        var sum = 0L;
        for (var minute = from; minute <= to; minute++) {
            sum += world.arrivals(minute);
        }
        return sum;
    }

    private static List<Level> levels(World world, Forecast forecast) {
        var levels = new ArrayList<Level>();
        for (var horizon : HORIZONS) {
            var band = forecast.day().get(horizon / 15 - 1);
            levels.add(
                    new Level(horizon, band.low(), band.high(), world.used(world.now() + horizon)));
        }
        return levels;
    }
}
