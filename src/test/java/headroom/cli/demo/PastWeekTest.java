package headroom.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import headroom.emulator.PastCall;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

class PastWeekTest {
    private static final Instant UNTIL = Instant.parse("2026-11-21T03:05:00Z");
    private static final Instant FROM = UNTIL.minus(Duration.ofDays(1));

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(write(7)).isEqualTo(write(7)).isNotEqualTo(write(8));
    }

    @Test
    void comesInTheOrderOfTimeAndEndsBeforeTheDemoBegins() {
        var calls = write(7);

        assertThat(calls).isSortedAccordingTo(Comparator.comparing(PastCall::at));
        assertThat(calls.getFirst().at()).isAfterOrEqualTo(FROM);
        assertThat(calls.getLast().at()).isBefore(UNTIL);
    }

    @Test
    void fillsAboutSevenTenthsOfTheAllocationWithAllSix() {
        var calls = write(7);

        assertThat(calls.size() / 115_000.0).isCloseTo(0.70, within(0.03));
        for (var persona : Persona.ALL) {
            var its = calls.stream().filter(call -> call.client().equals(persona.name())).count();
            assertThat((double) its)
                    .as(persona.name())
                    .isCloseTo(persona.callsPerDay(), within(persona.callsPerDay() * 0.08));
        }
    }

    @Test
    void goesWildOnlyWhenItIsTime() {
        var start = UNTIL;
        var before = start.plus(Duration.ofMinutes(74));
        var after = start.plus(Duration.ofMinutes(76));

        assertThat(Persona.RUNAWAY.rateAt(before, start)).isLessThan(0.1);
        assertThat(Persona.RUNAWAY.rateAt(after, start)).isEqualTo(2.5);
        assertThat(Persona.ERP.rateAt(after, start)).isLessThan(1.5);
    }

    private static List<PastCall> write(long seed) {
        var calls = new ArrayList<PastCall>();
        new PastWeek(seed, FROM, UNTIL).accept(calls::add);
        return calls;
    }
}
