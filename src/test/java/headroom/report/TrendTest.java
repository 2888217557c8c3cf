package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {
    @ParameterizedTest
    @CsvSource({
        "100, 100, STEADY",
        "120, 100, STEADY",
        "125, 100, RISING",
        "70, 100, FALLING",
        "9, 0, STEADY",
        "10, 0, RISING",
        "0, 0, STEADY"
    })
    void isAQuarterMoreOrLessAndMoreThanAHandful(long lastHour, double before, Trend trend) {
        assertThat(Trend.of(lastHour, before)).isEqualTo(trend);
    }
}
