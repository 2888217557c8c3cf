package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class ScreenTest {
    private static final Screen TEN_WIDE = new Screen(true, true, true, 10, 24);

    @Test
    void cutsALineToTheTerminalWithoutCountingItsColours() {
        assertThat(TEN_WIDE.fit("1234567890")).isEqualTo("1234567890");
        assertThat(TEN_WIDE.fit("12345678901")).isEqualTo("123456789…\033[0m");
        assertThat(TEN_WIDE.fit(TEN_WIDE.good("1234567890")))
                .isEqualTo("\033[32m1234567890\033[0m");
        assertThat(TEN_WIDE.fit("12" + TEN_WIDE.bad("345678901")))
                .isEqualTo("12\033[31;1m3456789…\033[0m");
    }

    @Test
    void leavesLinesWholeWhereNobodyWatches() {
        assertThat(Screen.PLAIN.fit("x".repeat(500))).hasSize(500);
        assertThat(Screen.PLAIN.good("fine")).isEqualTo("fine");
    }

    @Test
    void isPlainWithoutATerminal() {
        var screen = Screen.of(Map.of("COLUMNS", "132"), StandardCharsets.US_ASCII);

        assertThat(screen.terminal()).isFalse();
        assertThat(screen.colour()).isFalse();
        assertThat(screen.unicode()).isFalse();
        assertThat(screen.width()).isEqualTo(132);
    }
}
