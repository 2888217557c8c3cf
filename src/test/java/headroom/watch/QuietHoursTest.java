package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.watch.AlertRules.Quiet;
import headroom.watch.AlertRules.Timing;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// What is told of thresholds during quiet hours, and after them.
class QuietHoursTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final AlertRules ALL = AlertRules.DEFAULTS;

    private Alerting alerting = new Alerting(ALL);
    private AlertState state = AlertState.NONE;
    private Instant now = NOON;

    private List<String> at(long used) {
        now = now.plusSeconds(60);
        var decision =
                alerting.decide(
                        new AlertFigures(
                                "acme",
                                now,
                                used,
                                Optional.of(100_000L),
                                Optional.empty(),
                                0,
                                List.of(),
                                0,
                                List.of()),
                        state);
        state = decision.state();
        return decision.notices().stream()
                .map(it -> it.rule() + " " + it.kind() + (it.urgent() ? "!" : ""))
                .toList();
    }

    @Test
    void quietHoursHoldBackWhatIsNotUrgent() {
        alerting = quietFrom("11:00", "13:00");
        assertThat(at(82_000)).isEmpty();
        now = NOON.plusSeconds(3600);
        assertThat(at(82_000)).containsExactly("used-80 BEGUN");
        now = NOON.plusSeconds(23 * 3600);
        assertThat(at(96_000)).containsExactly("used-95 BEGUN!");
    }

    @Test
    void whatWasOverBeforeTheQuietHoursWereIsNeverTold() {
        alerting = quietFrom("23:00", "13:00");
        assertThat(at(60_000)).isEmpty();
        assertThat(at(40_000)).isEmpty();
        now = NOON.plusSeconds(3600);
        assertThat(at(40_000)).isEmpty();
    }

    @Test
    void recoveriesWakeNobodyAndFollowIfTheyHold() {
        at(96_000);
        alerting = quietFrom("11:00", "13:00");
        assertThat(at(60_000)).isEmpty();
        assertThat(at(82_000)).as("a lapse in the night").isEmpty();
        assertThat(at(60_000)).isEmpty();
        now = NOON.plusSeconds(3600);
        assertThat(at(60_000)).containsExactly("used-95 OVER");
        assertThat(at(40_000)).containsExactly("used-50 OVER");
    }

    @Test
    void whatWasToldBeforeAHigherOneWasKeptBackIsSaidToBeOver() {
        assertThat(at(51_000)).containsExactly("used-50 BEGUN");
        alerting = quietFrom("11:00", "13:00");
        assertThat(at(82_000)).isEmpty();
        assertThat(at(60_000)).isEmpty();
        assertThat(at(82_000)).isEmpty();
        now = NOON.plusSeconds(3600);
        assertThat(at(44_000)).containsExactly("used-50 OVER");
        assertThat(state.standing()).isEmpty();
    }

    @Test
    void aHigherOneKeptBackIsToldAfterwardsInPlaceOfTheLower() {
        at(51_000);
        alerting = quietFrom("11:00", "13:00");
        assertThat(at(82_000)).isEmpty();
        now = NOON.plusSeconds(3600);
        assertThat(at(82_000)).containsExactly("used-80 BEGUN");
        assertThat(state.standing()).containsOnlyKeys("used-80");
    }

    @Test
    void whatIsLeftOfOneThatNobodyWasToldOfIsToldItself() {
        alerting = quietFrom("11:00", "13:00");
        assertThat(at(82_000)).isEmpty();
        assertThat(at(60_000)).isEmpty();
        now = NOON.plusSeconds(3600);
        assertThat(at(60_000)).containsExactly("used-50 BEGUN");
    }

    private Alerting quietFrom(String from, String until) {
        var quiet = Quiet.utc(LocalTime.parse(from), LocalTime.parse(until));
        return new Alerting(
                new AlertRules(
                        ALL.used(),
                        ALL.runsOutWithin(),
                        ALL.sharePercent(),
                        ALL.burnTimes(),
                        ALL.unattributedPercent(),
                        ALL.limits(),
                        new Timing(Duration.ofHours(6), Optional.of(quiet))));
    }
}
