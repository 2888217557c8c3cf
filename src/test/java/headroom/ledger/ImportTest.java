package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.meter.Sighting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ImportTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final HandClock clock = new HandClock("2026-11-18T12:00:00Z");

    private LedgerOptions options() {
        return LedgerOptions.at(folder.resolve("ledger.db"));
    }

    /// Calls of the last three days, one every two seconds at most.
    private List<ImportBatch.ImportedCall> history(Traffic traffic, int count, String prefix) {
        var calls = new ArrayList<ImportBatch.ImportedCall>();
        var step = Duration.ofDays(3).toMillis() / count;
        for (var i = 0; i < count; i++) {
            calls.add(
                    new ImportBatch.ImportedCall(
                            clock.millis() - (count - i) * step,
                            traffic.integration("bi " + i % 5),
                            0,
                            0,
                            1,
                            prefix + i,
                            i % 50 == 0));
        }
        return calls;
    }

    @Test
    void historyCountsAtItsOwnSeconds() throws Exception {
        try (var ledger = Ledger.open(options(), clock);
                var reader = ledger.reader()) {
            var traffic = new Traffic(ledger, clock);
            var org = traffic.org();
            var batch =
                    new ImportBatch(org, "day.csv", "hash", true, history(traffic, 30_000, "i"));
            var receipt = ledger.bring(batch);
            assertThat(receipt.booked()).isEqualTo(30_000);
            ledger.drain(LIMIT);
            assertThat(ledger.meters().window(org)).isEqualTo(9_999);
            var spent = reader.window(org, clock.instant());
            assertThat(spent).hasSize(5);
            assertThat(spent.getFirst().simulated()).isEqualTo(spent.getFirst().charges());
            clock.forward(Duration.ofHours(12));
            ledger.drain(LIMIT);
            assertThat(ledger.meters().window(org)).isEqualTo(4_999);
            assertThat(reader.files()).hasSize(1);
            assertThat(reader.files().getFirst().complete()).isTrue();
        }
        BooksCheck.agree(options().file());
    }

    @Test
    void theSameContentIsBookedOnce() throws Exception {
        try (var ledger = Ledger.open(options(), clock)) {
            var traffic = new Traffic(ledger, clock);
            var calls = history(traffic, 9_000, "i");
            ledger.bring(new ImportBatch(traffic.org(), "a.csv", "hash", false, calls));
            var again = ledger.bring(new ImportBatch(traffic.org(), "b.csv", "hash", false, calls));
            assertThat(again.repeated()).isTrue();
            assertThat(again.booked()).isEqualTo(9_000);
            assertThat(ledger.meters().window(traffic.org())).isEqualTo(2_999);
        }
        BooksCheck.agree(options().file());
    }

    @Test
    void aCallThatWasMeteredOrImportedCountsOnce() throws Exception {
        try (var ledger = Ledger.open(options(), clock)) {
            var traffic = new Traffic(ledger, clock);
            traffic.call(traffic.intent("shared", "erp", 1), null);
            var daily = history(traffic, 100, "i");
            daily.add(
                    new ImportBatch.ImportedCall(
                            clock.millis() + 400, 2, 0, 0, 1, "shared", false));
            var first = ledger.bring(new ImportBatch(traffic.org(), "d", "1", false, daily));
            assertThat(first.known()).isEqualTo(1);
            assertThat(first.booked()).isEqualTo(100);
            var hourly = daily.subList(50, 101);
            var second = ledger.bring(new ImportBatch(traffic.org(), "h", "2", false, hourly));
            assertThat(second.booked()).isZero();
            assertThat(second.known()).isEqualTo(51);
        }
        BooksCheck.agree(options().file());
    }

    @Test
    void chargesImportedAfterASightingAreThoseTheOrgDidNotCount() {
        try (var ledger = Ledger.open(options(), clock)) {
            var traffic = new Traffic(ledger, clock);
            var org = traffic.org();
            ledger.sight(
                    new Sighting(
                            org,
                            clock.instant().minus(Duration.ofHours(12)).toEpochMilli(),
                            8_000,
                            15_000,
                            Sighting.Source.LIMITS));
            ledger.drain(LIMIT);
            ledger.bring(new ImportBatch(org, "f", "1", false, history(traffic, 300, "i")));
            ledger.drain(LIMIT);
            // 50 of the 300 lie after the sighting; 50 were in its window and have left it since.
            assertThat(ledger.meters().usage(org).begunSince()).isEqualTo(49);
            assertThat(ledger.meters().usage(org).agedOutSince()).isEqualTo(50);
        }
    }

    @Test
    void bringsAHundredThousandWhileCallsGoOn() throws Exception {
        try (var ledger = Ledger.open(options(), clock)) {
            var traffic = new Traffic(ledger, clock);
            var calls = history(traffic, 100_000, "i");
            var importing =
                    Thread.ofPlatform()
                            .start(() ->
                                    ledger.bring(
                                            new ImportBatch(
                                                    traffic.org(), "f", "1", false, calls)));
            traffic.calls("erp", 1000);
            importing.join();
            ledger.drain(LIMIT);
            assertThat(ledger.meters().window(traffic.org())).isEqualTo(33_332 + 1000);
            assertThat(ledger.figures().gapCalls()).isZero();
        }
        BooksCheck.agree(options().file());
    }
}
