package headroom.ledger;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A process that books calls until it is killed, and prints what was acknowledged: `i` and the
/// request id when an intent is committed, `s`, id and charge when a settlement is.
public final class DoomedGateway {
    private final Ledger ledger;
    private final Traffic traffic;
    private final String life;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final PrintStream out = new PrintStream(System.out, false);
    private final Random random;
    private long number;

    private DoomedGateway(Ledger ledger, String life) {
        this.ledger = ledger;
        this.life = life;
        this.traffic = new Traffic(ledger, InstantSource.system());
        this.random = new Random(life.hashCode());
    }

    public static void main(String[] args) {
        var ledger = Ledger.open(LedgerOptions.at(Path.of(args[0])), InstantSource.system());
        var gateway = new DoomedGateway(ledger, args[1]);
        for (var i = 0; i < 100; i++) {
            gateway.loop.execute(gateway::begin);
        }
    }

    private void begin() {
        var id = life + "-" + number++;
        var call = new OpenCall[1];
        call[0] =
                ledger.intend(
                        traffic.intent(id, "integration " + random.nextInt(6), 1),
                        loop,
                        booking -> {
                            say(booking, "i " + id);
                            loop.schedule(
                                    () -> settle(call[0], id),
                                    random.nextInt(8),
                                    TimeUnit.MILLISECONDS);
                        });
    }

    private void settle(OpenCall call, String id) {
        var charge = random.nextInt(4);
        var status = random.nextInt(20) == 0 ? 500 : 200;
        ledger.settle(
                call,
                new Settlement(status, charge, null, Outcome.ANSWERED),
                loop,
                booking -> {
                    say(booking, "s " + id + " " + charge);
                    ledger.finish(call, new Ending(10, 20, 5, Outcome.ANSWERED));
                    begin();
                });
    }

    private void say(Booking booking, String what) {
        if (booking == Booking.COMMITTED) {
            out.print(what + "\n");
            out.flush();
        }
    }
}
