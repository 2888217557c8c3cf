package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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

    @Test
    void aTimeIsOneOnlyInTheFormsThatDuckDbReadsTheSameWay() throws IOException {
        for (var time : List.of("20261118100000.250", "20261118100000")) {
            assertThat(stamped(time, "").rows()).as(time).isEqualTo(1);
        }
        for (var time : List.of("2026-11-18T10:00:00.250Z", "2026-11-18T10:00:00Z")) {
            assertThat(stamped("", time).rows()).as(time).isEqualTo(1);
        }
        for (var time :
                List.of(
                        "20261118100000.250Z",
                        "20261118100000.",
                        "20261118100000.25",
                        "20261118100000.2507",
                        "20261118100000Z",
                        "00001118100000.250")) {
            assertThat(stamped(time, "").damaged()).as(time).isEqualTo(1);
        }
        for (var time :
                List.of(
                        "2026-11-18T10:00:00.250",
                        "2026-11-18T10:00:00.250+01:00",
                        "2026-11-18T10:00:00.2507Z",
                        "2026-11-18T10:00:00.250ZZ",
                        "2026/11/18T10:00:00.250Z",
                        "2026-11-18T10:00:00 CETZ",
                        "0000-11-18T10:00:00Z")) {
            assertThat(stamped("", time).damaged()).as(time).isEqualTo(1);
        }
    }

    private LogCheck stamped(String compact, String iso) throws IOException {
        return check(
                LogText.OLD,
                LogText.old("100000", "r1")
                        .replace("20261118100000.250", compact)
                        .replace(",\n", "," + iso + "\n"));
    }
}
