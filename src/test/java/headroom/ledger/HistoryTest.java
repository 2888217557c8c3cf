package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.ledger.LedgerReader.LimitSeen;
import headroom.meter.Sighting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class HistoryTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-18T00:00:00Z");
    private static final long DAY = MIDNIGHT.getEpochSecond() / 86_400;

    @TempDir Path folder;
    private final HandClock clock = new HandClock("2026-11-18T12:00:00Z");

    private Ledger open() {
        return Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock);
    }

    @Test
    void aDayOfHistoryCountsInWindowDayAndRollups() {
        try (var ledger = open();
                var reader = ledger.reader()) {
            var traffic = new Traffic(ledger, clock);
            traffic.call("erp", 3);
            var org = traffic.org();

            ledger.replaceHistory(day(traffic, 40));

            assertThat(ledger.meters().window(org)).isEqualTo(43);
            assertThat(ledger.meters().day(org)).isEqualTo(43);
            assertThat(reader.day(org, clock.instant()))
                    .anySatisfy(spent -> {
                        assertThat(spent.name()).isEqualTo("bi");
                        assertThat(spent.imported()).isEqualTo(40);
                    });
            clock.set(Instant.parse("2026-11-19T10:00:29Z"));
            ledger.drain(Duration.ofSeconds(5));
            assertThat(ledger.meters().window(org)).isEqualTo(43);
            assertThat(reader.window(org, clock.instant()))
                    .anySatisfy(spent -> assertThat(spent.imported()).isEqualTo(40));
            clock.forward(Duration.ofSeconds(1));
            ledger.drain(Duration.ofSeconds(5));
            assertThat(ledger.meters().window(org)).isEqualTo(3);
        }
    }

    @Test
    void aDayReadAnewReplacesWhatItSaidBeforeAlsoAfterARestart() {
        int org;
        try (var ledger = open()) {
            var traffic = new Traffic(ledger, clock);
            org = traffic.org();
            traffic.call(
                    "erp",
                    1,
                    new Sighting(
                            org, MIDNIGHT.toEpochMilli(), 500, 15_000, Sighting.Source.HEADER));
            ledger.replaceHistory(day(traffic, 40));
            ledger.replaceHistory(day(traffic, 25));
            assertThat(ledger.meters().window(org)).isEqualTo(26);
            assertThat(ledger.meters().usage(org).used()).isEqualTo(525);
        }
        try (var ledger = open();
                var reader = ledger.reader()) {
            assertThat(ledger.meters().window(org)).isEqualTo(26);
            assertThat(ledger.meters().day(org)).isEqualTo(26);
            assertThat(ledger.meters().usage(org).used()).isEqualTo(525);
            assertThat(reader.usage(org, clock.instant()).used()).isEqualTo(525);
            ledger.replaceHistory(new HistoryDay(org, DAY, List.of(), List.of(), List.of()));
            assertThat(ledger.meters().window(org)).isEqualTo(1);
        }
    }

    @Test
    void limitsAreKeptAsASeries() {
        try (var ledger = open();
                var reader = ledger.reader()) {
            var org = ledger.id(Names.ORG, "acme");
            var name = ledger.id(Names.LIMIT, "DailyBulkV2QueryJobs");
            var limit = List.of(new LimitSightings.Limit(name, 10_000, 9_998));

            ledger.sightLimits(new LimitSightings(org, clock.millis(), limit));
            ledger.drain(Duration.ofSeconds(5));

            assertThat(reader.limits(org, MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1))))
                    .containsExactly(
                            new LimitSeen("DailyBulkV2QueryJobs", clock.instant(), 10_000, 9_998));
        }
    }

    /// So many charges of `bi` at half a minute past ten.
    private static HistoryDay day(Traffic traffic, int charges) {
        var bi = traffic.integration("bi");
        var second = MIDNIGHT.getEpochSecond() + 36_030;
        return new HistoryDay(
                traffic.org(),
                DAY,
                List.of(new HistoryDay.Hour(second / 3600, bi, 0, 0, 50, charges, 1)),
                List.of(new HistoryDay.Minute(second / 60, bi, 50, charges, 1)),
                List.of(new HistoryDay.Second(second, bi, charges)));
    }
}
