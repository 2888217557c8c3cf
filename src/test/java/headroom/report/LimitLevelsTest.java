package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.LimitSightings;
import headroom.ledger.LimitSightings.Limit;
import headroom.ledger.Names;
import headroom.meter.Sighting;
import headroom.report.OrgLimits.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

class LimitLevelsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:30Z");

    @TempDir private Path folder;
    private Ledger ledger;
    private LimitLevels levels;

    @BeforeEach
    void open() {
        var options = LedgerOptions.at(folder.resolve("ledger.db"));
        ledger = Ledger.open(options, InstantSource.fixed(NOW));
        levels = new LimitLevels(ledger.reader());
    }

    @AfterEach
    void close() {
        levels.close();
        ledger.close();
    }

    @Test
    void knowsNothingOfAnOrgThatHasNotSpoken() {
        ledger.id(Names.ORG, "acme");

        assertThat(levels.read()).isEmpty();
    }

    @Test
    void ranksByShareAndTellsUnitAndTime() {
        said(NOW.minusSeconds(900), limit("DailyApiRequests", 115_000, 60_000));
        said(NOW, limit("DailyApiRequests", 115_000, 34_500));
        said(NOW, limit("DataStorageMB", 1_024, 40));
        said(NOW, limit("PrivateConnectOutboundCalloutHourlyLimitMB", 0, 0));

        var acme = levels.read().getFirst();

        assertThat(acme.org()).isEqualTo("acme");
        assertThat(acme.levels())
                .extracting(Level::key)
                .containsExactly(
                        "DataStorageMB",
                        "DailyApiRequests",
                        "PrivateConnectOutboundCalloutHourlyLimitMB");
        var daily = acme.levels().get(1);
        assertThat(daily.used()).isEqualTo(80_500);
        assertThat(daily.remaining()).isEqualTo(34_500);
        assertThat(daily.share()).isEqualTo(0.7);
        assertThat(daily.unit()).isEqualTo("24 h");
        assertThat(daily.at()).isEqualTo(NOW);
        assertThat(acme.levels().getFirst().unit()).isEqualTo("MB");
        assertThat(acme.levels().getLast().share()).isZero();
    }

    @Test
    void keepsTheMostOfEveryThreeHours() {
        said(NOW.minus(Duration.ofHours(7)), limit("DailyApiRequests", 100, 70));
        said(NOW.minusSeconds(20), limit("DailyApiRequests", 100, 10));
        said(NOW, limit("DailyApiRequests", 100, 40));

        var series = levels.read().getFirst().levels().getFirst().series();

        assertThat(series).extracting(OrgLimits.Point::used).containsExactly(30L, 90L);
        assertThat(series.getLast().at()).isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Test
    void readsAnewWhenTheOrgHasSpokenAgain() {
        said(NOW.minusSeconds(60), limit("FileStorageMB", 100, 99));
        assertThat(levels.read().getFirst()).isSameAs(levels.read().getFirst());

        said(NOW, limit("FileStorageMB", 100, 50));

        assertThat(levels.read().getFirst().levels().getFirst().used()).isEqualTo(50);
    }

    @Test
    void takesOfTheCallsWhatAnAnswerSaidSince() {
        said(NOW.minusSeconds(3_600), limit("DailyApiRequests", 115_000, 114_986));
        said(NOW.minusSeconds(3_600), limit("DataStorageMB", 100, 50));
        ledger.sight(
                new Sighting(
                        ledger.id(Names.ORG, "acme"),
                        NOW.toEpochMilli(),
                        92_316,
                        115_000,
                        Sighting.Source.HEADER));
        ledger.drain(Duration.ofSeconds(10));

        var calls = levels.read().getFirst().levels().getFirst();
        var sheet =
                new LimitsSheet(ledger.reader()).make("acme", ReportRange.lastDays(NOW, 7), NOW);

        assertThat(calls.used()).isEqualTo(92_316);
        assertThat(calls.at()).isEqualTo(NOW);
        assertThat(calls.series()).extracting(OrgLimits.Point::used).containsExactly(14L, 92_316L);
        assertThat(sheet.sections().getFirst().rows().getFirst())
                .startsWith("DailyApiRequests", 115_000L, 92_316L)
                .endsWith("2026-11-21T12:00:30Z");
    }

    private Limit limit(String key, long max, long remaining) {
        return new Limit(ledger.id(Names.LIMIT, key), max, remaining);
    }

    private void said(Instant at, Limit limit) {
        ledger.sightLimits(
                new LimitSightings(
                        ledger.id(Names.ORG, "acme"), at.toEpochMilli(), List.of(limit)));
        ledger.drain(Duration.ofSeconds(10));
    }
}
