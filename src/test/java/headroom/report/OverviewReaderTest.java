package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.ledger.Intent;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.ledger.Outcome;
import headroom.ledger.Settlement;
import headroom.meter.Sighting;
import headroom.report.OrgOverview.AllocationFigure;
import headroom.report.OrgOverview.Said;
import headroom.report.OrgOverview.UsageSaid;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class OverviewReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:30Z");

    @TempDir private Path folder;
    private Ledger ledger;
    private OverviewReader reader;

    @BeforeEach
    void open() {
        ledger =
                Ledger.open(
                        LedgerOptions.at(folder.resolve("ledger.db")), InstantSource.fixed(NOW));
        var declared =
                new Declared(
                        Map.of(
                                "acme",
                                new AllocationFigure(
                                        Optional.of(115_000L), Said.EDITION, Optional.empty())),
                        List.of("erp", "quiet"));
        reader = new OverviewReader(ledger.reader(), declared);
        mark(true);
    }

    @AfterEach
    void close() {
        reader.close();
        ledger.close();
    }

    @Test
    void countsTheLedgerAloneWhileTheOrgHasNotSpoken() throws Exception {
        calls("erp", 30, NOW.minusSeconds(600), null);

        var org = overview().orgs().getFirst();

        assertThat(org.usage().used()).isEqualTo(30);
        assertThat(org.usage().sighted()).isEmpty();
        assertThat(org.unattributed()).isEmpty();
        assertThat(org.allocation().by()).isEqualTo(Said.EDITION);
        assertThat(org.headroom()).contains(114_970L);
        assertThat(org.ratePerHour()).isEqualTo(30);
    }

    @Test
    void countsOnFromWhatTheOrgSaid() throws Exception {
        calls("erp", 5, NOW.minusSeconds(600), null);
        calls("erp", 1, NOW.minusSeconds(60), sighting(1_006, 20_000));
        calls("erp", 4, NOW.minusSeconds(30), null);

        var org = overview().orgs().getFirst();

        assertThat(org.usage().used()).isEqualTo(1_010);
        assertThat(org.usage().meteredSince()).isEqualTo(4);
        assertThat(org.usage().sighted().orElseThrow().source()).isEqualTo("header");
        assertThat(org.allocation().by()).isEqualTo(Said.ORG);
        assertThat(org.headroom()).contains(18_990L);
        assertThat(org.unattributed()).contains(1_000L);
    }

    @Test
    void marksWhatTheOrgSaidBesideTheCurve() throws Exception {
        calls("erp", 1, NOW.minusSeconds(1_300), null);
        said(NOW.minusSeconds(1_300), 900);
        said(NOW.minusSeconds(25), 1_005);
        said(NOW.minusSeconds(20), 1_006);

        var said = overview().orgs().getFirst().curve().said();

        assertThat(said).extracting(UsageSaid::used).containsExactly(900L, 1_006L);
    }

    private void said(Instant at, long used) {
        var org = ledger.id(Names.ORG, "acme");
        ledger.sight(new Sighting(org, at.toEpochMilli(), used, 20_000, Sighting.Source.LIMITS));
        ledger.drain(Duration.ofSeconds(10));
    }

    @Test
    void ranksIntegrationsAndShowsDeclaredOnesThatAreStillQuiet() throws Exception {
        calls("erp", 10, NOW.minusSeconds(7_200), null);
        calls("marketing", 30, NOW.minusSeconds(600), null);

        var integrations = overview().orgs().getFirst().integrations();

        assertThat(integrations)
                .extracting(IntegrationFigures::name)
                .containsExactly("marketing", "erp", "quiet");
        var marketing = integrations.getFirst();
        assertThat(marketing.share()).isEqualTo(0.75);
        assertThat(marketing.metered()).isEqualTo(30);
        assertThat(marketing.lastHour()).isEqualTo(30);
        assertThat(marketing.trend()).isEqualTo(Trend.RISING);
        assertThat(marketing.hours()).hasSize(24).endsWith(0L, 0L, 30L);
        assertThat(integrations.get(1).hours().get(21)).isEqualTo(10);
    }

    @Test
    void keepsTheUtcDayApartFromTheWindow() throws Exception {
        calls("erp", 7, Instant.parse("2026-11-20T23:00:00Z"), null);
        calls("erp", 3, NOW.minusSeconds(10), null);

        var org = overview().orgs().getFirst();

        assertThat(org.usage().ledgerWindow()).isEqualTo(10);
        assertThat(org.dayCharges()).isEqualTo(3);
        assertThat(org.integrations().getFirst().dayCharges()).isEqualTo(3);
    }

    @Test
    void drawsTheRollingWindowMinuteByMinute() throws Exception {
        calls("erp", 7, NOW.minus(Duration.ofHours(30)), null);
        calls("erp", 3, NOW.minusSeconds(90), null);

        var curve = overview().orgs().getFirst().curve();

        assertThat(curve.rolling()).hasSize(1440);
        assertThat(curve.rolling().getFirst()).isEqualTo(7);
        assertThat(curve.rolling().getLast()).isEqualTo(3);
        assertThat(curve.charges().get(1440 - 2)).isEqualTo(3);
    }

    @Test
    void saysThatTheHeadroomIsSpent() throws Exception {
        calls("erp", 1, NOW.minusSeconds(60), sighting(20_001, 20_000));

        var org = overview().orgs().getFirst();

        assertThat(org.headroom()).contains(-1L);
        assertThat(org.runsOutIn()).contains(Duration.ZERO);
    }

    @Test
    void knowsWhetherAGatewayKeepsTheFiguresCurrent() {
        assertThat(overview().state()).isEqualTo(Overview.State.LIVE);
        assertThat(reader.read(NOW.plusSeconds(60)).state()).isEqualTo(Overview.State.SILENT);
        assertThat(reader.read(NOW.plusSeconds(60)).asOf()).isEqualTo(NOW);

        mark(false);

        assertThat(reader.read(NOW.plusSeconds(86_400)).state()).isEqualTo(Overview.State.STOPPED);
        assertThat(reader.read(NOW.plusSeconds(86_400)).asOf()).isEqualTo(NOW);
    }

    @Test
    void followsAClockThatRunsFaster() {
        new RunMark(NOW, NOW, 60, true, true).keep(ledger);
        ledger.drain(Duration.ofSeconds(10));

        var overview = reader.read(NOW.plusSeconds(2));

        assertThat(overview.asOf()).isEqualTo(NOW.plusSeconds(120));
        assertThat(overview.simulated()).isTrue();
    }

    private Overview overview() {
        ledger.drain(Duration.ofSeconds(10));
        return reader.read(NOW);
    }

    private void mark(boolean running) {
        new RunMark(NOW, NOW, 1, running, false).keep(ledger);
        ledger.drain(Duration.ofSeconds(10));
    }

    private Sighting sighting(long used, long max) {
        return new Sighting(
                ledger.id(Names.ORG, "acme"),
                NOW.toEpochMilli(),
                used,
                max,
                Sighting.Source.HEADER);
    }

    private void calls(String integration, int count, Instant at, Sighting last) throws Exception {
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
            var sighting = i == count - 1 ? last : null;
            ledger.settle(
                    call,
                    new Settlement(200, 1, sighting, Outcome.ANSWERED),
                    Runnable::run,
                    _ -> settled.countDown());
        }
        assertThat(settled.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
