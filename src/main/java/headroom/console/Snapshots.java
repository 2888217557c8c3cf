package headroom.console;

import headroom.report.Overview;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Reads the overview once a second on a thread of its own and hands each reading on. Thread-safe.
///
/// A reading that fails keeps the last one in place; its age then tells, in `/health` too.
public final class Snapshots implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Snapshots.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Supplier<Overview> source;
    private final AtomicReference<Read> latest;
    private final List<Consumer<Overview>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    /// @param atNanos when it was read, by `System.nanoTime`
    private record Read(long atNanos, Overview overview) {}

    /// Reads once at once.
    ///
    /// @param source asked by one thread at a time
    public Snapshots(Supplier<Overview> source) {
        this.source = source;
        this.latest = new AtomicReference<>(read());
        this.thread = Thread.ofPlatform().daemon().name("overview").unstarted(this::run);
        thread.start();
    }

    public Overview overview() {
        return latest.get().overview();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - latest.get().atNanos());
    }

    void listen(Consumer<Overview> listener) {
        listeners.add(listener);
    }

    private void run() {
        try {
            while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                refresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        try {
            var reading = read();
            latest.set(reading);
            listeners.forEach(listener -> listener.accept(reading.overview()));
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.log(Level.WARNING, "the overview could not be read; showing the last one", e);
            }
            failing = true;
        }
    }

    private Read read() {
        var overview = source.get();
        return new Read(System.nanoTime(), overview);
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
