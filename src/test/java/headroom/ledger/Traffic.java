package headroom.ledger;

import headroom.meter.Sighting;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

/// Calls of one org for tests: each waits until the ledger has answered.
final class Traffic {
    private final Ledger ledger;
    private final InstantSource clock;
    private int number;

    record Begun(OpenCall call, Booking booking) {}

    Traffic(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    int org() {
        return ledger.id(Names.ORG, "00D");
    }

    int integration(String name) {
        return ledger.id(Names.INTEGRATION, name);
    }

    Intent intent(String integration, int charge) {
        return intent("r" + System.nanoTime() + "-" + number++, integration, charge);
    }

    Intent intent(String requestId, String integration, int charge) {
        return new Intent(
                requestId,
                clock.millis(),
                org(),
                integration(integration),
                ledger.id(Names.USER, integration + "@example.com"),
                ledger.kindId(new CallKind(ApiFamily.REST, "66.0", "query", "Account", "query")),
                charge,
                false);
    }

    Begun begin(String integration, int charge) {
        return begin(intent(integration, charge));
    }

    Begun begin(Intent intent) {
        var answer = new CompletableFuture<Booking>();
        var call = ledger.intend(intent, Runnable::run, answer::complete);
        return new Begun(call, answer.join());
    }

    Booking settle(OpenCall call, int charge, @Nullable Sighting sighting) {
        var answer = new CompletableFuture<Booking>();
        ledger.settle(
                call,
                new Settlement(200, charge, sighting, Outcome.ANSWERED),
                Runnable::run,
                answer::complete);
        return answer.join();
    }

    Booking call(String integration, int charge) {
        return call(integration, charge, null);
    }

    Booking call(String integration, int charge, @Nullable Sighting sighting) {
        return call(intent(integration, charge), sighting);
    }

    Booking call(Intent intent, @Nullable Sighting sighting) {
        var begun = begin(intent);
        var booking = settle(begun.call(), intent.charge(), sighting);
        ledger.finish(begun.call(), new Ending(100, 600, 12, Outcome.ANSWERED));
        return booking;
    }

    /// Many calls at once, each charged 1, and waits for all.
    void calls(String integration, int count) {
        var waiting = new ArrayList<CompletableFuture<Booking>>();
        for (var i = 0; i < count; i++) {
            var done = new CompletableFuture<Booking>();
            waiting.add(done);
            ledger.settle(
                    ledger.intend(intent(integration, 1), Runnable::run, _ -> {}),
                    new Settlement(200, 1, null, Outcome.ANSWERED),
                    Runnable::run,
                    done::complete);
        }
        waiting.forEach(CompletableFuture::join);
    }

    /// Calls until one is in the books again.
    void untilBooked(String integration) {
        var end = System.nanoTime() + 20_000_000_000L;
        while (call(integration, 1) == Booking.GAP) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still in the gap: " + ledger.figures());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    /// Waits until the disk takes writes again.
    void untilHealthy() {
        var end = System.nanoTime() + 20_000_000_000L;
        while (!ledger.figures().fault().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still failing: " + ledger.figures());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    /// Runs something while the writer is inside a reply, so that all it offers makes one group.
    boolean whileTheWriterIsHeld(Runnable inside) {
        var done = new CompletableFuture<Boolean>();
        ledger.intend(
                intent("holder", 0),
                Runnable::run,
                _ -> {
                    inside.run();
                    done.complete(true);
                });
        return done.join();
    }
}
