package headroom.cli.demo;

import headroom.emulator.History;
import headroom.emulator.PastCall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// What the six did in the seven days before the demo, written into the org's own books and logs.
///
/// Hour by hour: each draws its number of calls from its character, spreads them over the hour, and
/// all are put in the order of time. The same seed writes the same week.
///
/// @param until the demo's start
public record PastWeek(long seed, Instant from, Instant until) implements Consumer<History> {
    private static final double DAILY_SPREAD = 0.06;
    private static final double FAILING = 0.004;

    @Override
    public void accept(History history) {
        var random = new SplittableRandom(seed);
        for (var hour = from; hour.isBefore(until); hour = hour.plus(Duration.ofHours(1))) {
            hour(hour, random).forEach(history::call);
        }
    }

    private List<PastCall> hour(Instant hour, SplittableRandom random) {
        var calls = new ArrayList<PastCall>();
        for (var persona : Persona.ALL) {
            var usual = persona.callsInHour(hour.atOffset(java.time.ZoneOffset.UTC).getHour());
            var spread = 1 + DAILY_SPREAD * random.nextGaussian();
            var count = Math.max(0, Math.round(usual * spread));
            for (var i = 0; i < count; i++) {
                var at = hour.plusMillis(offset(persona, hour, random));
                if (at.isBefore(until)) {
                    calls.add(call(persona, at, random));
                }
            }
        }
        calls.sort(Comparator.comparing(PastCall::at));
        return calls;
    }

    /// By rejection, so that a character's bursts within the hour show in its past too.
    private static long offset(Persona persona, Instant hour, SplittableRandom random) {
        while (true) {
            var millis = random.nextLong(Duration.ofHours(1).toMillis());
            if (random.nextDouble(3.5) < persona.burst(hour.plusMillis(millis))) {
                return millis;
            }
        }
    }

    private static PastCall call(Persona persona, Instant at, SplittableRandom random) {
        var asked = Habit.of(persona).pick(random);
        var failed = random.nextDouble() < FAILING;
        return new PastCall(
                at,
                persona.username(),
                persona.name(),
                asked.family(),
                "66.0",
                asked.method(),
                asked.resource(random),
                asked.object(),
                failed ? 404 : 200,
                1);
    }
}
