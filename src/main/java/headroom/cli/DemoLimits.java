package headroom.cli;

import headroom.cli.demo.DemoOrg;
import headroom.ledger.Ledger;
import headroom.watch.LimitsWatch;
import headroom.watch.OrgDoor;
import headroom.watch.Pace;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/// Asks the demo's org for its limits as `serve` would in calm times: every 15 minutes of the org's
/// own time. One thread. Thread-safe.
final class DemoLimits implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DemoLimits.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LimitsWatch watch;
    private final long delayMillis;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /// @param clock the org's
    /// @param speed seconds of it in one of ours
    DemoLimits(Ledger ledger, OrgDoor door, InstantSource clock, double speed) {
        this.watch =
                new LimitsWatch(
                        ledger,
                        DemoOrg.NAME,
                        door,
                        clock,
                        Pace.DEFAULTS,
                        () -> Pace.Standing.UNKNOWN);
        this.delayMillis = Math.max(1_000, (long) (Pace.DEFAULTS.calm().toMillis() / speed));
        this.thread = Thread.ofVirtual().name("limits").start(this::run);
    }

    private void run() {
        try {
            do {
                look();
            } while (!stop.await(delayMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            watch.look();
        } catch (IOException e) {
            LOG.fine(() -> "the org did not tell its limits: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
