package headroom.console;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Threads for answers that take their time: two at once, a few waiting, the rest refused, none
/// waited for longer than a limit. The page's own thread never waits for them. Thread-safe.
///
/// What is no longer waited for still runs to its end, and holds its thread until then.
final class Workshop implements AutoCloseable {
    private static final int AT_ONCE = 2;
    private static final int WAITING_MAX = 8;

    private final Duration limit;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    10,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING_MAX),
                    Thread.ofPlatform().daemon().name("report-", 1).factory());

    Workshop(Duration limit) {
        this.limit = limit;
        threads.allowCoreThreadTimeOut(true);
    }

    Duration limit() {
        return limit;
    }

    /// The answer; or a [java.util.concurrent.TimeoutException], or a [RejectedExecutionException]
    /// at once where too many wait already.
    <T> CompletableFuture<T> ask(Callable<T> work) {
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(() -> work(work, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <T> void work(Callable<T> work, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            answer.complete(work.call());
        } catch (Exception e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
