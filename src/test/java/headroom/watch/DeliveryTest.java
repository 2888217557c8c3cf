package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;

import headroom.watch.MailChannel.Login;
import headroom.watch.MailChannel.Safety;
import headroom.watch.MailChannel.Server;
import headroom.watch.WebChannel.Form;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Messages reach real servers, or wait until they can.
class DeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T13:30:00Z");
    private static final Message MESSAGE =
            new Message(
                    "acme-usage-80",
                    NOW,
                    "acme",
                    "acme: 80 % of the API calls are used",
                    "92,310 of 115,000 API calls used – Größe",
                    Optional.of(URI.create("http://localhost:8485/")),
                    false,
                    List.of());

    @Nested
    class Mail {
        private final GreenMail mail =
                new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        @BeforeEach
        void start() {
            mail.start();
        }

        @AfterEach
        void stop() {
            mail.stop();
        }

        private MailChannel channel(int port, Optional<Login> login, Safety safety) {
            return new MailChannel(
                    new Server("127.0.0.1", port, safety, login),
                    "headroom@acme.example",
                    List.of("ops@acme.example", "boss@acme.example"));
        }

        @Test
        void goesToTheAdministrators() throws Exception {
            channel(mail.getSmtp().getPort(), Optional.empty(), Safety.PLAIN).send(MESSAGE);

            assertThat(mail.waitForIncomingEmail(5_000, 2)).isTrue();
            var received = mail.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo(MESSAGE.subject());
            assertThat(String.valueOf(received.getContent()))
                    .contains("92,310 of 115,000 API calls used – Größe")
                    .contains("→ http://localhost:8485/");
            assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        }

        @Test
        void logsInWhereItMust() throws Exception {
            mail.setUser("headroom@acme.example", "headroom", "p4ss");
            mail.getUserManager().setAuthRequired(true);
            var port = mail.getSmtp().getPort();

            channel(port, Optional.of(new Login("headroom", () -> "p4ss")), Safety.PLAIN)
                    .send(MESSAGE);

            assertThat(mail.waitForIncomingEmail(5_000, 1)).isTrue();
            var wrong =
                    channel(port, Optional.of(new Login("headroom", () -> "0ther")), Safety.PLAIN);
            assertThatThrownBy(() -> wrong.send(MESSAGE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not take the mail")
                    .hasMessageNotContaining("0ther");
        }

        @Test
        void sendsNothingWithoutTlsWhereTlsIsWanted() {
            var channel = channel(mail.getSmtp().getPort(), Optional.empty(), Safety.STARTTLS);

            assertThatThrownBy(() -> channel.send(MESSAGE)).isInstanceOf(IOException.class);
            assertThat(mail.getReceivedMessages()).isEmpty();
        }
    }

    @Nested
    class Web {
        private record Received(String body, String signature) {}

        private final List<Received> received = new CopyOnWriteArrayList<>();
        private volatile int status = 200;
        private HttpServer server;
        private HttpClient http;

        @BeforeEach
        void start() throws IOException {
            http = HttpClient.newHttpClient();
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        var body = exchange.getRequestBody().readAllBytes();
                        received.add(
                                new Received(
                                        new String(body, StandardCharsets.UTF_8),
                                        String.valueOf(
                                                exchange.getRequestHeaders()
                                                        .getFirst(WebChannel.SIGNATURE))));
                        exchange.sendResponseHeaders(status, -1);
                        exchange.close();
                    });
            server.start();
        }

        @AfterEach
        void stop() {
            server.stop(0);
            http.close();
        }

        private WebChannel channel(Form form) {
            return new WebChannel(
                    form,
                    () -> "http://127.0.0.1:" + server.getAddress().getPort() + "/T0/secret",
                    form == Form.GENERIC ? Optional.of(() -> "k3y") : Optional.empty(),
                    http,
                    InstantSource.fixed(NOW));
        }

        @Test
        void speaksSlacksForm() throws Exception {
            channel(Form.SLACK).send(MESSAGE);

            var text = new JsonMapper().readTree(received.getFirst().body()).path("text");
            assertThat(text.asString(""))
                    .startsWith("*acme: 80 % of the API calls are used*\n92,310")
                    .endsWith("→ http://localhost:8485/");
        }

        @Test
        void speaksTeamsForm() throws Exception {
            channel(Form.TEAMS).send(MESSAGE);

            var card = new JsonMapper().readTree(received.getFirst().body());
            var content = card.path("attachments").path(0).path("content");
            assertThat(content.path("type").asString("")).isEqualTo("AdaptiveCard");
            assertThat(content.path("body").path(0).path("text").asString(""))
                    .isEqualTo(MESSAGE.subject());
            assertThat(content.path("actions").path(0).path("url").asString(""))
                    .isEqualTo("http://localhost:8485/");
        }

        @Test
        void signsWhatAnybodyReads() throws Exception {
            channel(Form.GENERIC).send(MESSAGE);

            var body = received.getFirst().body();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("k3y".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = (NOW.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
            assertThat(received.getFirst().signature())
                    .isEqualTo(
                            "t="
                                    + NOW.getEpochSecond()
                                    + ",v1="
                                    + HexFormat.of().formatHex(mac.doFinal(signed)));
            assertThat(new JsonMapper().readTree(body).path("org").asString("")).isEqualTo("acme");
        }

        @Test
        void keepsWhatWasRefusedAndTriesAgainLater(@TempDir Path folder) throws Exception {
            status = 503;
            var file = folder.resolve("outbox.json");
            var channel = channel(Form.SLACK);
            var outbox = Outbox.open(file);
            outbox.post(MESSAGE, List.of("slack"));
            outbox.send(channel, NOW);
            outbox.send(channel, NOW.plusSeconds(9));

            var again = Outbox.open(file);
            assertThat(received).hasSize(1);
            assertThat(again.waiting())
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.message()).isEqualTo(MESSAGE);
                        assertThat(letter.trouble()).contains("answered 503");
                    });
            assertThat(Files.readString(file)).doesNotContain("secret");
            status = 200;
            again.send(channel, NOW.plusSeconds(10));
            assertThat(received).hasSize(2);
            assertThat(Outbox.open(file).waiting()).isEmpty();
        }

        @Test
        void sendsOnceAndWritesLaterThoughTheDiskIsFull(@TempDir Path folder) throws Exception {
            var file = folder.resolve("outbox.json");
            // A folder where the new file would be written: like a full disk, it lets nobody write.
            var obstacle = Files.createDirectory(folder.resolve("outbox.json.new"));
            var outbox = Outbox.open(file);
            outbox.post(MESSAGE, List.of("slack", "mail"));
            outbox.send(channel(Form.SLACK), NOW);
            outbox.send(channel(Form.SLACK), NOW.plusSeconds(60));

            assertThat(received).hasSize(1);
            assertThat(outbox.save()).isFalse();
            Files.delete(obstacle);
            assertThat(outbox.save()).isTrue();
            assertThat(Outbox.open(file).waiting())
                    .extracting(Outbox.Letter::channel)
                    .containsExactly("mail");
        }

        @Test
        void givesUpAfterADayAndStillShowsIt(@TempDir Path folder) throws Exception {
            status = 500;
            var channel = channel(Form.SLACK);
            var outbox = Outbox.open(folder.resolve("outbox.json"));
            outbox.post(MESSAGE, List.of("slack"));
            var later = NOW.plus(Duration.ofHours(25));
            outbox.send(channel, later);
            outbox.send(channel, later.plus(Duration.ofHours(1)));

            assertThat(received).hasSize(1);
            assertThat(outbox.waiting())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.givenUp()).isTrue());
        }
    }
}
