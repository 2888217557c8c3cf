package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// From a call that crosses a threshold to the mail about it, with everything real between.
class AlertsServeTest {
    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Emulator emulator =
            Emulator.start(EmulatorOptions.defaults().withAllocation(100));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir private Path folder;

    @BeforeEach
    void start() throws Exception {
        mail.start();
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                listen: {gateway: 0, console: 0}
                orgs:
                  - {name: acme, instance-url: '%s'}
                integrations:
                  - {name: chatty, client-ids: [chatty-client], owner: crm@acme.example}
                alerts:
                  admins: [ops@acme.example]
                  mail: {smtp: '127.0.0.1:%d', tls: none, from: headroom@acme.example}
                """
                        .formatted(emulator.url(), mail.getSmtp().getPort()));
    }

    @AfterEach
    void stop() {
        mail.stop();
        emulator.close();
        http.close();
    }

    @Test
    void tellsAdministratorsAndOwnersAndNothingTwice() throws Exception {
        try (var serve = ServeRun.start(folder)) {
            call(serve.word("gateway"), 60);

            assertThat(mail.waitForIncomingEmail(20_000, 2)).isTrue();
            assertThat(to("ops@acme.example"))
                    .contains("acme: 60 of 100 API calls used in the last 24 h (60.0 %).")
                    .contains("All of the last hour is 'chatty' (60 calls, mostly ");
            assertThat(to("crm@acme.example")).contains("'chatty'");
            serve.stop();
        }
        mail.purgeEmailFromAllMailboxes();
        try (var serve = ServeRun.start(folder)) {
            call(serve.word("gateway"), 25);

            assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
            assertThat(mail.getReceivedMessages()[0].getSubject())
                    .isEqualTo("acme: 85.0 % of the API calls are used");
            serve.stop();
        }
        assertThat(CommandRun.of(folder, "alert", "list").out()).contains("nothing waits");
    }

    /// A folder where a file would be written is like a full disk: nobody can write it.
    @ParameterizedTest
    @ValueSource(strings = {"outbox.json", "notices.json", "alerts.json"})
    void tellsOnceThoughAFileCannotBeWritten(String name) throws Exception {
        var obstacle = Files.createDirectories(folder.resolve("data/" + name + ".new"));
        try (var serve = ServeRun.start(folder)) {
            call(serve.word("gateway"), 60);

            assertThat(mail.waitForIncomingEmail(20_000, 2)).isTrue();
            assertThat(mail.waitForIncomingEmail(2_500, 3)).as("once a second").isFalse();
            Files.delete(obstacle);
            await(folder.resolve("data/" + name));
            serve.stop();
        }
    }

    private static void await(Path file) throws InterruptedException {
        for (var tries = 0; tries < 200 && !Files.exists(file); tries++) {
            Thread.sleep(25);
        }
        assertThat(file).as("written as soon as it can be").exists();
    }

    /// A mail server that takes the connection and never says a word holds up nobody else.
    @Test
    void aWayThatHangsHoldsUpNoOther() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var slack = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        slack.createContext(
                "/",
                exchange -> {
                    told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        slack.start();
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    folder.resolve("slack"),
                    "http://127.0.0.1:" + slack.getAddress().getPort() + "/hook");
            Files.writeString(
                    folder.resolve("headroom.yaml"),
                    """
                    listen: {gateway: 0, console: 0}
                    orgs:
                      - {name: acme, instance-url: '%s'}
                    alerts:
                      admins: [ops@acme.example]
                      mail: {smtp: '127.0.0.1:%d', tls: none, from: headroom@acme.example}
                      slack-url: file:slack
                      rules: {share-percent: off}
                    """
                            .formatted(emulator.url(), silent.getLocalPort()));
            try (var serve = ServeRun.start(folder)) {
                var gateway = serve.word("gateway");
                call(gateway, 55);
                assertThat(told.poll(10, TimeUnit.SECONDS)).contains("55.0 %");
                call(gateway, 30);
                assertThat(told.poll(10, TimeUnit.SECONDS)).contains("85.0 %");
            }
        } finally {
            slack.stop(0);
        }
    }

    private String to(String address) throws Exception {
        for (var message : mail.getReceivedMessages()) {
            if (message.getAllRecipients()[0].toString().equals(address)) {
                return String.valueOf(message.getContent());
            }
        }
        return "";
    }

    private void call(String gateway, int times) throws Exception {
        var login =
                http.send(
                        HttpRequest.newBuilder(URI.create(gateway + "/services/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "grant_type=client_credentials"
                                                        + "&client_id=chatty-client"
                                                        + "&client_secret=any"))
                                .build(),
                        BodyHandlers.ofString());
        var token = new JsonMapper().readTree(login.body()).path("access_token").asString("");
        for (var i = 0; i < times; i++) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(gateway + "/services/data/v66.0/limits"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
