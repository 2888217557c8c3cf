package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class LogScanTest {
    @TempDir private Path folder;

    private LogCheck check(String... lines) throws IOException {
        return LogCheck.of(LogSource.of(LogText.write(folder, "x.csv", lines)), _ -> {});
    }

    @Test
    void aSoundFileIsReadAsItIs() throws IOException {
        var check =
                check(LogText.NEW, LogText.fresh("100000", "r1"), LogText.fresh("235959", "r2"));

        assertThat(check.sound()).isTrue();
        assertThat(check.rows()).isEqualTo(2);
        assertThat(check.org()).isEqualTo("00D000000000001");
        assertThat(check.lastMillis() - check.firstMillis()).isEqualTo(50_399_000);
    }

    @Test
    void aFileOfAHeaderOnlyHasNoRows() throws IOException {
        assertThat(check(LogText.OLD).rows()).isZero();
    }

    @Test
    void theLastRowNeedsNoLineEnd() throws IOException {
        var check = check(LogText.OLD, LogText.old("100000", "r1").strip());

        assertThat(check.rows()).isEqualTo(1);
        assertThat(check.damaged()).isZero();
    }

    @Test
    void linesMayEndAsOnWindows() throws IOException {
        var check = check((LogText.OLD + LogText.old("100000", "r1")).replace("\n", "\r\n"));

        assertThat(check.rows()).isEqualTo(1);
        assertThat(check.hasReturns()).isTrue();
    }

    @Test
    void aQuoteThatNeverClosesCostsTheFilesEndAndIsTold() throws IOException {
        var check = check(LogText.OLD, LogText.old("100000", "r1"), "ApiTotalUsage,\"2026\n");

        assertThat(check.rows()).isEqualTo(1);
        assertThat(check.first())
                .containsExactly(new History.Damage(3, "it ends inside a quoted field"));
    }

    @Test
    void rowsAcrossTheBufferAreWhole() throws IOException {
        var text = new StringBuilder(LogText.OLD);
        for (var row = 0; row < 40_000; row++) {
            text.append(LogText.old("100000", "r" + row));
        }
        assertThat(check(text.toString()).rows()).isEqualTo(40_000);
    }
}
