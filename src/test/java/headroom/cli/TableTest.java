package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

class TableTest {
    private static final Table TABLE =
            new Table(
                            List.of(
                                    Table.Column.words("name"),
                                    Table.Column.number("charges", 0),
                                    Table.Column.number("least", 9)))
                    .row(List.of("erp-nightly", "1,203", "1"))
                    .row(List.of("bi", "58", "22"));

    @Test
    void putsWordsLeftAndNumbersRight() {
        assertThat(TABLE.render(Screen.PLAIN))
                .containsExactly(
                        "name         charges  least",
                        "erp-nightly    1,203      1",
                        "bi                58     22");
    }

    @Test
    void dropsTheLeastImportantColumnWhereItIsNarrow() {
        var narrow = new Screen(false, false, true, 22, 24);

        assertThat(TABLE.render(narrow))
                .containsExactly(
                        "name         charges", "erp-nightly    1,203", "bi                58");
    }

    @Test
    void neverPrintsALineLongerThanTheScreen() {
        for (var width = 2; width < 40; width++) {
            var screen = new Screen(false, false, true, width, 24);
            assertThat(TABLE.render(screen)).allMatch(line -> line.length() <= screen.width());
        }
    }

    @Test
    void writesFiguresForPeople() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.percent(0.704)).isEqualTo("70.4 %");
        assertThat(Figures.duration(Duration.ofMinutes(185))).isEqualTo("3 h 05 min");
        assertThat(Figures.duration(Duration.ofHours(50))).isEqualTo("2 d 2 h");
        assertThat(Figures.sparkline(List.of(0L, 5L, 10L), true)).isEqualTo("▁▅█");
        assertThat(Figures.sparkline(List.of(0L, 5L, 10L), false)).isEqualTo("_+@");
        assertThat(Figures.sparkline(List.of(0L, 0L), true)).isEqualTo("▁▁");
    }

    @Test
    void showsTimesInTheZoneAskedFor() {
        var at = Instant.parse("2026-11-21T03:05:00Z");

        assertThat(Figures.time(at, ZoneOffset.UTC)).isEqualTo("2026-11-21 03:05:00 UTC");
        assertThat(Figures.time(at, ZoneId.of("Europe/Berlin")))
                .isEqualTo("2026-11-21 04:05:00 Europe/Berlin");
    }
}
