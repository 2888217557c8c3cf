package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// An org that answers a login, and of everything else the head and half the body.
class OrgDoorTest {
    private static final String LOGIN = "{\"access_token\":\"t\",\"instance_url\":\"http://x\"}";

    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private ServerSocket org;

    @BeforeEach
    void start() throws IOException {
        org = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        org.close();
        for (var client : clients) {
            client.close();
        }
    }

    @Test
    void anAnswerThatStopsInItsMidstIsGivenUp() {
        try (var door = door(Duration.ofMillis(300))) {
            assertThatThrownBy(() -> door.get("/services/data/v66.0/limits"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in the midst of an answer");
        }
    }

    @Test
    void aFileThatStopsInItsMidstIsGivenUp() throws Exception {
        try (var door = door(Duration.ofMillis(300));
                var body = door.content("/services/data/v66.0/log").body()) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in the midst of an answer");
        }
    }

    @Test
    void closingEndsTheCallsThatHang() throws Exception {
        var outcome = new CompletableFuture<OrgAnswer>();
        try (var door = door(Duration.ofMinutes(5))) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            outcome.complete(door.get("/services/data/v66.0/limits"));
                        } catch (Exception e) {
                            outcome.completeExceptionally(e);
                        }
                    });
            while (clients.isEmpty() || door.sent() < 2) {
                Thread.sleep(10);
            }
        }

        assertThatThrownBy(() -> outcome.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    private OrgDoor door(Duration patience) {
        return new OrgDoor(
                URI.create("http://127.0.0.1:" + org.getLocalPort()),
                new Credentials.ClientSecret("id", () -> "secret"),
                patience);
    }

    private void serve() {
        try {
            while (true) {
                var client = org.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> answer(client));
            }
        } catch (IOException e) {
            assertThat(org.isClosed()).isTrue();
        }
    }

    private static void answer(Socket client) {
        try {
            var in = client.getInputStream();
            var seen = new StringBuilder();
            for (var c = in.read(); c >= 0; c = in.read()) {
                seen.append((char) c);
                if (seen.indexOf("\r\n\r\n") < 0) {
                    continue;
                }
                var isLogin = seen.indexOf("/oauth2/token") > 0;
                if (isLogin && seen.indexOf("client_secret=secret") < 0) {
                    continue;
                }
                var half = isLogin ? LOGIN : "{\"DailyApiRequests\":";
                var length = isLogin ? LOGIN.length() : 1_000;
                var head = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
                client.getOutputStream().write((head + half).getBytes(StandardCharsets.US_ASCII));
                seen.setLength(0);
            }
        } catch (IOException e) {
            // The door was closed: that is what the tests are about.
        }
    }
}
