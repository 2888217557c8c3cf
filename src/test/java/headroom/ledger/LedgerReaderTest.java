package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.meter.Sighting;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

class LedgerReaderTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final HandClock clock = new HandClock("2026-11-18T12:00:30Z");
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ledger.db");
    }

    @Test
    void seesWhatTheWriterCountsThroughDaysOfTraffic() {
        var seed = 7L;
        var random = new Random(seed);
        try (var ledger = Ledger.open(LedgerOptions.at(file), clock);
                var reader = LedgerReader.open(file)) {
            var traffic = new Traffic(ledger, clock);
            var org = traffic.org();
            for (var step = 0; step < 120; step++) {
                clock.forward(Duration.ofSeconds(random.nextInt(3000)));
                var said =
                        random.nextInt(4) > 0
                                ? null
                                : new Sighting(
                                        org,
                                        clock.millis(),
                                        5000 + random.nextInt(100),
                                        15_000,
                                        Sighting.Source.HEADER);
                traffic.call(random.nextBoolean() ? "erp" : "portal", random.nextInt(4), said);
                if (random.nextInt(3) == 0) {
                    ledger.drain(LIMIT);
                }
                var own = ledger.meters();
                var now = clock.instant();
                var charges =
                        reader.window(org, now).stream()
                                .mapToLong(LedgerReader.Spent::charges)
                                .sum();
                assertThat(charges).as("seed %d, step %d", seed, step).isEqualTo(own.window(org));
                assertThat(
                                reader.day(org, now).stream()
                                        .mapToLong(LedgerReader.Spent::charges)
                                        .sum())
                        .isEqualTo(own.day(org));
            }
            ledger.drain(LIMIT);
            var own = ledger.meters().usage(org);
            var read = reader.usage(org, clock.instant());
            assertThat(read.used()).isEqualTo(own.used());
            assertThat(read.sighting()).isEqualTo(own.sighting());
        }
    }

    @Test
    void drawsTheCurveOfTwentyFourHours() {
        try (var ledger = Ledger.open(LedgerOptions.at(file), clock);
                var reader = LedgerReader.open(file)) {
            var traffic = new Traffic(ledger, clock);
            traffic.call("erp", 2);
            clock.forward(Duration.ofHours(23));
            traffic.call("portal", 3);
            var curve = reader.curve(traffic.org(), clock.instant());
            assertThat(curve).hasSize(1440);
            assertThat(curve.getLast().minute()).isEqualTo(Instant.parse("2026-11-19T11:00:00Z"));
            assertThat(curve.getLast().charges()).containsEntry(traffic.integration("portal"), 3L);
            assertThat(curve.getLast().rolling()).isEqualTo(5);
            assertThat(curve.get(1439 - 60).rolling()).isEqualTo(2);
            assertThat(curve.getFirst().rolling()).isZero();
        }
    }

    @Test
    void ranksTheHeaviestOfAnyRange() {
        try (var ledger = Ledger.open(LedgerOptions.at(file), clock);
                var reader = LedgerReader.open(file)) {
            var traffic = new Traffic(ledger, clock);
            var from = clock.instant();
            for (var i = 0; i < 30; i++) {
                clock.forward(Duration.ofMinutes(7));
                traffic.call(i % 3 == 0 ? "erp" : "portal", 1);
            }
            clock.forward(Duration.ofMinutes(1));
            var top =
                    reader.heaviest(
                            LedgerReader.By.INTEGRATION, traffic.org(), from, clock.instant(), 10);
            assertThat(top).extracting(LedgerReader.Heavy::name).containsExactly("portal", "erp");
            assertThat(top).extracting(LedgerReader.Heavy::charges).containsExactly(20L, 10L);
            var last =
                    reader.heaviest(
                            LedgerReader.By.USER,
                            traffic.org(),
                            clock.instant().minusSeconds(120),
                            clock.instant(),
                            10);
            assertThat(last)
                    .extracting(LedgerReader.Heavy::name)
                    .containsExactly("portal@example.com");
            assertThat(
                            reader.heaviest(
                                    LedgerReader.By.OBJECT,
                                    traffic.org(),
                                    from,
                                    clock.instant(),
                                    1))
                    .extracting(LedgerReader.Heavy::name)
                    .containsExactly("Account");
        }
    }

    @Test
    void saysWhenThereIsNoLedger() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> LedgerReader.open(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("no ledger at")
                .hasMessageContaining("start the gateway first");
    }

    @Nested
    class TheWriteAheadLog {
        @Test
        void staysShortWhileOurReaderStaysOpen() throws Exception {
            var options = LedgerOptions.at(file).withWalBytesMax(8 << 20);
            try (var ledger = Ledger.open(options, clock);
                    var reader = LedgerReader.open(file)) {
                var traffic = new Traffic(ledger, clock);
                var most = 0L;
                for (var i = 0; i < 150; i++) {
                    clock.forward(Duration.ofSeconds(1));
                    traffic.calls("erp", 200);
                    reader.usage(traffic.org(), clock.instant());
                    reader.window(traffic.org(), clock.instant());
                    most = Math.max(most, Files.size(LedgerFile.wal(file)));
                }
                assertThat(most).isLessThan(8 << 20);
                assertThat(ledger.figures().gapCalls()).isZero();
            }
        }

        @Test
        void isBoundedWhenAForeignReaderHoldsAnOldView() throws Exception {
            var options = LedgerOptions.at(file).withWalBytesMax(1 << 20);
            try (var ledger = Ledger.open(options, clock)) {
                var traffic = new Traffic(ledger, clock);
                traffic.call("erp", 1);
                try (var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                        var statement = other.createStatement()) {
                    statement.execute("begin");
                    statement.executeQuery("select count(*) from calls").next();
                    while (traffic.call("erp", 1) == Booking.COMMITTED) {
                        traffic.calls("erp", 50);
                    }
                    assertThat(ledger.figures().fault()).contains("another program keeps reading");
                    assertThat(ledger.figures().walHeld()).isPositive();
                    var held = Files.size(LedgerFile.wal(file));
                    traffic.calls("erp", 500);
                    assertThat(Files.size(LedgerFile.wal(file))).isEqualTo(held);
                    statement.execute("rollback");
                }
                traffic.untilBooked("erp");
                assertThat(ledger.figures().fault()).isEmpty();
            }
        }
    }

    @Test
    void knowsTheKindsItRanksBy() {
        try (var ledger = Ledger.open(LedgerOptions.at(file), clock);
                var reader = LedgerReader.open(file)) {
            var kind =
                    ledger.kindId(
                            new CallKind(ApiFamily.BULK2, "66.0", "jobs/ingest", "Lead", "create"));
            var traffic = new Traffic(ledger, clock);
            traffic.call(
                    new Intent("b1", clock.millis(), traffic.org(), 0, 0, kind, 1, false), null);
            var to = clock.instant().plusSeconds(1);
            for (var by : LedgerReader.By.values()) {
                assertThat(reader.heaviest(by, traffic.org(), to.minusSeconds(60), to, 5))
                        .hasSize(1);
            }
            assertThat(
                            reader.heaviest(
                                    LedgerReader.By.FAMILY,
                                    traffic.org(),
                                    to.minusSeconds(60),
                                    to,
                                    5))
                    .extracting(LedgerReader.Heavy::name)
                    .containsExactly("BULK2");
        }
    }
}
