package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.PastCall;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The commands around a real gateway before a real emulator; each test runs its own.
class ServeTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Emulator emulator;

    @BeforeEach
    void startTheOrg() {
        emulator = Emulator.start(EmulatorOptions.defaults());
    }

    @AfterEach
    void stopTheOrg() {
        emulator.close();
        http.close();
    }

    @Test
    void metersShowsAndEndsInOrder() throws Exception {
        write("listen: {gateway: 0, console: 0}");
        try (var serve = ServeRun.start(folder)) {
            call(serve.word("gateway"), 5);

            var live = CommandRun.of(folder, "status", "--json");
            assertThat(used(live)).isEqualTo(emulator.books().used()).isEqualTo(5);
            assertThat(JSON.readTree(live.out()).path("state").asString()).isEqualTo("LIVE");
            assertThat(statusWithSighting())
                    .contains("live, as of", "5 of 115,000 charges used", "probe", "metered");
            assertThat(CommandRun.of(folder, "top", "--once", "--rows", "1").out())
                    .contains("probe");
            assertThat(CommandRun.of(folder, "backup", "copy.db").exitCode()).isZero();

            assertThat(serve.stop()).isZero();
        }
        assertThat(CommandRun.of(folder, "status").out())
                .startsWith("gateway stopped, as of ")
                .contains("5 of 115,000 charges used");
    }

    @Test
    void restoresABackupOnlyWhereNoLedgerIs() throws Exception {
        write("listen: {gateway: 0, console: 0}");
        try (var serve = ServeRun.start(folder)) {
            call(serve.word("gateway"), 3);
            CommandRun.of(folder, "backup", "copy.db");
            serve.stop();
        }

        var refused = CommandRun.of(folder, "restore", "copy.db");
        assertThat(refused.exitCode()).isEqualTo(ExitCodes.CANNOT_WRITE);
        assertThat(refused.err()).contains("a ledger exists");

        assertThat(CommandRun.of(folder, "restore", "copy.db", "--data", "other").exitCode())
                .isZero();
        assertThat(used(CommandRun.of(folder, "status", "--json", "--data", "other"))).isEqualTo(3);
        assertThat(CommandRun.of(folder, "backup", "copy.db").exitCode())
                .isEqualTo(ExitCodes.CANNOT_WRITE);
    }

    @Test
    void importsTheFilesOfAnOrgItHasAccessTo() throws Exception {
        var day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
        emulator.close();
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withHistory(history ->
                                        history.call(
                                                PastCall.rest(
                                                        day,
                                                        "erp@acme.example",
                                                        "ErpApp",
                                                        "GET",
                                                        "/v66.0/limits",
                                                        ""))));
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                listen: {gateway: 0, console: 0}
                orgs:
                  - name: acme
                    instance-url: '%s'
                    path-prefix: /acme
                    access: {client-id: own-client, client-secret: 'file:secret'}
                logs: {event-log-object: false}
                """
                        .formatted(emulator.url()));
        Files.writeString(folder.resolve("secret"), "any");
        try (var serve = ServeRun.start(folder)) {
            serve.word("gateway");
            var days = 0;
            for (var tries = 0; tries < 200 && days == 0; tries++) {
                Thread.sleep(100);
                var json = CommandRun.of(folder, "status", "--json").out();
                days = JSON.readTree(json).path("books").path("importedDays").asInt(0);
            }
            assertThat(days).isEqualTo(1);
            serve.stop();
        }
        // A look at the limits, one at the entitlements, the list of files, the file.
        assertThat(emulator.books().used()).isEqualTo(4);
        assertThat(CommandRun.of(folder, "status").out()).contains("headroom", "4 of 115,000");
    }

    @Test
    void saysWhichPortIsInUse() throws Exception {
        try (var taken = new ServerSocket(0)) {
            write("listen: {gateway: %d, console: 0}".formatted(taken.getLocalPort()));

            var run = CommandRun.of(folder, "serve");

            assertThat(run.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort(), "gateway", "in use");
        }
    }

    @Test
    void refusesASecondGatewayOnTheSameData() throws Exception {
        write("listen: {gateway: 0, console: 0}");
        try (var serve = ServeRun.start(folder)) {
            serve.word("gateway");

            var second = CommandRun.of(folder, "serve");

            assertThat(second.exitCode()).isNotZero();
            assertThat(second.err().lines()).singleElement().asString().contains("ledger.db");
            serve.stop();
        }
    }

    @Test
    void saysThatADataFolderCannotBeMade() throws Exception {
        Files.writeString(folder.resolve("file"), "in the way");
        write("listen: {gateway: 0, console: 0}\ndata: file/data");

        var run = CommandRun.of(folder, "serve");

        assertThat(run.exitCode()).isIn(ExitCodes.CANNOT_WRITE, ExitCodes.DISK);
        assertThat(run.err().lines()).singleElement().asString().startsWith("headroom: ");
    }

    @Test
    void saysThatNoLedgerIsThere() throws Exception {
        write("listen: {gateway: 0, console: 0}");

        var run = CommandRun.of(folder, "status");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.NO_INPUT);
        assertThat(run.err()).contains("there is no ledger at");
        assertThat(CommandRun.of(folder.resolve("elsewhere"), "status").err())
                .contains("no headroom.yaml here");
    }

    /// Counts are in the file at once; what the org said of itself follows within about a second.
    private String statusWithSighting() throws InterruptedException {
        var out = "";
        for (var tries = 0; tries < 100 && !out.contains("sighted (header)"); tries++) {
            Thread.sleep(100);
            out = CommandRun.of(folder, "status").out();
        }
        return out;
    }

    private void write(String head) throws Exception {
        Files.writeString(
                folder.resolve("headroom.yaml"),
                head
                        + """

                        orgs:
                          - {name: acme, instance-url: '%s'}
                        integrations:
                          - {name: probe, client-ids: [probe-client]}
                        """
                                .formatted(emulator.url()));
    }

    private static long used(CommandRun run) {
        return JSON.readTree(run.out()).path("orgs").path(0).path("usage").path("used").asLong(-1);
    }

    private void call(String gateway, int times) throws Exception {
        var base = URI.create(gateway);
        var login =
                http.send(
                        HttpRequest.newBuilder(base.resolve("/services/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "grant_type=client_credentials"
                                                        + "&client_id=probe-client"
                                                        + "&client_secret=any"))
                                .build(),
                        BodyHandlers.ofString());
        var token = JSON.readTree(login.body()).path("access_token").asString("");
        for (var i = 0; i < times; i++) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(base.resolve("/services/data/v66.0/limits"))
                                    .timeout(Duration.ofSeconds(20))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
