package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.watch.AlertFigures.Heaviest;
import headroom.watch.AlertFigures.Level;
import headroom.watch.AlertRules.Quiet;
import headroom.watch.Alerting.Notice;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class AlertingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Alerting alerting = new Alerting(AlertRules.DEFAULTS);
    private AlertState state = AlertState.NONE;
    private Instant now = NOON;

    private static AlertFigures figures(Instant at, long used) {
        return new AlertFigures(
                "acme",
                at,
                used,
                Optional.of(100_000L),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                List.of());
    }

    private List<String> tell(AlertFigures figures) {
        var decision = alerting.decide(figures, state);
        state = decision.state();
        return decision.notices().stream().map(it -> it.rule() + " " + it.kind()).toList();
    }

    private List<String> at(long used) {
        now = now.plusSeconds(60);
        return tell(figures(now, used));
    }

    @Test
    void tellsEachThresholdOnceAndThatItIsOver() {
        assertThat(at(49_999)).isEmpty();
        assertThat(at(50_000)).containsExactly("used-50 BEGUN");
        assertThat(at(50_001)).isEmpty();
        assertThat(at(49_000)).isEmpty();
        assertThat(at(51_000)).isEmpty();
        assertThat(at(80_000)).containsExactly("used-80 BEGUN");
        assertThat(at(95_000)).containsExactly("used-95 BEGUN");
        assertThat(at(76_000)).isEmpty();
        assertThat(at(74_000)).containsExactly("used-95 OVER");
        assertThat(at(51_000)).isEmpty();
        assertThat(at(44_000)).containsExactly("used-50 OVER");
        assertThat(at(50_000)).containsExactly("used-50 BEGUN");
    }

    @Test
    void tellsOnlyTheHighestOfThresholdsPassedAtOnce() {
        assertThat(at(96_000)).containsExactly("used-95 BEGUN");
        assertThat(at(90_000)).isEmpty();
        assertThat(at(96_000)).isEmpty();
    }

    @Test
    void saysItAgainOnlyAfterTheTimeForThat() {
        at(82_000);
        now = NOON.plusSeconds(5 * 3600);
        assertThat(at(82_000)).isEmpty();
        now = NOON.plusSeconds(6 * 3600);
        assertThat(at(82_000)).containsExactly("used-80 STILL");
    }

    @Test
    void holdsWhatIsNotUrgentUntilTheQuietHoursAreOver() {
        alerting = new Alerting(quietFrom("11:00", "13:00"));
        assertThat(at(82_000)).isEmpty();
        now = NOON.plusSeconds(3600);
        assertThat(at(82_000)).containsExactly("used-80 BEGUN");
        now = NOON.plusSeconds(23 * 3600);
        assertThat(at(96_000)).containsExactly("used-95 BEGUN");
    }

    @Test
    void neverTellsWhatWasOverBeforeTheQuietHoursWere() {
        alerting = new Alerting(quietFrom("23:00", "13:00"));
        assertThat(at(60_000)).isEmpty();
        assertThat(at(40_000)).isEmpty();
        now = NOON.plusSeconds(3600);
        assertThat(at(40_000)).isEmpty();
    }

    private static AlertRules quietFrom(String from, String until) {
        var rules = AlertRules.DEFAULTS;
        return new AlertRules(
                rules.usedPercents(),
                rules.resumeBelowPercent(),
                rules.runsOutWithin(),
                rules.sharePercent(),
                rules.burnTimes(),
                rules.unattributedPercent(),
                rules.limitPercent(),
                rules.repeatAfter(),
                Optional.of(Quiet.utc(LocalTime.parse(from), LocalTime.parse(until))));
    }

    @Test
    void tellsOfARunawayOfAnOwnerAndOfLimits() {
        var heavy =
                new Heaviest(
                        "marketo-sync",
                        4_200,
                        Optional.of(466.0),
                        "update of Lead",
                        Optional.of(0.125),
                        Optional.of("crm@acme.example"));
        var full = full(heavy);
        var told = new ArrayList<Notice>(alerting.decide(full, AlertState.NONE).notices());

        assertThat(told)
                .extracting(it -> it.rule() + " " + it.kind() + (it.urgent() ? "!" : ""))
                .containsExactly(
                        "used-80 BEGUN",
                        "runs-out BEGUN!",
                        "share BEGUN",
                        "burn BEGUN",
                        "unattributed BEGUN",
                        "limit DailyBulkApiBatches BEGUN");
        var words = new AlertWords(ZoneOffset.UTC, Optional.of(URI.create("http://h:8485/")));
        assertThat(words.of(told.getFirst()).whole())
                .isEqualTo(
                        """
                        acme-prod: 92,310 of 115,000 API calls used in the last 24 h (80.3 %). \
                        At the present rate it runs out at 15:10 UTC, in 3 h 10 min. \
                        Half of the last hour is 'marketo-sync' (4,200 calls, 9 × its norm, \
                        mostly update of Lead). \
                        Pausing it would keep headroom above 12 % until tomorrow.
                        → http://h:8485/\
                        """);
        assertThat(words.of(told.get(2)).mailTo()).containsExactly("crm@acme.example");
        assertThat(words.of(told.getLast()).text())
                .isEqualTo("acme-prod: 14,000 of 15,000 used of DailyBulkApiBatches (93.3 %).");
    }

    private static AlertFigures full(Heaviest heavy) {
        return new AlertFigures(
                "acme-prod",
                NOON,
                92_310,
                Optional.of(115_000L),
                Optional.of(NOON.plusSeconds(3 * 3600 + 600)),
                8_400,
                Optional.of(heavy),
                0.3,
                List.of(new Level("DailyBulkApiBatches", 14_000, 15_000)));
    }

    @Test
    void saysNothingOfAnOrgWhoseAllocationNobodyKnows() {
        var unknown =
                new AlertFigures(
                        "acme",
                        NOON,
                        1_000_000,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        0,
                        List.of());

        assertThat(tell(unknown)).isEmpty();
    }

    @Test
    void recoveryIsSaidOnceHoweverManyThresholdsWerePassed() {
        at(51_000);
        at(81_000);
        at(96_000);
        assertThat(at(30_000)).containsExactly("used-95 OVER");
        assertThat(state.standing()).isEmpty();
    }
}
