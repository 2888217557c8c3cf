package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class PlanCommandTest {
    @TempDir private Path folder;

    @Test
    void isACalculatorWithoutLedgerOrConfiguration() {
        var run =
                CommandRun.of(
                        folder,
                        "plan",
                        "--edition",
                        "enterprise",
                        "--licences",
                        "salesforce=6,customer-community-plus=1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("customer-community-plus +1 +200 +200")
                .containsPattern("sum +106,200")
                .contains("not compared");
    }

    @Test
    void readsTheOrgOfTheConfiguration() throws Exception {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                orgs:
                  - name: acme
                    instance-url: https://acme.my.salesforce.com
                    edition: enterprise
                    licences:
                      salesforce: 15
                """);

        var run = CommandRun.of(folder, "plan", "--add-licences", "salesforce=50", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"org\" : \"acme\"", "\"whatIf\" : 165000");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        var editionless = CommandRun.of(folder, "plan", "--add-licences", "salesforce=50");
        assertThat(editionless.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(editionless.err())
                .contains("what licences bring depends on the edition")
                .contains("say --edition");
        assertThat(CommandRun.of(folder, "plan", "--edition", "trial").out())
                .contains("not in the official table", "licences bring nothing");
        var wrong = CommandRun.of(folder, "plan", "--licences", "salesfors=1");
        assertThat(wrong.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(wrong.err()).contains("no licence; known: salesforce");
    }
}
