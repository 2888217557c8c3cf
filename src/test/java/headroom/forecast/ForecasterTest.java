package headroom.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

class ForecasterTest {
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
    private static final long MINUTE = NOW.getEpochSecond() / 60;
    private static final long KNOWN_SINCE = MINUTE - 28 * 1440;

    @Test
    void staysLevelWhereEveryDayIsAlike() {
        var forecast = Forecaster.of(past(100_000, 43_200, steady("erp", 30)));

        assertThat(forecast.exhaustion().likely()).isEmpty();
        assertThat(forecast.exhaustion().chance()).isZero();
        assertThat(forecast.day())
                .allSatisfy(band -> assertThat(band.mid()).isBetween(41_000L, 45_400L));
        assertThat(forecast.lowOfDay().mid()).isBetween(54_000L, 57_000L);
        assertThat(forecast.week()).hasSize(168);
    }

    @Test
    void hasNoLowAboveTheHeadroomNowNorOfTheWeekAboveThatOfTheDay() {
        var silent =
                new Arrivals(
                        "erp",
                        ZoneOffset.UTC,
                        Series.of(KNOWN_SINCE / 60, new long[28 * 24]),
                        Series.of(MINUTE - 2_879, minutesWith(2_880 - 1_440, 5_000)));

        var falling = Forecaster.of(past(10_000, 5_000, silent));

        var now = new Forecast.Low(NOW, 5_000, 5_000, 5_000);
        assertThat(falling.lowOfDay()).isEqualTo(now);
        assertThat(falling.lowOfWeek()).isEqualTo(now);
        for (var perMinute : List.of(5, 20, 29, 30, 31)) {
            var used = 43_200;
            var forecast = Forecaster.of(past(100_000, used, steady("erp", perMinute)));
            var day = forecast.lowOfDay();
            var week = forecast.lowOfWeek();
            assertThat(day.high()).isLessThanOrEqualTo(100_000 - used);
            assertThat(week.low()).isLessThanOrEqualTo(day.low());
            assertThat(week.mid()).isLessThanOrEqualTo(day.mid());
            assertThat(week.high()).isLessThanOrEqualTo(day.high());
        }
    }

    private static long[] minutesWith(int at, long charges) {
        var minutes = new long[2_880];
        minutes[at] = charges;
        return minutes;
    }

    @Test
    void letsMeteredCallsAgeOutToTheMinute() {
        var minutes = new long[2_880];
        minutes[2_880 - 1_440 + 29] = 5_000;
        var silent =
                new Arrivals(
                        "erp",
                        ZoneOffset.UTC,
                        Series.of(KNOWN_SINCE / 60, new long[28 * 24]),
                        Series.of(MINUTE - 2_879, minutes));

        var forecast = Forecaster.of(past(10_000, 5_000, silent));

        assertThat(forecast.day().getFirst().mid()).isEqualTo(5_000);
        assertThat(forecast.day().get(1).mid()).isZero();
        assertThat(forecast.day().get(1).at()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void foretellsWhenALoopSpendsWhatIsLeft() {
        var loop = runaway("marketo-sync", 10, 100, 60);

        var forecast =
                Forecaster.of(past(60_000, loop.minutes().sum(MINUTE - 1_439, MINUTE + 1), loop));

        // 39,600 left at 100 a minute beyond what ages out: six and a half hours.
        assertThat(forecast.exhaustion().likely().orElseThrow())
                .isBetween(NOW.plus(Duration.ofHours(6)), NOW.plus(Duration.ofHours(8)));
        assertThat(forecast.exhaustion().early().orElseThrow())
                .isBefore(forecast.exhaustion().likely().orElseThrow());
        var driver = forecast.drivers().getFirst();
        assertThat(driver.changedSince().orElseThrow())
                .isBetween(NOW.minus(Duration.ofMinutes(65)), NOW.minus(Duration.ofMinutes(55)));
        assertThat(driver.lastHour()).isEqualTo(6_600);
        assertThat(driver.usualHour()).isBetween(590L, 610L);
    }

    @Test
    void noticesALoopWithinTenMinutes() {
        var loop = runaway("marketo-sync", 10, 300, 10);

        var forecast = Forecaster.of(past(60_000, 18_000, loop));

        assertThat(forecast.drivers().getFirst().changedSince()).isPresent();
        assertThat(forecast.exhaustion().likely()).isPresent();
    }

    @Test
    void isNotFooledByOneBusyMinute() {
        var once = runaway("erp", 10, 200, 1);

        assertThat(Forecaster.of(past(60_000, 14_600, once)).exhaustion().likely()).isEmpty();
    }

    @Test
    void isSpentAtOnceWhereNothingIsLeft() {
        var forecast = Forecaster.of(past(14_400, 14_400, steady("erp", 10)));

        assertThat(forecast.exhaustion().chance()).isGreaterThan(0.9);
    }

    @Test
    void givesTheSameForecastForTheSamePast() {
        var past = past(60_000, 20_400, runaway("marketo-sync", 10, 100, 60));

        assertThat(Forecaster.of(past)).isEqualTo(Forecaster.of(past));
    }

    @Nested
    class ColdStart {
        @Test
        void saysThatAgesAreUnknownAndWidensTheBand() {
            var cold = new Past(MINUTE, 100_000, 60_000, true, MINUTE + 1, List.of(), List.of());
            var known = past(100_000, 60_000, steady("erp", 60_000 / 1_440.0));

            var blind = Forecaster.of(cold);

            assertThat(blind.basis().unexplained()).isEqualTo(60_000);
            assertThat(blind.basis().daysKnown()).isZero();
            var width = blind.day().get(48).high() - blind.day().get(48).low();
            var knownBand = Forecaster.of(known).day().get(48);
            assertThat(width).isGreaterThan(2 * (knownBand.high() - knownBand.low()));
            assertThat(blind.day().getFirst().high() - blind.day().getFirst().low())
                    .isLessThan(width);
        }

        @Test
        void seesARiseOfWhatNobodyMeters() {
            var said = new java.util.ArrayList<Past.Said>();
            for (var back = 1_440; back > 60; back -= 15) {
                said.add(new Past.Said(MINUTE - back, 40_000));
            }
            for (var back = 60; back >= 0; back -= 15) {
                said.add(new Past.Said(MINUTE - back, 52_000 - 200 * back));
            }
            var past =
                    new Past(
                            MINUTE,
                            100_000,
                            52_000,
                            true,
                            KNOWN_SINCE,
                            List.of(steady("erp", 10)),
                            said);

            assertThat(Forecaster.of(past).exhaustion().likely().orElseThrow())
                    .isBetween(NOW.plus(Duration.ofHours(3)), NOW.plus(Duration.ofHours(6)));
        }
    }

    @Nested
    class Weeks {
        private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

        /// Summer time ends there on 1 November 2026: what was at 13:00 UTC is then at 14:00.
        @Test
        void followTheIntegrationsOwnClockThroughAChangeOfSummerTime() {
            var start = Instant.parse("2026-09-28T00:00:00Z").getEpochSecond() / 3600;
            var now = Instant.parse("2026-11-01T05:00:00Z").getEpochSecond() / 3600;
            var hours = new long[(int) (now - start)];
            for (var i = 0; i < hours.length; i++) {
                var local = Instant.ofEpochSecond((start + i) * 3600).atZone(NEW_YORK);
                hours[i] = local.getHour() == 9 ? 1_000 : 0;
            }
            var arrivals = new Arrivals("office", NEW_YORK, Series.of(start, hours), Series.EMPTY);

            var shape = WeekShape.of(arrivals, now * 60);

            assertThat(shape.expected(hour("2026-10-30T13:00:00Z"))).isGreaterThan(900);
            assertThat(shape.expected(hour("2026-11-02T14:00:00Z"))).isGreaterThan(900);
            assertThat(shape.expected(hour("2026-11-02T13:00:00Z"))).isLessThan(100);
        }

        @Test
        void tellWorkingDaysFromWeekends() {
            var start = Instant.parse("2026-09-28T00:00:00Z").getEpochSecond() / 3600;
            var hours = new long[5 * 168];
            for (var i = 0; i < hours.length; i++) {
                hours[i] = i % 168 < 120 ? 500 : 20;
            }
            var arrivals =
                    new Arrivals("office", ZoneOffset.UTC, Series.of(start, hours), Series.EMPTY);

            var shape = WeekShape.of(arrivals, (start + hours.length) * 60);

            assertThat(shape.expected(start + hours.length + 10)).isBetween(450.0, 550.0);
            assertThat(shape.expected(start + hours.length + 130)).isBetween(10.0, 120.0);
        }

        private static long hour(String at) {
            return Instant.parse(at).getEpochSecond() / 3600;
        }
    }

    private static Past past(long allocation, long used, Arrivals arrivals) {
        return new Past(MINUTE, allocation, used, true, KNOWN_SINCE, List.of(arrivals), List.of());
    }

    private static Arrivals steady(String name, double perMinute) {
        return runaway(name, perMinute, 0, 0);
    }

    /// `perMinute` for four weeks, and so much more in the last minutes.
    private static Arrivals runaway(String name, double perMinute, long more, int lastMinutes) {
        var minutes = new long[2_880];
        for (var i = 0; i < minutes.length; i++) {
            minutes[i] =
                    Math.round(perMinute * (i + 1))
                            - Math.round(perMinute * i)
                            + (i >= minutes.length - lastMinutes ? more : 0);
        }
        var hours = new long[28 * 24];
        java.util.Arrays.fill(hours, Math.round(60 * perMinute));
        return new Arrivals(
                name,
                ZoneOffset.UTC,
                Series.of(KNOWN_SINCE / 60, hours),
                Series.of(MINUTE - 2_879, minutes));
    }
}
