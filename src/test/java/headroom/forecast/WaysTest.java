package headroom.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.forecast.Ways.Way;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/// An integration with a morning: 20 calls a minute at 08:30 UTC, 80 at 11:30. Then something
/// begins at 10:01, an hour before the forecast.
class WaysTest {
    private static final Instant NOW = Instant.parse("2026-11-18T11:00:00Z");
    private static final long MINUTE = NOW.getEpochSecond() / 60;
    private static final long ONSET = MINUTE - 59;

    @Test
    void aLoopAddsTheSameToEveryMinute() {
        var ways = ways(age -> 600);

        assertThat(share(ways, Way::multiplies)).isLessThan(0.05);
        assertThat(mean(ways, Way::level)).isBetween(590.0, 610.0);
    }

    @Test
    void aMultipleFollowsTheMorning() {
        var ways = ways(age -> 9 * perMinute(ONSET + (long) age));

        assertThat(share(ways, Way::multiplies)).isGreaterThan(0.9);
        assertThat(mean(ways, Way::level)).isBetween(8.0, 10.0);
    }

    @Test
    void whatGrowsIsExpectedToGrowOn() {
        var ways = ways(age -> 10 * age);

        assertThat(share(ways, way -> way.rising() > 0)).isGreaterThan(0.8);
        assertThat(mean(ways, Way::level)).isBetween(560.0, 620.0);
        assertThat(mean(ways, way -> way.level() * way.rising())).isBetween(8.0, 10.5);
    }

    @Test
    void whatHasGrownAndStayedIsLevel() {
        var ways = ways(age -> Math.min(400, 10 * age));

        assertThat(share(ways, way -> way.rising() > 0)).isLessThan(0.1);
        assertThat(mean(ways, Way::level)).isBetween(385.0, 415.0);
    }

    /// Twelve minutes on, twelve off, begun two and a half times: an average of 500, not 600.
    @Test
    void wavesCountByWholeWaves() {
        var ways = ways(age -> age % 24 < 12 ? 1_000 : 0);

        assertThat(share(ways, Way::multiplies)).isLessThan(0.05);
        assertThat(mean(ways, Way::level)).isBetween(480.0, 520.0);
    }

    @Test
    void halfAWaveIsNone() {
        var arrivals = arrivals(age -> age < 40 ? 1_000 : 0);

        assertThat(Waves.mean(arrivals, WeekShape.of(arrivals, MINUTE), ONSET, MINUTE))
                .isEqualTo(Optional.empty());
    }

    @Test
    void whatHasNoWeekOfItsOwnMultipliesNothing() {
        var minutes = new long[2_880];
        java.util.Arrays.fill(minutes, 2_880 - 60, 2_880, 300);
        var newcomer =
                new Arrivals(
                        "new",
                        ZoneOffset.UTC,
                        Series.of(MINUTE / 60 - 28 * 24, new long[28 * 24]),
                        Series.of(MINUTE - 2_879, minutes));

        var ways = Ways.of(newcomer, WeekShape.of(newcomer, MINUTE), ONSET, MINUTE);

        assertThat(share(ways, Way::multiplies)).isZero();
        assertThat(mean(ways, Way::level)).isBetween(295.0, 305.0);
    }

    private static Ways ways(DoubleUnaryOperator excessByAge) {
        var arrivals = arrivals(excessByAge);
        return Ways.of(arrivals, WeekShape.of(arrivals, MINUTE), ONSET, MINUTE);
    }

    private static double share(Ways ways, java.util.function.Predicate<Way> of) {
        return ways.known().stream().filter(of).mapToDouble(Way::weight).sum();
    }

    private static double mean(Ways ways, ToDoubleFunction<Way> of) {
        return ways.known().stream().mapToDouble(way -> way.weight() * of.applyAsDouble(way)).sum();
    }

    private static double perMinute(long minute) {
        var hour = Math.floorMod(minute, 1_440L) / 60.0;
        return hour < 8.5 ? 20 : hour < 11.5 ? 20 + 20 * (hour - 8.5) : 80;
    }

    private static Arrivals arrivals(DoubleUnaryOperator excessByAge) {
        var minutes = new long[2_880];
        for (var i = 0; i < minutes.length; i++) {
            var minute = MINUTE - 2_879 + i;
            var excess = minute < ONSET ? 0 : excessByAge.applyAsDouble(minute - ONSET);
            minutes[i] = Math.round(perMinute(minute) + excess);
        }
        var first = MINUTE / 60 - 28 * 24;
        var hours = new long[28 * 24];
        for (var i = 0; i < hours.length; i++) {
            for (var minute = 0; minute < 60; minute++) {
                hours[i] += Math.round(perMinute((first + i) * 60 + minute));
            }
        }
        return new Arrivals(
                "erp", ZoneOffset.UTC, Series.of(first, hours), Series.of(MINUTE - 2_879, minutes));
    }
}
