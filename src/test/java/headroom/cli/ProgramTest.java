package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class ProgramTest {
    @TempDir private Path folder;

    @Test
    void saysItsVersion() {
        var run = CommandRun.of(folder, "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("headroom \\d+\\.\\d+\\.\\d+\\S* \\(Java 25\\)\\R");
    }

    @Test
    void explainsItselfWithExamplesAndExitCodes() {
        var run = CommandRun.of(folder, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Examples:", "Commands:", "Exit codes:", "config", "rolling 24 hours");
    }

    @Test
    void guessesTheCommandThatWasMeant() {
        var run = CommandRun.of(folder, "conifg");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("conifg", "config");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesAnUnknownOptionInOneLineAndAHint() {
        var run = CommandRun.of(folder, "config", "check", "--frobnicate");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--frobnicate", "headroom config check --help");
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void checksAConfigurationAndSumsItUp() throws Exception {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                orgs:
                  - name: acme
                    instance-url: https://acme.my.salesforce.com
                    edition: enterprise
                    licences: {salesforce: 15}
                """);

        var run = CommandRun.of(folder, "config", "check");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("headroom.yaml is fine", "115,000 = 100,000 base + 15 × 1,000 salesforce")
                .contains("http://127.0.0.1:8484");
    }

    @Test
    void reportsEveryProblemOfAConfigurationWithItsPlace() throws Exception {
        Files.writeString(folder.resolve("h.yaml"), "orgs: []\ndtaa: x\ntime-zone: Mars\n");

        var run = CommandRun.of(folder, "config", "check", "h.yaml");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err())
                .contains("h.yaml:2:1: unknown key `dtaa`; did you mean `data`?", "h.yaml:3:12:");
    }

    @Test
    void saysInOneLineThatAFileIsMissing() {
        var run = CommandRun.of(folder, "config", "check", "absent.yaml");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.NO_INPUT);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("headroom: there is no ")
                .endsWith("absent.yaml");
    }

    @Test
    void saysThatAFolderIsNoConfiguration() {
        var run = CommandRun.of(folder, "config", "check", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err()).contains(folder + ": the file is a folder; name the file in it");
    }

    @Test
    void helpsByACommandToo() {
        var run = CommandRun.of(folder, "help", "config");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: headroom config");
        assertThat(CommandRun.of(folder, "help").out()).contains("Usage: headroom ", "Commands:");
    }

    @Test
    void printsACompletionScriptThatKnowsTheCommands() {
        var run = CommandRun.of(folder, "completion", "bash");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("complete -F", "config");
    }
}
