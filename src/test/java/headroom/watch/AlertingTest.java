package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.watch.AlertFigures.Foresight;
import headroom.watch.AlertFigures.Level;
import headroom.watch.AlertFigures.Spender;
import headroom.watch.AlertRules.Limits;
import headroom.watch.AlertRules.Used;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class AlertingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final AlertRules ALL = AlertRules.DEFAULTS;
    private static final AlertRules OFF =
            new AlertRules(
                    new Used(List.of(), 75),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Limits(Optional.empty(), Optional.empty(), Map.of()),
                    ALL.timing());

    private Alerting alerting = new Alerting(ALL);
    private AlertState state = AlertState.NONE;
    private Instant now = NOON;

    private List<String> tell(AlertFigures figures) {
        var decision = alerting.decide(figures, state);
        state = decision.state();
        return decision.notices().stream()
                .map(it -> it.rule() + " " + it.kind() + (it.urgent() ? "!" : ""))
                .toList();
    }

    private AlertFigures usage(long used) {
        return figures(used, Optional.empty(), 0, List.of(), 0, List.of());
    }

    private AlertFigures figures(
            long used,
            Optional<Foresight> foresight,
            long lastHour,
            List<Spender> spenders,
            double unattributed,
            List<Level> limits) {
        return new AlertFigures(
                "acme",
                now,
                used,
                Optional.of(100_000L),
                foresight,
                lastHour,
                spenders,
                unattributed,
                limits);
    }

    private List<String> at(long used) {
        now = now.plusSeconds(60);
        return tell(usage(used));
    }

    @Nested
    class Thresholds {
        @Test
        void areToldOnceEachAndThatTheyAreOver() {
            assertThat(at(49_999)).isEmpty();
            assertThat(at(50_000)).containsExactly("used-50 BEGUN");
            assertThat(at(50_001)).isEmpty();
            assertThat(at(49_000)).isEmpty();
            assertThat(at(51_000)).isEmpty();
            assertThat(at(80_000)).containsExactly("used-80 BEGUN");
            assertThat(at(95_000)).containsExactly("used-95 BEGUN!");
            assertThat(at(76_000)).isEmpty();
            assertThat(at(74_000)).containsExactly("used-95 OVER");
            assertThat(at(51_000)).isEmpty();
            assertThat(at(44_000)).containsExactly("used-50 OVER");
            assertThat(at(50_000)).containsExactly("used-50 BEGUN");
        }

        @Test
        void onlyTheHighestOfThosePassedAtOnceIsTold() {
            assertThat(at(96_000)).containsExactly("used-95 BEGUN!");
            assertThat(at(90_000)).isEmpty();
            assertThat(at(96_000)).isEmpty();
        }

        @Test
        void recoveryIsSaidOnceHoweverManyWerePassed() {
            at(51_000);
            at(81_000);
            at(96_000);
            assertThat(at(30_000)).containsExactly("used-95 OVER");
            assertThat(state.standing()).isEmpty();
        }

        @Test
        void sayNothingWhileNobodyKnowsTheAllocation() {
            at(82_000);
            var before = state;
            var unknown =
                    new AlertFigures(
                            "acme",
                            now.plusSeconds(60),
                            1_000_000,
                            Optional.empty(),
                            Optional.empty(),
                            0,
                            List.of(),
                            0,
                            List.of());

            assertThat(tell(unknown)).isEmpty();
            assertThat(state).as("nor is anything over").isEqualTo(before);
        }
    }

    @Nested
    class Times {
        @Test
        void whatStandsIsSaidAgainOnlyAfterTheTimeForThat() {
            at(82_000);
            now = NOON.plusSeconds(5 * 3600);
            assertThat(at(82_000)).isEmpty();
            now = NOON.plusSeconds(6 * 3600);
            assertThat(at(82_000)).containsExactly("used-80 STILL");
            assertThat(at(82_000)).isEmpty();
        }
    }

    @Nested
    class Forecasts {
        private List<String> runsOut(double chance, Duration likelyIn) {
            now = now.plusSeconds(60);
            var foresight =
                    new Foresight(
                            chance,
                            Optional.empty(),
                            Optional.ofNullable(likelyIn).map(now::plus),
                            Optional.empty(),
                            0,
                            Optional.empty());
            return tell(figures(30_000, Optional.of(foresight), 0, List.of(), 0, List.of()));
        }

        @Test
        void takeHoldWithinTheHoursOfTheRule() {
            assertThat(runsOut(0.9, Duration.ofHours(5))).isEmpty();
            assertThat(runsOut(0.9, Duration.ofHours(4))).containsExactly("runs-out BEGUN!");
            assertThat(runsOut(0.9, Duration.ofHours(3))).isEmpty();
        }

        @Test
        void letGoOnlyWhenTheyStayBetterForAQuarterOfAnHour() {
            runsOut(0.9, Duration.ofHours(4));
            assertThat(runsOut(0.9, Duration.ofHours(5))).isEmpty();
            assertThat(runsOut(0.3, null)).isEmpty();
            assertThat(runsOut(0.1, null)).isEmpty();
            now = now.plus(Duration.ofMinutes(13));
            assertThat(runsOut(0.1, null)).as("better for 14 minutes").isEmpty();
            assertThat(runsOut(0.1, null)).containsExactly("runs-out OVER");
        }

        @Test
        void aRelapseStartsTheQuarterAnew() {
            runsOut(0.9, Duration.ofHours(4));
            runsOut(0.1, null);
            now = now.plus(Duration.ofMinutes(13));
            assertThat(runsOut(0.9, Duration.ofHours(3))).isEmpty();
            now = now.plus(Duration.ofMinutes(5));
            assertThat(runsOut(0.1, null)).isEmpty();
        }

        @Test
        void thatAreMissingChangeNothing() {
            runsOut(0.9, Duration.ofHours(4));
            assertThat(at(30_000)).isEmpty();
            now = now.plus(Duration.ofHours(1));
            assertThat(at(30_000)).isEmpty();
            assertThat(state.standing()).containsKey("runs-out");
        }

        @Test
        void areNotNeededWhenNothingIsLeft() {
            assertThat(at(100_000)).containsExactly("used-95 BEGUN!", "runs-out BEGUN!");
        }
    }

    @Nested
    class Integrations {
        private List<String> hour(long used, Spender... spenders) {
            now = now.plusSeconds(60);
            var lastHour = List.of(spenders).stream().mapToLong(Spender::lastHour).sum();
            return tell(figures(used, Optional.empty(), lastHour, List.of(spenders), 0, List.of()));
        }

        private static Spender spender(String name, long lastHour, double norm) {
            return new Spender(name, lastHour, Optional.of(norm), Optional.of(name + "@x.example"));
        }

        @Test
        void everyOneIsHeldAgainstItsNormNotOnlyTheHeaviest() {
            assertThat(hour(30_000, spender("erp", 9_000, 8_000), spender("crm", 600, 100)))
                    .containsExactly("burn crm BEGUN");
            assertThat(hour(30_000, spender("erp", 9_000, 8_000), spender("crm", 499, 100)))
                    .containsExactly("burn crm OVER");
        }

        @Test
        void burnOfLittleOrWithoutAnythingToCompareWithIsNone() {
            var unknown = new Spender("new", 9_000, Optional.empty(), Optional.empty());

            assertThat(hour(10_000, unknown, spender("crm", 499, 1))).isEmpty();
        }

        @Test
        void aLargeShareIsToldOnceTheOrgIsHalfUsedAndOfTheOneItIsAbout() {
            alerting = new Alerting(withoutThresholds());
            var erp = spender("erp", 5_000, 5_000);
            assertThat(hour(49_000, erp, spender("crm", 5_000, 5_000))).isEmpty();
            assertThat(hour(51_000, erp, spender("crm", 4_000, 5_000)))
                    .containsExactly("share erp BEGUN");
            var figures = List.of(spender("crm", 9_000, 9_000), spender("erp", 1_000, 5_000));
            now = now.plusSeconds(60);
            var decision =
                    alerting.decide(
                            figures(51_000, Optional.empty(), 10_000, figures, 0, List.of()),
                            state);
            assertThat(decision.notices())
                    .extracting(it -> it.rule() + " " + it.kind() + " " + it.about().get().owner())
                    .containsExactlyInAnyOrder(
                            "share crm BEGUN Optional[crm@x.example]",
                            "share erp OVER Optional[erp@x.example]");
        }

        private static AlertRules withoutThresholds() {
            return new AlertRules(
                    OFF.used(),
                    OFF.runsOutWithin(),
                    Optional.of(50),
                    OFF.burnTimes(),
                    OFF.unattributedPercent(),
                    OFF.limits(),
                    OFF.timing());
        }
    }

    @Nested
    class Everything {
        private List<String> tellOf(double unattributed, Level... limits) {
            now = now.plusSeconds(60);
            return tell(
                    figures(20_000, Optional.empty(), 0, List.of(), unattributed, List.of(limits)));
        }

        @Test
        void unattributedUsageHasAMargin() {
            assertThat(tellOf(0.24)).isEmpty();
            assertThat(tellOf(0.25)).containsExactly("unattributed BEGUN");
            assertThat(tellOf(0.21)).isEmpty();
            assertThat(tellOf(0.19)).containsExactly("unattributed OVER");
        }

        @Test
        void limitsAndEntitlementsHaveThresholdsOfTheirOwnAndSingleKeysToo() {
            alerting =
                    new Alerting(
                            new AlertRules(
                                    OFF.used(),
                                    OFF.runsOutWithin(),
                                    OFF.sharePercent(),
                                    OFF.burnTimes(),
                                    OFF.unattributedPercent(),
                                    new Limits(
                                            Optional.of(90),
                                            Optional.of(80),
                                            Map.of(
                                                    "DailyBulkApiBatches",
                                                    Optional.of(70),
                                                    "DataStorageMB",
                                                    Optional.empty())),
                                    OFF.timing()));

            assertThat(
                            tellOf(
                                    0,
                                    new Level("DailyBulkApiBatches", 70, 100),
                                    new Level("DataStorageMB", 100, 100),
                                    new Level("FileStorageMB", 89, 100),
                                    new Level("MassEmail", 90, 100),
                                    new Level("TenantUsageEntitlement/API", 80, 100)))
                    .containsExactly(
                            "limit DailyBulkApiBatches BEGUN",
                            "limit MassEmail BEGUN",
                            "limit TenantUsageEntitlement/API BEGUN");
            assertThat(tellOf(0, new Level("DailyBulkApiBatches", 64, 100)))
                    .containsExactly("limit DailyBulkApiBatches OVER");
            assertThat(state.standing()).as("limits no longer told are forgotten").isEmpty();
        }

        @Test
        void aRuleThatIsOffSaysNothing() {
            alerting = new Alerting(OFF);
            var heavy = new Spender("x", 90_000, Optional.of(1.0), Optional.empty());

            assertThat(
                            tell(
                                    figures(
                                            100_000,
                                            Optional.empty(),
                                            90_000,
                                            List.of(heavy),
                                            1,
                                            List.of(new Level("FileStorageMB", 100, 100)))))
                    .isEmpty();
        }
    }

    @Nested
    class Restarts {
        @TempDir private Path folder;

        @Test
        void tellNothingTwiceAndForgetNothing() throws Exception {
            var file = folder.resolve("alerts.json");
            at(82_000);
            alerting.decide(usage(82_000), state);
            var book = AlertBook.open(file);
            book.keep("acme", state);
            assertThat(book.save()).isTrue();
            state = AlertBook.open(file).of("acme");

            assertThat(at(82_000)).isEmpty();
            now = NOON.plusSeconds(7 * 3600);
            assertThat(at(82_000)).containsExactly("used-80 STILL");
        }

        @Test
        void keepSinceWhenAForecastIsBetter() throws Exception {
            var file = folder.resolve("alerts.json");
            var standing =
                    new AlertState.Standing(
                            NOON, Optional.of(NOON), Optional.of(NOON.plusSeconds(60)));
            var book = AlertBook.open(file);
            book.keep("acme", new AlertState(Map.of("runs-out", standing)));
            book.save();

            assertThat(AlertBook.open(file).of("acme").standing())
                    .containsEntry("runs-out", standing);
        }

        @Test
        void readABookOfBeforeAlertsKnewWhomTheyWereAbout() throws Exception {
            var file = folder.resolve("alerts.json");
            Files.writeString(
                    file,
                    "{\"acme\":{\"share\":{\"since\":\"2026-11-22T11:00:00Z\",\"toldAt\":\"\"}}}");
            state = AlertBook.open(file).of("acme");

            assertThat(at(10_000)).isEmpty();
            assertThat(state.standing()).isEmpty();
        }
    }
}
