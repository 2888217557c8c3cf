package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.DateTimeException;
import java.time.Instant;

class RangeTextTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:10:00Z");

    @Test
    void meansSevenUtcDaysWhenNothingIsSaid() {
        assertThat(read("", "", "").words())
                .isEqualTo("Sun 2026-11-15 00:00 to Sun 2026-11-22 00:00 UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 2D, Fri 2026-11-20 00:00 to Sun 2026-11-22 00:00 UTC",
        "'', '', 12h, Sat 2026-11-21 01:00 to Sat 2026-11-21 13:00 UTC",
        "2026-11-12, '', '', Thu 2026-11-12 00:00 to Sat 2026-11-21 13:00 UTC",
        "2026-11-12, 2026-11-13, '', Thu 2026-11-12 00:00 to Fri 2026-11-13 00:00 UTC",
        "2026-11-12T09:30+02:00, 2026-11-12T10:00Z, '',"
                + " Thu 2026-11-12 07:00 to Thu 2026-11-12 10:00 UTC"
    })
    void takesDaysHoursAndInstants(String from, String to, String last, String words) {
        assertThat(read(from, to, last).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', soon",
        "'', '', 0d",
        "'', '', 99999d",
        "2026-11-12, '', 7d",
        "'', 2026-11-12, ''",
        "2026-11-13, 2026-11-12, ''",
        "yesterday, '', ''"
    })
    void refusesWhatMeansNothing(String from, String to, String last) {
        assertThatThrownBy(() -> read(from, to, last)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void saysWhatIsWrongWithABeginning() {
        assertThatThrownBy(() -> read("2026-12-01", "", ""))
                .hasMessage("'2026-12-01' lies in the future");
        assertThatThrownBy(() -> read("2026-13-45", "", ""))
                .hasMessage(
                        "'2026-13-45' is no day such as 2026-11-12 nor a time such as"
                                + " 2026-11-12T08:00Z");
    }

    private static ReportRange read(String from, String to, String last) {
        return new RangeText(from, to, last).read(NOW);
    }
}
