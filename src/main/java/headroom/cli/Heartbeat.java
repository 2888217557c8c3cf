package headroom.cli;

import headroom.ledger.Ledger;
import headroom.report.RunMark;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Leaves a sign of life in the ledger every few seconds, and a last one at the end, so that
/// `status` in another process knows how old its figures are. Thread-safe.
final class Heartbeat implements AutoCloseable {
    private final Ledger ledger;
    private final OrgTime time;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    Heartbeat(Ledger ledger, OrgTime time) {
        this.ledger = ledger;
        this.time = time;
        beat(true);
        thread = Thread.ofVirtual().name("heartbeat").unstarted(this::run);
        thread.start();
    }

    private void run() {
        try {
            while (!stop.await(RunMark.INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                beat(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(boolean running) {
        new RunMark(
                        time.wall().instant(),
                        time.clock().instant(),
                        time.speed(),
                        running,
                        time.simulated())
                .keep(ledger);
    }

    /// The last sign, once; `Ledger.close` brings it to disk.
    @Override
    public void close() {
        if (stop.getCount() == 0) {
            return;
        }
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        beat(false);
    }
}
