package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.cli.demo.Persona;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

class DemoTest {
    @TempDir private Path folder;

    @Test
    void showsAllSixAndItsBooksAgree() throws Exception {
        try (var demo =
                ServeRun.start(folder, "demo", "--for", "12s", "--port", "0", "--seed", "7")) {
            assertThat(demo.exitCode()).isZero();

            assertThat(demo.text())
                    .contains("page ", "seed 7", "of 115,000 charges used")
                    .contains("ledger and emulator agree: ")
                    .doesNotContain("DIFFER", "Exception");
            for (var persona : Persona.ALL) {
                assertThat(demo.text()).contains(persona.name());
            }
        }
    }

    @Test
    void endsInOrderOnCtrlCWithTheRealSignal() throws Exception {
        var log = folder.resolve("demo.txt");
        var demo = child(log, "demo", "--port", "0", "--seed", "7", "--data", "kept");
        try {
            waitFor(log, " metered", demo);

            new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();

            assertThat(demo.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        var text = Files.readString(log);
        assertThat(text).contains("ledger and emulator agree: ").doesNotContain("Exception");
        assertThat(demo.exitValue()).isZero();
        assertThat(CommandRun.of(folder, "status", "--data", "kept").out())
                .contains("gateway stopped", "simulated org and clock");
        assertThat(CommandRun.of(folder, "demo", "--data", "kept").err())
                .contains("holds a ledger already");
    }

    @Test
    void beginsWhenYesterdaysFileHasJustComeOut() {
        assertThat(Demo.firstMoment(Instant.parse("2026-11-21T22:10:00Z")))
                .isEqualTo(Instant.parse("2026-11-21T03:05:00Z"));
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(CommandRun.of(folder, "demo", "--speed", "0").exitCode())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(CommandRun.of(folder, "demo", "--for", "soon").err())
                .contains("'soon' is not a duration");
    }

    private Process child(Path log, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "headroom.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static void waitFor(Path log, String text, Process process) throws Exception {
        for (var tries = 0; tries < 1_200; tries++) {
            if (Files.readString(log, StandardCharsets.UTF_8).contains(text)) {
                return;
            }
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            Thread.sleep(100);
        }
        throw new AssertionError("no '" + text + "' in two minutes: " + Files.readString(log));
    }
}
