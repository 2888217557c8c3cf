package headroom.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class DayCountersTest {
    private static final long EVENING = Instant.parse("2026-11-18T23:59:59Z").getEpochSecond();

    private final DayCounters days = new DayCounters(EVENING, 2);

    @Test
    void aDayEndsAtMidnightUtc() {
        days.add(0, EVENING, 4);
        assertThat(days.total(0)).isEqualTo(4);
        days.add(0, EVENING + 1, 1);
        assertThat(days.total(0)).isEqualTo(1);
    }

    @Test
    void aChargeOfYesterdayDoesNotCountToday() {
        days.advance(EVENING + 1);
        days.add(0, EVENING, 4);
        assertThat(days.total(0)).isZero();
    }

    @Test
    void aClockThatStepsBackDoesNotBringYesterdayBack() {
        days.add(7, EVENING + 1, 4);
        days.advance(EVENING);
        assertThat(days.total(7)).isEqualTo(4);
    }
}
