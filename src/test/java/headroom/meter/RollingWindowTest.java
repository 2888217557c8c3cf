package headroom.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

class RollingWindowTest {
    private static final long NOON = Instant.parse("2026-11-18T12:00:00Z").getEpochSecond();

    private final MemorySeconds seconds = new MemorySeconds();
    private final RollingWindow window = new RollingWindow(seconds, NOON, 4);

    @Test
    void aCallIsFreeAgainADayLaterToTheSecond() {
        window.add(0, NOON + 2160, 1);
        flush();
        window.advance(NOON + 2160 + 86_399, this::ignore);
        assertThat(window.total(0)).isEqualTo(1);
        window.advance(NOON + 2160 + 86_400, this::ignore);
        assertThat(window.total(0)).isZero();
    }

    @Test
    void theOfficialDeveloperOrgHasExactlyOneCallLeftUntilFive() {
        var five = Instant.parse("2026-11-18T05:00:00Z").getEpochSecond();
        var official = new RollingWindow(seconds, five, 1);
        official.add(0, five, 14_500);
        official.add(0, five + 18 * 3600, 499);
        official.flush();
        official.flushed();
        official.advance(five + 18 * 3600, this::ignore);
        assertThat(15_000 - official.total(0)).isEqualTo(1);
        official.advance(five + 86_399, this::ignore);
        assertThat(15_000 - official.total(0)).isEqualTo(1);
        official.advance(five + 86_400, this::ignore);
        assertThat(15_000 - official.total(0)).isEqualTo(14_501);
    }

    @Test
    void aLateChargeExpiresWithItsOwnSecond() {
        assertThat(window.add(3, NOON - 86_399, 5)).isTrue();
        assertThat(window.total(3)).isEqualTo(5);
        flush();
        window.advance(NOON + 1, this::ignore);
        assertThat(window.total(3)).isZero();
    }

    @Test
    void aChargeOlderThanTheWindowIsNotCounted() {
        assertThat(window.add(3, NOON - 86_400, 5)).isFalse();
        assertThat(window.total(3)).isZero();
    }

    @Test
    void aClockThatStepsBackIsClamped() {
        window.add(0, NOON, 1);
        window.advance(NOON - 3600, this::ignore);
        assertThat(window.now()).isEqualTo(NOON);
        assertThat(window.total(0)).isEqualTo(1);
    }

    @Test
    void aJumpForwardExpiresEverything() {
        window.add(0, NOON, 1);
        window.add(90, NOON - 7, 2);
        flush();
        var expired = new HashMap<Integer, Integer>();
        window.advance(NOON + 365 * 86_400L, expired::put);
        assertThat(window.total(0) + window.total(90)).isZero();
        assertThat(expired).containsEntry(0, 1).containsEntry(90, 2);
    }

    @Test
    void nothingExpiresWhileTheStoreHasNotTakenIt() {
        window.add(0, NOON, 1);
        window.advance(NOON + 100_000, this::ignore);
        assertThat(window.total(0)).isEqualTo(1);
        flush();
        window.advance(NOON + 100_001, this::ignore);
        assertThat(window.total(0)).isZero();
    }

    @Test
    void aKeyNeverCountedIsZero() {
        assertThat(window.total(-1)).isZero();
        assertThat(window.total(1_000_000)).isZero();
    }

    @Test
    void rebuildingDoesNotForgetWhatIsNotFlushed() {
        window.add(0, NOON, 1);
        assertThatThrownBy(() -> window.rebuild(NOON)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithBruteForceThroughGapsBurstsAndClockSteps(long seed) {
        var random = new Random(seed);
        var charges = new ArrayList<long[]>();
        var now = NOON;
        for (var step = 0; step < 1500; step++) {
            switch (random.nextInt(10)) {
                case 0 -> now = moved(now, random.nextInt(100_000));
                case 1 -> now = moved(now, 1);
                case 2, 3 -> now = moved(now, random.nextInt(600));
                case 4 -> window.advance(now - random.nextInt(5000), this::ignore);
                case 5 -> charge(charges, random, now - random.nextInt(90_000), 1);
                case 6 -> burst(charges, random, now);
                default -> charge(charges, random, now, 1 + random.nextInt(3));
            }
            assertAgrees(seed, step, charges, now, random.nextInt(40));
            if (step % 300 == 299) {
                flush();
                window.rebuild(now);
            }
        }
    }

    private long moved(long now, int by) {
        flush();
        window.advance(now + by, this::ignore);
        return now + by;
    }

    private void burst(List<long[]> charges, Random random, long now) {
        for (var i = random.nextInt(400); i > 0; i--) {
            charge(charges, random, now, 1);
        }
    }

    private void charge(List<long[]> charges, Random random, long second, int amount) {
        var key = random.nextInt(40);
        var counted = window.add(key, second, amount);
        if (counted) {
            charges.add(new long[] {key, second, amount});
        }
    }

    private void assertAgrees(long seed, int step, List<long[]> charges, long now, int key) {
        var sum = 0L;
        for (var charge : charges) {
            if (charge[0] == key && charge[1] > now - 86_400) {
                sum += charge[2];
            }
        }
        assertThat(window.total(key))
                .as("seed %d, step %d, key %d", seed, step, key)
                .isEqualTo((int) sum);
    }

    private void flush() {
        window.flush();
        window.flushed();
    }

    private void ignore(int key, int amount) {}
}
