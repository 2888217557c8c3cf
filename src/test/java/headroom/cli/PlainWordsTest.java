package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;

class PlainWordsTest {
    @Test
    void findsTheReasonUnderItsWrappings() {
        var failure =
                PlainWords.of(
                        new CompletionException(
                                new UncheckedIOException(
                                        new AccessDeniedException("/data/ledger.db"))));

        assertThat(failure.exitCode()).isEqualTo(ExitCodes.CANNOT_WRITE);
        assertThat(failure.line()).isEqualTo("no permission: /data/ledger.db");
    }

    @Test
    void knowsAFullDiskByAnyName() {
        assertThat(
                        PlainWords.of(
                                        new FileSystemException(
                                                "/d", null, "No space left on device"))
                                .exitCode())
                .isEqualTo(ExitCodes.DISK);
        assertThat(PlainWords.of(new IOException("No space left on device")).exitCode())
                .isEqualTo(ExitCodes.DISK);
        assertThat(PlainWords.of(new SQLException("[SQLITE_FULL] database or disk is full")).line())
                .contains("disk is full");
    }

    @Test
    void knowsAPortInUse() {
        assertThat(PlainWords.of(new BindException("Address already in use")).exitCode())
                .isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(
                        PlainWords.of(
                                        new IOException(
                                                "bind(..) failed with error(-98): Address already"
                                                        + " in use"))
                                .exitCode())
                .isEqualTo(ExitCodes.UNAVAILABLE);
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(PlainWords.of(new NoSuchFileException("/x/headroom.yaml")).line())
                .isEqualTo("there is no /x/headroom.yaml");
    }

    @Test
    void callsTheRestAFaultOfItsOwnAndShowsNoToken() {
        var failure =
                PlainWords.of(
                        new IllegalStateException(
                                "sent Bearer 00D5j00000DgAYG!AQEAQabc.def_123 to the org"));

        assertThat(failure.exitCode()).isEqualTo(ExitCodes.FAULT);
        assertThat(failure.line()).contains("a fault in Headroom").doesNotContain("AQEAQ");
    }
}
