package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.SplittableRandom;

/// The emulator's own window, against the definition.
class SecondRingTest {
    private static long second(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    @Test
    void holdsTheOfficialDeveloperVector() {
        var ring = new SecondRing();
        ring.add(second("2026-11-18T05:00:00Z"), 14_500);
        ring.add(second("2026-11-18T23:00:00Z"), 499);

        assertThat(ring.sum(second("2026-11-19T04:59:59Z"))).isEqualTo(14_999);
        assertThat(ring.sum(second("2026-11-19T05:00:00Z"))).isEqualTo(499);
        assertThat(ring.sum(second("2026-11-19T23:00:00Z"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithBruteForce(long seed) {
        var random = new SplittableRandom(seed);
        var ring = new SecondRing();
        var added = new ArrayList<long[]>();
        var now = 1_700_000_000L;
        var newest = now;
        for (var i = 0; i < 3_000; i++) {
            now += step(random);
            newest = Math.max(newest, now);
            if (random.nextInt(4) > 0) {
                var charge = 1 + random.nextInt(3);
                ring.add(now, charge);
                added.add(new long[] {now, charge});
            }
            var end = newest;
            var expected =
                    added.stream()
                            .filter(call -> call[0] > end - 86_400 && call[0] <= end)
                            .mapToLong(call -> call[1])
                            .sum();
            assertThat(ring.sum(now)).as("seed %d, step %d", seed, i).isEqualTo(expected);
        }
    }

    /// Mostly small steps, sometimes a gap of more than a day, sometimes a step back.
    private static long step(SplittableRandom random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextLong(100_000);
            case 1 -> -random.nextLong(50_000);
            case 2 -> 86_400;
            default -> random.nextLong(300);
        };
    }
}
