package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.watch.Pace.Standing;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static Duration next(double share, Duration runsOutIn, Instant toldAt) {
        return Pace.DEFAULTS.next(
                new Standing(
                        Optional.of(share),
                        Optional.ofNullable(runsOutIn),
                        Optional.ofNullable(toldAt)),
                NOW);
    }

    @Test
    void asksNinetySixTimesADayWhileCalm() {
        assertThat(next(0.9, null, null)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Pace.DEFAULTS.next(Standing.UNKNOWN, NOW)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void asksEveryFiveMinutesWhenHeadroomIsShortOrWillEnd() {
        assertThat(next(0.29, null, null)).isEqualTo(Duration.ofMinutes(5));
        assertThat(next(0.31, null, null)).isEqualTo(Duration.ofMinutes(15));
        assertThat(next(0.9, Duration.ofHours(23), null)).isEqualTo(Duration.ofMinutes(5));
        assertThat(next(0.9, Duration.ofHours(25), null)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void hardlyAsksWhilePassingCallsTell() {
        var justNow = NOW.minusSeconds(60);
        var longAgo = NOW.minusSeconds(600);

        assertThat(next(0.9, null, justNow)).isEqualTo(Duration.ofHours(1));
        assertThat(next(0.1, null, justNow)).isEqualTo(Duration.ofHours(1));
        assertThat(next(0.1, null, longAgo)).isEqualTo(Duration.ofMinutes(5));
    }
}
