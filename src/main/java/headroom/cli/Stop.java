package headroom.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How a long-running command learns that it should end: Ctrl-C, SIGTERM, or a test. Thread-safe.
///
/// A signal starts the JVM's shutdown hooks. Ours asks the command to stop, waits until it has said
/// its last line, and then ends the process with the command's own exit code. A command that never
/// said `takeOver` is not waited for.
final class Stop {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private volatile boolean taken;

    /// A stop that the process's signals ask for.
    static Stop bySignal() {
        var stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::onShutdown, "stop"));
        return stop;
    }

    /// From here on the command ends itself when asked.
    void takeOver() {
        taken = true;
    }

    void ask() {
        asked.countDown();
    }

    boolean asked() {
        return asked.getCount() == 0;
    }

    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits at most that long; true if asked to stop.
    boolean await(Duration limit) {
        try {
            return asked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// The command has ended; its streams are flushed.
    void ended(int code) {
        exitCode.complete(code);
    }

    private void onShutdown() {
        if (!taken || exitCode.isDone()) {
            return;
        }
        ask();
        try {
            Runtime.getRuntime().halt(exitCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Runtime.getRuntime().halt(ExitCodes.FAULT);
        }
    }
}
