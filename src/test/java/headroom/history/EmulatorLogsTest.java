package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.PastCall;
import headroom.emulator.Tally;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.LedgerReader;
import headroom.ledger.LedgerReader.By;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The org's own count and the history of its logs: two books that share no code.
class EmulatorLogsTest {
    private static final Instant START = Instant.parse("2026-11-15T20:00:00Z");

    @TempDir private Path folder;

    @Test
    void theImportedLogsOfAnOrgCountWhatItsOwnBooksCount() throws Exception {
        var clock = EmulatorClock.standingAt(START.plus(Duration.ofDays(2)));
        var logs = folder.resolve("logs");
        var options = EmulatorOptions.defaults().withClock(clock).withLogs(logs);
        Map<String, Tally> byClient;
        Map<String, Tally> byUser;
        try (var emulator =
                Emulator.start(
                        options.withHistory(past -> {
                            for (var i = 0; i < 20_000; i++) {
                                past.call(call(i));
                            }
                        }))) {
            byClient = emulator.books().byClient();
            byUser = emulator.books().byUser();
        }
        var file = folder.resolve("ledger.db");
        try (var history = History.open(folder.resolve("history"), clock);
                var ledger = Ledger.open(LedgerOptions.at(file), clock)) {
            try (var files = Files.list(logs)) {
                for (var log : files.sorted().toList()) {
                    history.bring(LogSource.of(log), _ -> "acme", Callers.UNDECLARED);
                }
            }
            history.roll(null);
            history.book(ledger);
            assertThat(booked(ledger.reader(), By.INTEGRATION)).isEqualTo(said(byClient));
            assertThat(booked(ledger.reader(), By.USER)).isEqualTo(said(byUser));
            assertThat(ledger.meters().window(ledger.id(headroom.ledger.Names.ORG, "acme")))
                    .isEqualTo(charges());
        }
    }

    /// What the last 24 hours were charged: every tenth call is not.
    private static int charges() {
        var charges = 0;
        for (var i = 0; i < 20_000; i++) {
            charges += i * 8L > 86_400 ? call(i).charge() : 0;
        }
        return charges;
    }

    private static PastCall call(int i) {
        var at = START.plusSeconds(i * 8L);
        var app = i % 7 == 0 ? "" : "app, \"" + i % 5 + "\"";
        var isSoap = i % 3 == 0;
        return new PastCall(
                at,
                "user" + i % 11 + "@acme.test",
                app,
                isSoap ? "SOAP" : "REST",
                "66.0",
                isSoap ? "POST" : "GET",
                isSoap ? "update" : "/v66.0/sobjects/Account/00100000000" + (10_000 + i),
                "Account",
                i % 50 == 0 ? 404 : 200,
                i % 10 == 0 ? 0 : 1);
    }

    private static Map<String, Long> booked(LedgerReader reader, By by) {
        try (reader) {
            var org = reader.orgs().getFirst().id();
            var sums = new TreeMap<String, Long>();
            reader.heaviest(by, org, START.minusSeconds(7200), START.plusSeconds(400_000), 100)
                    .forEach(one -> sums.put(one.name(), one.charges()));
            return sums;
        }
    }

    private static Map<String, Long> said(Map<String, Tally> books) {
        var sums = new TreeMap<String, Long>();
        books.forEach(
                (name, tally) -> sums.put(name.isEmpty() ? Callers.NOBODY : name, tally.charge()));
        return sums;
    }
}
