package headroom.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The emulator's event loop.
class LoopTest {
    @Test
    void laterIsNeverTooSoon() throws Exception {
        var delay = Duration.ofNanos(1_900_000);
        try (var loop = new Loop()) {
            for (var i = 0; i < 100; i++) {
                var began = System.nanoTime();
                var ended = new CompletableFuture<Long>();
                loop.later(delay, () -> ended.complete(System.nanoTime()));
                assertThat(ended.get(10, TimeUnit.SECONDS) - began)
                        .isGreaterThanOrEqualTo(delay.toNanos());
            }
        }
    }
}
