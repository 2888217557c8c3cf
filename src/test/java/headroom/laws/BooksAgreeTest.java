package headroom.laws;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.http.Fault;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Laws 1 and 2: gateway, ledger and emulator under one seed with faults, refusals and restarts.
class BooksAgreeTest {
    @Test
    void agreeUnderFaultsRefusalsAndARestart() throws Exception {
        simulate(20261121L, 150, 1_400);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987})
    void agreeUnderManySeeds(long seed) throws Exception {
        simulate(seed, 400, 3_700);
    }

    /// First with faults of every kind and allocation to spare, then, after a restart, until the
    /// org refuses. Not both at once: of an answer that was cut off nobody can know that it was a
    /// refusal, so such a call counts as spent, by law 2.
    private static void simulate(long seed, int callsEach, long allocation) throws Exception {
        System.out.println("books agree: seed " + seed);
        var random = new SplittableRandom(seed);
        try (var world =
                World.start(options ->
                        options.withAllocation(allocation)
                                .withGraceCalls(0)
                                .withFaults(seed, faults()))) {
            var answered = new ArrayList<>(run(world, callsEach, random));
            var why = "seed " + seed;
            assertThat(world.org.books().used()).as(why).isLessThan(allocation);
            world.restart();
            world.clearFaults();
            answered.addAll(run(world, callsEach, random));
            assertThat(world.org.books().used()).as(why).isEqualTo(allocation);
            world.drain();
            assertThat(world.differences()).as(why).isEmpty();
            assertThat(world.ledgerByIntegration()).as(why).isEqualTo(world.orgByClient());
            assertThat(world.ledgerByUser()).as(why).isEqualTo(world.orgByUser());
            assertThat(world.ledgerIds()).as(why).containsAll(answered);
        }
    }

    private static List<Fault> faults() {
        return List.of(
                World.fault(0.03, new Fault.Status(503, "application/json", BUSY)),
                World.fault(0.03, new Fault.ResetBeforeHead()),
                World.fault(0.03, new Fault.ResetMidBody()),
                World.fault(0.03, new Fault.TruncatedBody()),
                World.fault(0.03, new Fault.SlowBody(16, Duration.ofMillis(5))),
                World.fault(0.03, new Fault.Latency(Duration.ofMillis(40))));
    }

    private static List<String> run(World world, int callsEach, SplittableRandom random)
            throws InterruptedException {
        var all = new ArrayList<Traffic>();
        for (var app : World.APPS) {
            for (var i = 0; i < 3; i++) {
                all.add(new Traffic(app, world.url(), callsEach, i == 2, random.split()));
            }
        }
        var threads = all.stream().map(one -> Thread.ofVirtual().start(one)).toList();
        for (var thread : threads) {
            thread.join(Duration.ofSeconds(90));
            assertThat(thread.isAlive()).as("the traffic ends").isFalse();
        }
        return all.stream().flatMap(one -> one.answered.stream()).toList();
    }

    private static final String BUSY =
            "[{\"message\":\"Server Unavailable\",\"errorCode\":\"SERVER_UNAVAILABLE\"}]";
}
