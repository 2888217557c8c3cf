package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

class DigestBookTest {
    private static final WeekTime MONDAYS =
            new WeekTime(DayOfWeek.MONDAY, LocalTime.of(8, 0), ZoneOffset.UTC);
    private static final Instant DUE = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir private Path folder;

    private DigestBook open(Instant now) throws Exception {
        return DigestBook.open(folder.resolve("digest.json"), MONDAYS, now);
    }

    @Test
    void owesNothingOfTheTimeBeforeItWasThere() throws Exception {
        var book = open(DUE.plusSeconds(60));

        assertThat(book.owes(MONDAYS, DUE.plusSeconds(60))).isFalse();
        assertThat(book.owes(MONDAYS, DUE.plus(Duration.ofDays(7)))).isTrue();
    }

    @Test
    void owesOnceAWeekAndSoAfterARestart() throws Exception {
        open(DUE.minus(Duration.ofDays(1)));
        assertThat(open(DUE).owes(MONDAYS, DUE.minusMillis(1))).isFalse();
        var book = open(DUE);
        assertThat(book.owes(MONDAYS, DUE)).isTrue();
        book.posted("one");

        var again = open(DUE.plusSeconds(5));
        assertThat(again.owes(MONDAYS, DUE.plusSeconds(5))).as("killed in between").isTrue();
        assertThat(again.isPosted("one")).isTrue();
        assertThat(again.isPosted("two")).isFalse();
        again.settle();

        assertThat(open(DUE.plusSeconds(9)).owes(MONDAYS, DUE.plusSeconds(9))).isFalse();
        var next = DUE.plus(Duration.ofDays(7));
        assertThat(open(next).owes(MONDAYS, next)).isTrue();
        assertThat(open(next).isPosted("one")).isFalse();
    }

    @Test
    void makesGoodWhatWasMissedForLessThanTwoDays() throws Exception {
        open(DUE.minus(Duration.ofDays(1)));
        var late = DUE.plus(Duration.ofDays(2));

        assertThat(open(late).owes(MONDAYS, late.minusSeconds(1))).isTrue();
        assertThat(open(late).owes(MONDAYS, late)).isFalse();
        assertThat(open(late).owes(MONDAYS, late.minusSeconds(1))).as("that is settled").isFalse();
    }

    @Test
    void aTimeOfTheWeekStaysWhereTheClockOnTheWallIs() {
        var berlin = new WeekTime(DayOfWeek.SUNDAY, LocalTime.of(8, 0), ZoneId.of("Europe/Berlin"));

        assertThat(berlin.latest(Instant.parse("2026-10-25T07:00:00Z")))
                .as("the day on which summer time ends")
                .isEqualTo(Instant.parse("2026-10-25T07:00:00Z"));
        assertThat(berlin.latest(Instant.parse("2026-10-25T06:59:59Z")))
                .isEqualTo(Instant.parse("2026-10-18T06:00:00Z"));
    }
}
