package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.report.OrgOverview.AllocationFigure;
import headroom.report.OrgOverview.Curve;
import headroom.report.OrgOverview.Said;
import headroom.report.OrgOverview.UsageParts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class ForecastsTest {
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
    private static final OrgOverview CALM = org(NOW, 50_000, 2_000);
    private static final Forecasts.Made MADE = new Forecasts.Made(forecast(NOW), NOW, CALM);

    @Test
    void handsOutWhatItsThreadHasMade() throws Exception {
        var made = new CountDownLatch(1);
        var forecasts =
                new Forecasts(
                        (name, at) -> {
                            assertThat(name).isEqualTo("acme");
                            made.countDown();
                            return Optional.of(forecast(at));
                        },
                        () -> overview(CALM),
                        InstantSource.fixed(NOW));
        assertThat(forecasts.of("nobody")).isEmpty();
        assertThat(made.await(10, TimeUnit.SECONDS)).isTrue();
        forecasts.close();

        assertThat(forecasts.of("acme")).contains(forecast(NOW));
        assertThat(forecasts.all()).containsExactly(forecast(NOW));
    }

    @Test
    void outlivesAForecastThatFails() throws Exception {
        var tried = new CountDownLatch(2);
        var forecasts =
                new Forecasts(
                        (name, at) -> {
                            tried.countDown();
                            if (name.equals("broken")) {
                                throw new IllegalStateException("no such table");
                            }
                            return Optional.of(forecast(at));
                        },
                        () -> overview(named("broken", NOW, 1, 1), CALM),
                        InstantSource.fixed(NOW));
        assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
        forecasts.close();

        assertThat(forecasts.of("broken")).isEmpty();
        assertThat(forecasts.of("acme")).isPresent();
    }

    @Test
    void staysForTwoMinutesWhileLittleChanges() {
        var later = org(NOW.plusSeconds(119), 50_900, 2_400);

        assertThat(MADE.isDue(later, NOW.plusSeconds(119))).isFalse();
        assertThat(MADE.isDue(later, NOW.plusSeconds(120))).isTrue();
    }

    @Test
    void isMadeSoonerWhenUsageOrRateMoveALot() {
        var soon = NOW.plusSeconds(10);

        assertThat(MADE.isDue(org(soon, 51_100, 2_000), soon)).isTrue();
        assertThat(MADE.isDue(org(soon, 50_100, 2_700), soon)).isTrue();
        assertThat(MADE.isDue(org(soon, 50_100, 2_100), soon)).isFalse();
        assertThat(MADE.isDue(org(NOW.plusSeconds(9), 90_000, 9_000), NOW.plusSeconds(9)))
                .isFalse();
    }

    @Test
    void isMadeSoonerWhereTheOrgsClockRunsFaster() {
        var soon = NOW.plusSeconds(10);

        assertThat(MADE.isDue(org(NOW.plus(Duration.ofMinutes(5)), 50_000, 2_000), soon)).isTrue();
    }

    private static OrgForecast forecast(Instant at) {
        return new OrgForecast(
                "acme",
                at,
                Overview.State.LIVE,
                false,
                new AllocationFigure(Optional.of(100_000L), Said.OPERATOR, Optional.empty()),
                Optional.empty());
    }

    private static Overview overview(OrgOverview... orgs) {
        return new Overview(
                NOW, Overview.State.LIVE, false, List.of(orgs), new Overview.BookNotes(0, 0, 0, 0));
    }

    private static OrgOverview org(Instant at, long used, long ratePerHour) {
        return named("acme", at, used, ratePerHour);
    }

    private static OrgOverview named(String name, Instant at, long used, long ratePerHour) {
        return new OrgOverview(
                name,
                at,
                new AllocationFigure(Optional.of(100_000L), Said.OPERATOR, Optional.empty()),
                new UsageParts(used, Optional.empty(), 0, 0, 0, used),
                Optional.of(100_000 - used),
                ratePerHour,
                Optional.empty(),
                Optional.empty(),
                0,
                Curve.EMPTY,
                List.of());
    }
}
