package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.emulator.yaml.OrgFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// Rows that outlive the process.
class DataFileTest {
    private static final String SOBJECTS = "/services/data/v66.0/sobjects/";

    @TempDir private Path folder;

    private EmulatorOptions options() {
        return EmulatorOptions.defaults().withDataFile(folder.resolve("org.db"));
    }

    @Test
    void aRestartKnowsRowsDeletionsAndUsers() {
        String kept;
        String gone;
        String user;
        try (var emulator = Emulator.start(options());
                var client = Client.loggedIn(emulator)) {
            kept =
                    client.create(
                            "Account",
                            "{\"Name\":\"Kept\",\"AnnualRevenue\":12.5,\"BillingCity\":\"Oslo\"}");
            gone = client.create("Account", "{\"Name\":\"Gone\"}");
            client.delete(SOBJECTS + "Account/" + gone);
            user = Client.json(client.query("SELECT Id FROM User")).get("records").toString();
        }

        try (var emulator = Emulator.start(options());
                var client = Client.loggedIn(emulator)) {
            var row = Client.json(client.get(SOBJECTS + "Account/" + kept));
            assertThat(row.get("AnnualRevenue").asDouble()).isEqualTo(12.5);
            assertThat(row.get("BillingAddress").get("city").asString()).isEqualTo("Oslo");
            assertThat(row.get("CreatedDate").asString()).endsWith(".000+0000");
            assertThat(client.get(SOBJECTS + "Account/" + gone).statusCode()).isEqualTo(404);
            assertThat(Client.json(client.query("SELECT Id FROM User")).get("records").toString())
                    .isEqualTo(user);
            assertThat(client.create("Account", "{\"Name\":\"Next\"}")).isNotEqualTo(gone);
        }
    }

    @Test
    void rowsToBeginWithAreWrittenOnce() throws Exception {
        var options = options().withOrgFile(OrgFile.load(Path.of("docs/emulator-org.yaml")));
        for (var i = 0; i < 2; i++) {
            try (var emulator = Emulator.start(options);
                    var client = new Client(emulator)) {
                client.login("admin@acme.example", "secret", "app");

                assertThat(client.query("SELECT COUNT() FROM Contact").body())
                        .contains("\"totalSize\":50");
            }
        }
    }

    @Test
    void oneProcessHasTheFile() {
        try (var emulator = Emulator.start(options())) {
            assertThat(emulator.port()).isPositive();
            assertThatThrownBy(() -> Emulator.start(options()))
                    .hasMessageContaining("cannot use the data file");
        }
    }

    @Test
    void aKillLosesNothingThatWasAcknowledged() throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "headroom.cli.Main",
                                "emulator",
                                "--port",
                                "0",
                                "--data-file",
                                folder.resolve("org.db").toString())
                        .redirectError(folder.resolve("errors").toFile())
                        .start();
        String id;
        try (var out =
                        new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8));
                var client =
                        new Client(Objects.requireNonNull(out.readLine()).split("\\s+", 2)[1])) {
            client.login("admin@headroom.example", "password", "app");
            id = client.create("Account", "{\"Name\":\"Survivor\"}");
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (var emulator = Emulator.start(options());
                var client = Client.loggedIn(emulator)) {
            assertThat(client.get(SOBJECTS + "Account/" + id).body()).contains("Survivor");
        }
    }
}
