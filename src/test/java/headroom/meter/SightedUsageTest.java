package headroom.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class SightedUsageTest {
    private static final long NOW = 1_800_000_000L;

    private final SightedUsage usage = new SightedUsage();

    @Test
    void withoutASightingTheLedgerAloneCounts() {
        usage.begin(1, 2);
        var figure = usage.figure(NOW, 40);
        assertThat(figure.used()).isEqualTo(42);
        assertThat(figure.sighting()).isEmpty();
        assertThat(figure.inFlight()).isEqualTo(2);
    }

    @Test
    void aSightingStandsForEverythingBegunUpToItsCall() {
        var first = usage.begin(1, 1);
        var second = usage.begin(2, 1);
        usage.begin(3, 1);
        usage.settle(second, 1, sighting(1000));
        assertThat(usage.figure(NOW, 2).used()).isEqualTo(1001);
        usage.settle(first, 1, sighting(990));
        assertThat(usage.figure(NOW, 2).used())
                .as("an older sighting that arrives late")
                .isEqualTo(1001);
    }

    @Test
    void aCorrectedChargeBeforeTheSightingChangesNothing() {
        var first = usage.begin(1, 5);
        var second = usage.begin(2, 1);
        usage.settle(second, 1, sighting(1000));
        usage.settle(first, 0, null);
        assertThat(usage.figure(NOW, 1).used()).isEqualTo(1000);
    }

    @Test
    void aCorrectedChargeAfterTheSightingCounts() {
        var first = usage.begin(1, 1);
        var second = usage.begin(2, 1);
        usage.settle(first, 1, sighting(1000));
        usage.settle(second, 25, null);
        assertThat(usage.figure(NOW, 26).used()).isEqualTo(1025);
    }

    @Test
    void whatAgedOutSinceIsTakenOff() {
        usage.sight(sighting(1000), 0);
        usage.agedOut(30);
        assertThat(usage.figure(NOW, 0).used()).isEqualTo(970);
        assertThat(usage.figure(NOW, 0).agedOutSince()).isEqualTo(30);
    }

    @Test
    void aSightingThatLeftTheWindowSaysNothingAnyMore() {
        usage.sight(sighting(1000), 0);
        var figure = usage.figure(NOW + RollingWindow.SECONDS, 12);
        assertThat(figure.used()).isEqualTo(12);
        assertThat(figure.sighting()).isEmpty();
    }

    @Test
    void chargesLearnedLaterCountBySideOfTheSighting() {
        usage.sight(sighting(1000), 0);
        usage.learned(NOW - 10, 7, NOW + 100);
        usage.learned(NOW + 10, 3, NOW + 100);
        assertThat(usage.figure(NOW + 100, 10).used()).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithSummingEveryCallAnew(long seed) {
        var random = new Random(seed);
        var calls = new ArrayList<Call>();
        var open = new ArrayList<Call>();
        var aged = 0L;
        var sighted = -1L;
        var sightedOrder = -1;
        var agedAtSighting = 0L;
        for (var step = 0; step < 2000; step++) {
            if (open.isEmpty() || random.nextInt(5) < 2) {
                var call = new Call(random.nextInt(4));
                call.mark = usage.begin(calls.size(), call.charge);
                call.order = calls.size();
                calls.add(call);
                open.add(call);
            } else if (random.nextInt(6) == 0) {
                usage.agedOut(2);
                aged += 2;
            } else {
                var call = open.remove(random.nextInt(open.size()));
                call.charge = random.nextBoolean() ? call.charge : random.nextInt(6);
                var says = random.nextInt(3) == 0 ? 10_000L + random.nextInt(5000) : -1;
                usage.settle(call.mark, call.charge, says < 0 ? null : sighting(says));
                if (says >= 0 && call.order >= sightedOrder) {
                    sighted = says;
                    sightedOrder = call.order;
                    agedAtSighting = aged;
                }
            }
            if (sighted >= 0) {
                var expected = sighted + after(calls, sightedOrder) - (aged - agedAtSighting);
                assertThat(usage.figure(NOW, 0).used())
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(expected);
            }
        }
    }

    private static long after(List<Call> calls, int order) {
        return calls.subList(order + 1, calls.size()).stream().mapToLong(call -> call.charge).sum();
    }

    private static final class Call {
        private int charge;
        private int order;
        private SightedUsage.Mark mark;

        Call(int charge) {
            this.charge = charge;
        }
    }

    private static Sighting sighting(long used) {
        return new Sighting(2, NOW * 1000, used, 115_000, Sighting.Source.HEADER);
    }
}
