package headroom.cli;

import headroom.ledger.Booking;
import headroom.ledger.Ending;
import headroom.ledger.Intent;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;
import headroom.ledger.Outcome;
import headroom.ledger.Settlement;
import headroom.meter.Sighting;
import headroom.report.RunMark;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/// A real ledger of an org `acme` into which calls are booked at any time, as of one moment.
final class BookedLedger implements AutoCloseable {
    static final CallKind UPDATE =
            new CallKind(ApiFamily.REST, "66.0", "sobjects/{object}/{id}", "Lead", "update");
    static final CallKind QUERY = new CallKind(ApiFamily.REST, "66.0", "query", "", "query");

    private final Ledger ledger;
    private final Instant now;
    private int serial;

    private BookedLedger(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    /// In the folder `data` below that one.
    static BookedLedger open(Path folder, Instant now) throws Exception {
        var data = Files.createDirectories(folder.resolve("data"));
        var options = LedgerOptions.at(data.resolve("ledger.db"));
        return new BookedLedger(Ledger.open(options, InstantSource.fixed(now)), now);
    }

    int org() {
        return ledger.id(Names.ORG, "acme");
    }

    /// So many calls at that time, of a charge of one.
    BookedLedger calls(String integration, CallKind kind, int count, Instant at)
            throws InterruptedException {
        return calls(integration, kind, 200, count, at);
    }

    BookedLedger calls(String integration, CallKind kind, int status, int count, Instant at)
            throws InterruptedException {
        var settled = new CountDownLatch(count);
        for (var i = 0; i < count; i++) {
            var call =
                    ledger.intend(
                            new Intent(
                                    "r" + serial++,
                                    at.toEpochMilli(),
                                    org(),
                                    ledger.id(Names.INTEGRATION, integration),
                                    ledger.id(Names.USER, integration + "@acme.example"),
                                    ledger.kindId(kind),
                                    1,
                                    false),
                            Runnable::run,
                            _ -> {});
            ledger.settleWhole(
                    call,
                    new Settlement(status, 1, null, Outcome.ANSWERED),
                    new Ending(100, 100, 10, Outcome.ANSWERED),
                    Runnable::run,
                    (Booking _) -> settled.countDown());
        }
        settled.await();
        return this;
    }

    BookedLedger sighted(long used, long max) {
        ledger.sight(new Sighting(org(), now.toEpochMilli(), used, max, Sighting.Source.HEADER));
        return this;
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        new RunMark(now, now, 1, false, false).keep(ledger);
        ledger.drain(Duration.ofSeconds(10));
        ledger.close();
    }
}
