package headroom.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/// The tools against each other, with nothing between them.
@Timeout(120)
class RawToolsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void keepsOrderAndCaseBothWays() throws Exception {
        var answer = "HTTP/1.1 200 OK\r\nx-LOW: 1\r\nSet-Cookie: a\r\nsET-cookie: b\r\n";
        try (var org = RawOrg.start(call -> call.send(answer + "Content-Length: 2\r\n\r\nhi"));
                var client = RawClient.connect(org.port())) {
            var asked = "GET //a%2Fb?q=+ HTTP/1.1\r\nhOST: x\r\nX-a: 1\r\nx-A: 2\r\n\r\n";
            var got = client.send(asked).read("GET");

            assertThat(org.only().head().raw()).isEqualTo(asked);
            assertThat(org.tapes()).containsExactly(asked);
            assertThat(got.head().raw()).isEqualTo(answer + "Content-Length: 2\r\n\r\n");
            assertThat(got.text()).isEqualTo("hi");
            assertThat(got.head().all("set-cookie")).containsExactly("a", "b");
        }
    }

    @Test
    void readsChunksTrailersAndInterimAnswers() throws Exception {
        try (var org =
                        RawOrg.start(call ->
                                call.send("HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 200 OK\r\n")
                                        .send("Transfer-Encoding: chunked\r\n\r\n")
                                        .send("2;x=y\r\nab\r\n1\r\nc\r\n0\r\nT: 1\r\n\r\n"));
                var client = RawClient.connect(org.port())) {
            var got = client.send(GET).read("GET");
            assertThat(got.interim()).hasSize(1);
            assertThat(got.text()).isEqualTo("abc");
            assertThat(got.body().trailers()).isEqualTo("T: 1\r\n");
            assertThat(client.send(GET).read("GET").text()).isEqualTo("abc");
            assertThat(org.last().request()).isEqualTo(2);
        }
    }

    @Test
    void tellsACutFromAnEnd() throws Exception {
        try (var org =
                RawOrg.start(call -> {
                    call.send("HTTP/1.1 200 OK\r\n" + call.head().target().substring(1));
                    call.send(call.head().has("X-Reset") ? "" : "\r\n\r\n1\r\na");
                    call.close();
                })) {
            try (var client = RawClient.connect(org.port())) {
                assertThat(client.get("/Content-Length:9").cut()).isTrue();
            }
            try (var client = RawClient.connect(org.port())) {
                assertThat(client.get("/Transfer-Encoding:chunked").cut()).isTrue();
            }
            try (var client = RawClient.connect(org.port())) {
                assertThat(client.get("/Connection:close").cut()).isFalse();
            }
        }
    }

    @Test
    void sawTheUploadCut() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("done"))) {
            try (var client = RawClient.connect(org.port())) {
                client.send("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab");
                client.reset();
            }
            assertThat(RawOrg.eventually(Duration.ofSeconds(5), () -> !org.calls().isEmpty()))
                    .isTrue();
            assertThat(
                            RawOrg.eventually(
                                    Duration.ofSeconds(5), () -> org.only().bodySoFar() != null))
                    .isTrue();
            assertThat(org.only().body().cut()).isTrue();
        }
    }

    @Test
    void feelsResetAndSilence() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            RawOrg.pause(Duration.ofMillis(200));
                            call.reset();
                        });
                var client = RawClient.connect(org.port())) {
            client.send(GET);
            assertThat(client.staysSilentFor(Duration.ofMillis(50))).isTrue();
            assertThat(client.closesWithin(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void seesThePeerLeave() throws Exception {
        var left = new CompletableFuture<Boolean>();
        try (var org =
                RawOrg.start(call -> left.complete(call.peerEndsWithin(Duration.ofSeconds(5))))) {
            try (var client = RawClient.connect(org.port())) {
                client.send(GET);
            }
            assertThat(left.get()).isTrue();
        }
    }

    @Test
    void speaksTlsAlsoThroughTheProxy(@TempDir Path folder) throws Exception {
        var house = Certificates.in(folder);
        var signed = house.sign("org", "dns:localhost", "ip:127.0.0.1");
        try (var org = RawOrg.startTls(signed.context(), call -> call.answer("safe"))) {
            try (var client = RawClient.connectTls(org.port(), house.trusting())) {
                assertThat(client.get("/").text()).isEqualTo("safe");
            }
            assertThat(signed.certificate()).content().contains("BEGIN CERTIFICATE");
            assertThat(signed.key()).content().startsWith("-----BEGIN PRIVATE KEY");
            assertThatThrownBy(() -> RawClient.connectTls(org.port(), SSLContext.getDefault()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void tunnelsByConnect() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("far"));
                var proxy = EgressProxy.towards(org.port());
                var client = RawClient.connect(proxy.url().getPort())) {
            client.send("CONNECT org.test:443 HTTP/1.1\r\nHost: org.test:443\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.get("/").text()).isEqualTo("far");
            assertThat(proxy.asked().getFirst().target()).isEqualTo("org.test:443");
        }
    }
}
