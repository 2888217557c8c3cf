package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

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
