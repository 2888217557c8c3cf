package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import headroom.watch.Message;
import headroom.watch.Outbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class AlertCommandsTest {
    private static final String ORG =
            "orgs: [{name: acme, instance-url: 'https://acme.example'}]\n";

    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir private Path folder;

    @BeforeEach
    void start() {
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private CommandRun run(String alerts, String... arguments) throws IOException {
        Files.writeString(folder.resolve("headroom.yaml"), ORG + alerts);
        return CommandRun.of(
                folder, Map.of("SLACK", "http://127.0.0.1:1/T0/secret"), new Stop(), arguments);
    }

    @Test
    void triesEveryWayAndSaysWhichFails() throws IOException {
        var run =
                run(
                        """
                        alerts:
                          admins: [ops@acme.example]
                          mail: {smtp: '127.0.0.1:%d', tls: none, from: headroom@acme.example}
                          slack-url: ${env:SLACK}
                        """
                                .formatted(mail.getSmtp().getPort()),
                        "alert",
                        "test");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(run.out().lines())
                .containsExactly("mail     taken", run.out().lines().toList().getLast())
                .last()
                .asString()
                .startsWith("slack    failed: nothing answers at the slack receiver's address")
                .doesNotContain("secret");
        assertThat(mail.waitForIncomingEmail(5_000, 1)).isTrue();
    }

    @Test
    void saysThatNobodyIsTold() throws IOException {
        var run = run("", "alert", "test");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(run.err()).contains("nobody is told");
    }

    @Test
    void refusesMailWithoutARecipientAndAUrlInTheFile() throws IOException {
        var run =
                run(
                        """
                        alerts:
                          mail: {smtp: 'mail.example:25', from: headroom@acme.example, user: me}
                          slack-url: https://slack.example/T0/secret
                        """,
                        "config",
                        "check");

        assertThat(run.err())
                .contains("name no `admins`")
                .contains("`user` and `password` go together")
                .contains("`slack-url` is a secret")
                .doesNotContain("T0/secret");
    }

    @Test
    void listsWhatWaits() throws IOException {
        assertThat(run("", "alert", "list").out()).contains("nothing waits");
        Files.createDirectories(folder.resolve("data"));
        Outbox.open(folder.resolve("data").resolve("outbox.json"))
                .post(
                        new Message(
                                "x",
                                Instant.parse("2026-11-22T10:00:00Z"),
                                "acme",
                                "acme: 80 % used",
                                "text",
                                Optional.empty(),
                                false,
                                List.of()),
                        List.of("mail"));

        assertThat(run("", "alert", "list").out())
                .contains("acme: 80 % used", "mail", "2026-11-22 10:00:00");
    }
}
