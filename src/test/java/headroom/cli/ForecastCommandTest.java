package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.ledger.Intent;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.LimitSightings;
import headroom.ledger.LimitSightings.Limit;
import headroom.ledger.Names;
import headroom.ledger.Outcome;
import headroom.ledger.Settlement;
import headroom.meter.Sighting;
import headroom.report.RunMark;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `forecast` and `plan` over a real ledger: two days of a steady integration, then a runaway.
class ForecastCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:30Z");

    @TempDir private Path folder;

    @BeforeEach
    void fill() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        var file = folder.resolve("data").resolve("ledger.db");
        try (var ledger = Ledger.open(LedgerOptions.at(file), InstantSource.fixed(NOW))) {
            for (var hour = 52; hour >= 1; hour--) {
                calls(ledger, "erp", 20, NOW.minus(Duration.ofHours(hour)), null);
            }
            for (var minute = 30; minute >= 1; minute--) {
                calls(ledger, "runaway", 20, NOW.minus(Duration.ofMinutes(minute)), null);
            }
            var org = ledger.id(Names.ORG, "acme");
            calls(
                    ledger,
                    "erp",
                    1,
                    NOW.minusSeconds(5),
                    new Sighting(org, NOW.toEpochMilli(), 1_500, 2_500, Sighting.Source.HEADER));
            for (var day = 0; day < 12; day++) {
                ledger.sightLimits(
                        new LimitSightings(
                                org,
                                NOW.minus(Duration.ofDays(day)).minusSeconds(30).toEpochMilli(),
                                List.of(
                                        new Limit(
                                                ledger.id(Names.LIMIT, "DataStorageMB"),
                                                10_000,
                                                300 + 100L * day))));
            }
            new RunMark(NOW, NOW, 1, false, false).keep(ledger);
            ledger.drain(Duration.ofSeconds(10));
        }
    }

    @Test
    void saysWhenItRunsOutAndWhoDrivesIt() {
        var run = CommandRun.of(folder, "forecast", "--data", "data");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("1,500 of 2,500 charges used")
                .containsPattern("runs out +at Wed 1[2-4]:\\d\\d UTC, in ")
                .contains("sighted only, ages unknown")
                .contains("2 days known, less than a week of each hour")
                .containsPattern("runaway +.*new level since Wed 11:3\\d UTC");
    }

    @Test
    void saysTheSameAsJson() {
        var run = CommandRun.of(folder, "forecast", "--data", "data", "--json");

        assertThat(run.out())
                .contains("\"allocation\" : 2500", "\"chance\"", "\"likely\" : \"2026-11-18T1")
                .contains("\"unexplained\"");
    }

    @Test
    void forecastsAnotherLimitFromWhatTheOrgSaidOfIt() {
        var run = CommandRun.of(folder, "forecast", "--data", "data", "--limit", "datastoragemb");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern(
                        "DataStorageMB +9,700 +10,000 +97.0 % +\\+100 a day +2026-11-21 12:00");
        assertThat(run("forecast", "--limit", "all", "--json"))
                .contains("\"key\" : \"DataStorageMB\"", "\"state\" : \"RUNS_OUT\"");
        assertThat(run("report", "limits", "--format", "csv"))
                .contains("runs_out", "\"DataStorageMB\",10000,9700,0.97,9700,3,\"2026-");
    }

    @Test
    void saysWhereALimitIsNotKnown() {
        var run = CommandRun.of(folder, "forecast", "--data", "data", "--limit", "Moon");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.NO_INPUT);
        assertThat(run.err()).contains("no org has told of a limit Moon");
    }

    private String run(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", "data"));
        return CommandRun.of(folder, all.toArray(String[]::new)).out();
    }

    @Test
    void namesTheOrgsItKnows() {
        var run = CommandRun.of(folder, "forecast", "--data", "data", "--org", "acne");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.NO_INPUT);
        assertThat(run.err()).contains("knows no org acne; it knows acme");
    }

    @Test
    void printsABacktestThatSaysWhichSeedsItUsed() {
        var run = CommandRun.of(folder, "forecast", "--backtest", "--seeds", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("seeds 3000000 to 3000001", "none of them was used to choose a constant")
                .contains("straight line", "the bar is 0.50", "without a runaway");
        assertThat(
                        CommandRun.of(
                                        folder,
                                        "forecast",
                                        "--backtest",
                                        "--seeds",
                                        "1",
                                        "--first-seed",
                                        "5")
                                .out())
                .contains("used for tuning, so this proves nothing");
    }

    @Test
    void refusesABacktestOfNothing() {
        var run = CommandRun.of(folder, "forecast", "--backtest", "--seeds", "0");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    private static void calls(
            Ledger ledger, String integration, int count, Instant at, @Nullable Sighting last)
            throws Exception {
        var kind = ledger.kindId(new CallKind(ApiFamily.REST, "66.0", "query", "", "query"));
        var settled = new CountDownLatch(count);
        for (var i = 0; i < count; i++) {
            var call =
                    ledger.intend(
                            new Intent(
                                    at + integration + i,
                                    at.toEpochMilli(),
                                    ledger.id(Names.ORG, "acme"),
                                    ledger.id(Names.INTEGRATION, integration),
                                    ledger.id(Names.USER, "user"),
                                    kind,
                                    1,
                                    false),
                            Runnable::run,
                            _ -> {});
            ledger.settle(
                    call,
                    new Settlement(200, 1, i == count - 1 ? last : null, Outcome.ANSWERED),
                    Runnable::run,
                    _ -> settled.countDown());
        }
        assertThat(settled.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
