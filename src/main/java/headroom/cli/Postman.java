package headroom.cli;

import headroom.watch.Channel;
import headroom.watch.Outbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Takes what the outbox holds to the channels, a thread for each, so that one that hangs holds up
/// no other. Thread-safe.
final class Postman implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Postman.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Outbox outbox;
    private final InstantSource wall;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    Postman(Outbox outbox, List<Channel> channels, InstantSource wall) {
        this.outbox = outbox;
        this.wall = wall;
        for (var channel : channels) {
            threads.add(
                    Thread.ofVirtual()
                            .name("messages by " + channel.name())
                            .start(() -> run(channel)));
        }
    }

    private void run(Channel channel) {
        try {
            do {
                round(channel);
            } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(Channel channel) throws InterruptedException {
        try {
            outbox.send(channel, wall.instant());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "messages by " + channel.name() + " do not go out", e);
        }
    }

    /// Lets what is being sent arrive, if it does soon; what does not stays in the outbox.
    @Override
    public void close() {
        stop.countDown();
        try {
            for (var thread : threads) {
                if (!thread.join(PATIENCE)) {
                    thread.interrupt();
                    thread.join(PATIENCE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
