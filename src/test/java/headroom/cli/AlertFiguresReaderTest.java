package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.cli.config.ConfigurationFile;
import headroom.forecast.Forecast;
import headroom.ledger.LedgerReader;
import headroom.report.ForecastReader;
import headroom.report.OrgForecast;
import headroom.report.OverviewReader;
import headroom.watch.AlertRules;
import headroom.watch.AlertState;
import headroom.watch.AlertWords;
import headroom.watch.Alerting;
import headroom.watch.Alerting.Notice;
import headroom.watch.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From a ledger with a runaway in it to what people are told, by the real forecast.
class AlertFiguresReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:30Z");

    @TempDir private Path folder;

    private void fill(int runaway) throws Exception {
        try (var books = BookedLedger.open(folder, NOW)) {
            for (var hour = 24 * 9; hour >= 1; hour--) {
                books.calls("erp", BookedLedger.QUERY, 20, NOW.minus(Duration.ofHours(hour)));
            }
            for (var minute = 40; minute >= 1 && runaway > 0; minute--) {
                var at = NOW.minus(Duration.ofMinutes(minute));
                books.calls("crm", BookedLedger.UPDATE, runaway, at);
            }
            books.sighted(480 + 40L * runaway, 3_000);
        }
    }

    private List<Message> told() throws Exception {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                orgs: [{name: acme, instance-url: 'https://acme.example'}]
                integrations: [{name: crm, user-agents: [x], owner: crm@acme.example}]
                """);
        var configuration = ConfigurationFile.load(folder.resolve("headroom.yaml"), Map.of());
        var file = configuration.ledgerFile();
        var declared = Declarations.of(configuration);
        try (var overviews = new OverviewReader(LedgerReader.open(file), declared);
                var forecasts =
                        new ForecastReader(
                                LedgerReader.open(file), declared, Map.of(), ZoneOffset.UTC);
                var ledger = LedgerReader.open(file)) {
            var org = overviews.read(NOW).orgs().getFirst();
            var forecast = forecasts.read("acme", NOW).flatMap(OrgForecast::forecast);
            var reader = new AlertFiguresReader(ledger, configuration);
            var words = new AlertWords(ZoneOffset.UTC, Optional.empty());
            return new Alerting(AlertRules.DEFAULTS)
                    .decide(reader.of(org, forecast), AlertState.NONE).notices().stream()
                            .map(notice -> words.of(notice, detail(reader, org, notice)))
                            .toList();
        }
    }

    private static AlertWords.Detail detail(
            AlertFiguresReader reader, headroom.report.OrgOverview org, Notice notice) {
        return reader.detail(org, AlertWords.spokenOf(notice).orElseThrow());
    }

    @Test
    void aRunawayIsToldByTheForecastWithItsCauseAndItsOwner() throws Exception {
        fill(30);

        var told = told();

        assertThat(told)
                .extracting(Message::subject)
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("acme: 56.0 % of the API calls are used"),
                        it ->
                                assertThat(it)
                                        .matches(
                                                "acme: calls are forecast to run out about"
                                                        + " 1[23]:\\d\\d UTC"),
                        it -> assertThat(it).isEqualTo("acme: crm takes most of them"),
                        it -> assertThat(it).isEqualTo("acme: crm calls far more than it used to"));
        assertThat(told.get(1).text())
                .contains("It is forecast to run out ")
                .contains("All of the last hour is 'crm' (1,200 calls, a new level since 11:")
                .contains(" UTC, mostly update of Lead).")
                .contains("Pausing it would keep headroom above 43 % until tomorrow.");
        assertThat(told.get(3).mailTo()).containsExactly("crm@acme.example");
    }

    @Test
    void aCalmOrgIsLeftInPeace() throws Exception {
        fill(0);

        assertThat(told()).isEmpty();
    }

    @Test
    void aForecastOfBeforeALeapIsNotTold() throws Exception {
        fill(30);
        var file = folder.resolve("data/ledger.db");
        Files.writeString(
                folder.resolve("headroom.yaml"),
                "orgs: [{name: acme, instance-url: 'https://acme.example'}]");
        var configuration = ConfigurationFile.load(folder.resolve("headroom.yaml"), Map.of());
        var declared = Declarations.of(configuration);
        try (var overviews = new OverviewReader(LedgerReader.open(file), declared);
                var forecasts =
                        new ForecastReader(
                                LedgerReader.open(file), declared, Map.of(), ZoneOffset.UTC);
                var ledger = LedgerReader.open(file)) {
            var org = overviews.read(NOW).orgs().getFirst();
            var reader = new AlertFiguresReader(ledger, configuration);
            var fresh = forecasts.read("acme", NOW).flatMap(OrgForecast::forecast).orElseThrow();

            assertThat(reader.of(org, Optional.of(fresh)).foresight()).isPresent();
            assertThat(reader.of(org, Optional.of(withUsed(fresh, 100))).foresight()).isEmpty();
        }
    }

    private static Forecast withUsed(Forecast it, long used) {
        return new Forecast(
                it.asOf(),
                it.allocation(),
                used,
                it.exhaustion(),
                it.recovery(),
                it.lowOfDay(),
                it.lowOfWeek(),
                it.day(),
                it.week(),
                it.drivers(),
                it.basis());
    }
}
