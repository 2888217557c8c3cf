package headroom.emulator.http;

import headroom.emulator.call.Tasks;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The one event loop, which thereby owns all of the org's state.
public final class Loop implements Tasks, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private static final int CLOSE_SECONDS_MAX = 30;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Vertx vertx;
    private final Context context;

    public Loop() {
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setPreferNativeTransport(true)
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(2)
                                .setInternalBlockingPoolSize(2)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        this.context = vertx.getOrCreateContext();
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    public void soon(Runnable slice) {
        context.runOnContext(_ -> run(slice));
    }

    /// Never sooner, not even by part of a millisecond: who waits looks once whether it is time.
    @Override
    public void later(Duration delay, Runnable slice) {
        var millis = delay.plusNanos(NANOS_PER_MILLI - 1).toMillis();
        vertx.setTimer(Math.max(1, millis), _ -> soon(slice));
    }

    private static void run(Runnable slice) {
        try {
            slice.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "work beside the calls failed", e);
        }
    }

    @Override
    public void close() {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the HTTP server did not close", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
