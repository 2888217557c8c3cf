package headroom.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.forecast.LimitForecast.Kind;
import headroom.forecast.LimitForecast.State;
import headroom.forecast.LimitForecaster.Seen;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

class LimitForecasterTest {
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    @Test
    void aStoreThatFillsSteadilyHasADay() {
        var series = every(Duration.ofDays(1), 28, day -> 8_000 + 50 * day, 10_000);

        var forecast = LimitForecaster.of("DataStorageMB", series, NOW);

        // 9,350 now; 650 left at 50 a day are 13 days.
        assertThat(forecast.state()).isEqualTo(State.RUNS_OUT);
        assertThat(forecast.perHour() * 24).isBetween(49.9, 50.1);
        assertThat(forecast.likely().orElseThrow())
                .isBetween(NOW.plus(Duration.ofHours(311)), NOW.plus(Duration.ofHours(313)));
    }

    @Test
    void oneOddSightingDoesNotBendIt() {
        var series = every(Duration.ofDays(1), 28, day -> day == 20 ? 100 : 5_000, 10_000);

        var forecast = LimitForecaster.of("FileStorageMB", series, NOW);

        assertThat(forecast.likely()).isEmpty();
        assertThat(forecast.state()).isEqualTo(State.HOLDS);
    }

    @Test
    void theBandLiesBetweenTheSlowestAndTheFastestPace() {
        var series = every(Duration.ofHours(1), 7, hour -> 1_000 * hour + 400 * (hour % 3), 15_000);

        var forecast = LimitForecaster.of("DailyBulkApiBatches", series, NOW);

        assertThat(forecast.early().orElseThrow()).isBefore(forecast.likely().orElseThrow());
        assertThat(forecast.late().orElseThrow()).isAfter(forecast.likely().orElseThrow());
    }

    /// 100 an hour for 24 hours are 2,400; then as much leaves the window as enters it.
    @Test
    void whatTakesLongerThanItsWindowDoesNotHappen() {
        var series = every(Duration.ofHours(1), 7, hour -> 100 * hour, 5_000);

        assertThat(LimitForecaster.of("DailyAsyncApexExecutions", series, NOW).state())
                .isEqualTo(State.HOLDS);
        assertThat(LimitForecaster.of("DataStorageMB", series, NOW).state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void aPeriodThatBeganAnewIsLearntAnew() {
        var series =
                every(Duration.ofHours(6), 28, n -> n < 12 ? 2_000_000 + n : 10_000 * n, 3_000_000);

        var forecast =
                LimitForecaster.of(
                        "TenantUsageEntitlement/API Request Limit per Month", series, NOW);

        assertThat(forecast.perHour() * 24).isBetween(39_900.0, 40_100.0);
        assertThat(forecast.state()).isEqualTo(State.HOLDS);
    }

    @Test
    void saysWhatCannotBeForecast() {
        var series = every(Duration.ofHours(1), 24, _ -> 3, 20);

        assertThat(LimitForecaster.of("ConcurrentSyncReportRuns", series, NOW).state())
                .isEqualTo(State.NOT_FORECAST);
        assertThat(LimitForecaster.of("DailyWorkflowEmails", series.subList(0, 2), NOW).state())
                .isEqualTo(State.UNKNOWN);
        assertThat(LimitForecaster.of("MassEmail", List.of(new Seen(NOW, 5_000, 0)), NOW).state())
                .isEqualTo(State.SPENT);
    }

    @Test
    void knowsAKeysWindowByItsName() {
        assertThat(Kind.of("HourlyODataCallout")).isEqualTo(Kind.HOURLY);
        assertThat(Kind.of("DailyStreamingApiEvents")).isEqualTo(Kind.DAILY);
        assertThat(Kind.of("MonthlyPlatformEvents")).isEqualTo(Kind.MONTHLY);
        assertThat(Kind.of("PermissionSets/CreateCustom")).isEqualTo(Kind.LEVEL);
    }

    /// Sightings that far apart, the last one now.
    private static List<Seen> every(Duration apart, int count, LongUnaryOperator used, long max) {
        var series = new ArrayList<Seen>();
        for (var i = 0; i < count; i++) {
            var at = NOW.minus(apart.multipliedBy(count - 1L - i));
            series.add(new Seen(at, max, max - used.applyAsLong(i)));
        }
        return series;
    }
}
