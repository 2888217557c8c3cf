package headroom.ledger;

import headroom.meter.Sighting;

import java.nio.file.Path;
import java.time.Duration;

/// Wrote `ledger-v1.db` once, at version 1; kept to show what is in it. Argument: a new file.
public final class FixtureOfVersion1 {
    private FixtureOfVersion1() {}

    public static void main(String[] args) {
        var clock = new HandClock("2026-11-17T12:30:00Z");
        var work = Path.of(args[0] + ".work");
        try (var ledger = Ledger.open(LedgerOptions.at(work), clock)) {
            var traffic = new Traffic(ledger, clock);
            var org = traffic.org();
            traffic.call("erp", 5);
            clock.forward(Duration.ofMinutes(45));
            traffic.call("portal", 2);
            traffic.call("erp", 1);
            clock.forward(Duration.ofHours(23));
            // Here that version's `bring` booked the file 2026-11-18.csv with one call: a minute
            // before, of "bi", request id "q1", charge 7, simulated.
            traffic.call(
                    "erp",
                    1,
                    new Sighting(org, clock.millis(), 4_200, 15_000, Sighting.Source.HEADER));
            traffic.call("erp", 1);
            ledger.remember(new TokenTrace("h4sh", org, 2, 2, clock.millis()));
            ledger.keep("org.00D", "known");
            ledger.drain(Duration.ofSeconds(10));
            clock.forward(Duration.ofMinutes(1));
            traffic.begin("erp", 1);
            ledger.drain(Duration.ofSeconds(10));
            ledger.backup(Path.of(args[0]));
        }
    }
}
