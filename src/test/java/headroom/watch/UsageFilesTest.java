package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.PastCall;
import headroom.ledger.HistoryDay;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.watch.Credentials.ClientSecret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Bringing an org's daily files, from an org in a box.
class UsageFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-19T12:00:00Z");
    private static final long NOON = Instant.parse("2026-11-18T12:00:00Z").getEpochSecond();
    private static final long HOUR = NOON / 3600 + 1;

    @TempDir private Path folder;

    @Test
    void aDayThatImportedHistoryTellsOfIsNotBroughtAgain() throws Exception {
        var clock = EmulatorClock.standingAt(NOW);
        var options = EmulatorOptions.defaults().withClock(clock);
        try (var emulator =
                        Emulator.start(
                                options.withHistory(past -> {
                                    for (var i = 1; i <= 5; i++) {
                                        past.call(call(NOON + i * 60L));
                                    }
                                }));
                var ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock);
                var door = door(emulator)) {
            var org = ledger.id(Names.ORG, "acme");
            var erp = ledger.id(Names.INTEGRATION, "erp");
            var day = NOON / 86_400;
            ledger.replaceHistory(
                    new HistoryDay(
                            org,
                            day,
                            List.of(new HistoryDay.Hour(HOUR, erp, 0, 0, 5, 5, 0)),
                            List.of(new HistoryDay.Minute(HOUR * 60, erp, 5, 5, 0)),
                            List.of(new HistoryDay.Second(HOUR * 3600, erp, 5))));
            var files = new UsageFiles(ledger, "acme", door, true, _ -> "erp");

            files.bring(_ -> {});
            assertThat(ledger.meters().window(org)).isEqualTo(5);

            ledger.replaceHistory(new HistoryDay(org, day, List.of(), List.of(), List.of()));
            assertThat(ledger.meters().window(org)).isZero();
            files.bring(_ -> {});
            assertThat(ledger.meters().window(org)).isEqualTo(5);
        }
    }

    private static OrgDoor door(Emulator emulator) {
        return new OrgDoor(URI.create(emulator.url()), new ClientSecret("any", () -> "any"));
    }

    private static PastCall call(long second) {
        return new PastCall(
                Instant.ofEpochSecond(second + 3600),
                "erp@acme.test",
                "erp",
                "REST",
                "66.0",
                "GET",
                "/v66.0/sobjects/Account/001000000000001",
                "Account",
                200,
                1);
    }
}
