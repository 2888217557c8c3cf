package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Requests that two parsers may read in two ways are refused and never forwarded.
///
/// In the cases `¦` stands for CR LF, `¬` for a lone LF, `¤` for NUL.
@Timeout(60)
class SmugglingContractTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String HIDDEN = "GET /hidden HTTP/1.1¦Host: a¦¦";

    static Stream<String> ambiguous() {
        return Stream.of(
                        "Content-Length: 4¦Transfer-Encoding: chunked¦¦0¦¦",
                        "Transfer-Encoding: chunked¦Content-Length: 4¦¦0¦¦",
                        "Content-Length: 4¦Content-Length: 5¦¦abcd",
                        "Content-Length: 4, 5¦¦abcd",
                        "Content-Length: +4¦¦abcd",
                        "Content-Length: -4¦¦abcd",
                        "Content-Length: 0x4¦¦abcd",
                        "Content-Length: 4 4¦¦abcd",
                        "Content-Length: 4a¦¦abcd",
                        "Content-Length: 99999999999999999999¦¦abcd",
                        "Content-Length:¦¦",
                        "Content-Length : 4¦¦abcd",
                        "Transfer-Encoding: xchunked¦¦0¦¦",
                        "Transfer-Encoding: chunked, identity¦¦0¦¦",
                        "Transfer-Encoding: identity, chunked¦¦0¦¦",
                        "Transfer-Encoding: chunked, chunked¦¦0¦¦",
                        "Transfer-Encoding: chunked¦Transfer-Encoding: identity¦¦0¦¦",
                        "Transfer-Encoding: chunked¦Transfer-Encoding: chunked¦¦0¦¦",
                        "Transfer-Encoding : chunked¦¦0¦¦",
                        "Transfer-Encoding: \u000bchunked¦¦0¦¦",
                        "Transfer-Encoding:¦ chunked¦¦0¦¦",
                        "Transfer-Encoding: \"chunked\"¦¦0¦¦",
                        "Transfer-Encoding:¦¦0¦¦",
                        " Transfer-Encoding: chunked¦¦0¦¦",
                        "X: a¬Y: b¦¦",
                        "X: a\rY: b¦¦",
                        "X: a¤b¦¦",
                        "X¤Y: a¦¦",
                        "X Y: a¦¦",
                        "X : a¦¦",
                        ": a¦¦",
                        "no colon¦¦",
                        "X\u0001: a¦¦",
                        "X(Y): a¦¦",
                        "Host: second¦¦")
                .map(headers -> "POST /services/apexrest/x HTTP/1.1¦Host: a¦" + headers);
    }

    static Stream<String> malformed() {
        return Stream.of(
                "GET / HTTP/1.1¦¦",
                "GET / HTTP/1.1¬Host: a¬¬",
                "GET / HTTP/1.1¬Host: a¦¦",
                "GET /a b HTTP/1.1¦Host: a¦¦",
                "GET /a¤b HTTP/1.1¦Host: a¦¦",
                "GET /a\u0001b HTTP/1.1¦Host: a¦¦",
                "GET / HTTP/1.1 x¦Host: a¦¦",
                "GET / HTTP/1.2.3¦Host: a¦¦",
                "GET / HTTP/2.0¦Host: a¦¦",
                "GET / XTTP/1.1¦Host: a¦¦",
                "GET / http/1.1¦Host: a¦¦",
                "GET /¦¦",
                "G(T / HTTP/1.1¦Host: a¦¦",
                "GET relative HTTP/1.1¦Host: a¦¦",
                "GET / HTTP/1.1¦Host: a b¦¦",
                "GET / HTTP/1.1¦Host: a/b¦¦",
                "GET / HTTP/1.1¦Host: a\"b¦¦",
                "GET / HTTP/1.1¦Host: x@a¦¦",
                "CONNECT a:443 HTTP/1.1¦Host: a:443¦¦",
                "POST / HTTP/1.0¦Host: a¦Transfer-Encoding: chunked¦¦0¦¦",
                "PRI * HTTP/2.0¦¦SM¦¦");
    }

    @ParameterizedTest
    @MethodSource({"ambiguous", "malformed"})
    void refusesAndClosesAndForwardsNothing(String request) throws Exception {
        try (var org = RawOrg.start(call -> call.answer("forwarded"));
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                send(client, bytes(request + HIDDEN));
                var answer = client.read("GET");
                assertThat(answer.status()).isIn(400, 405, 501, 505);
                assertThat(client.closesWithin(SOON)).as("closed after " + answer).isTrue();
            }
            try (var client = stage.client()) {
                assertThat(client.get("/next").text()).isEqualTo("forwarded");
            }
            assertThat(org.only().head().target()).isEqualTo("/next");
        }
    }

    /// RFC 9112 lets a server read these leniently, if what it sends on is plain.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  / HTTP/1.1¦Host: a¦¦",
                "GET\t/\tHTTP/1.1¦Host: a¦¦",
                " GET / HTTP/1.1¦Host: a¦¦",
                "¦¦GET / HTTP/1.1¦Host: a¦¦",
                "GET / HTTP/1.1¦Host: a¦X: a¦ Content-Length: 4¦¦",
                "GET / HTTP/1.1¦Host: a¦X: a¦\tTransfer-Encoding: chunked¦¦"
            })
    void whatIsReadLenientlyIsForwardedPlainly(String request) throws Exception {
        try (var org = RawOrg.start(call -> call.answer("forwarded"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            send(client, bytes(request));
            assertThat(statusOrCut(client)).isIn(0, 200, 400);
            for (var call : org.calls()) {
                assertThat(call.head().startLine()).isEqualTo("GET / HTTP/1.1");
                assertThat(call.head().lines()).allMatch(line -> line.matches("[A-Za-z-]+: .*"));
                assertThat(call.head().has("Content-Length")).isFalse();
                assertThat(call.head().has("Transfer-Encoding")).isFalse();
            }
        }
    }

    /// The head may have gone on by then; the body must not.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "xyz¦abc¦0¦¦",
                "-3¦abc¦0¦¦",
                "+3¦abc¦0¦¦",
                "0x3¦abc¦0¦¦",
                "3 3¦abc¦0¦¦",
                "FFFFFFFFFFFFFFFFF¦abc",
                "80000000¦abc",
                "3¬abc¦0¦¦",
                "3¦abcd¦0¦¦",
                "3¦abc0¦¦",
                "3¦abc¬0¦¦",
                "3;a=¬b¦abc¦0¦¦",
                "0¦X: 1¬¬"
            })
    void aMalformedChunkNeverEndsTheUpload(String chunks) throws Exception {
        try (var org = RawOrg.start(call -> call.answer("forwarded"));
                var stage = Stage.before(org)) {
            var target = "PUT /services/data/v66.0/jobs/ingest/750/batches HTTP/1.1¦Host: a¦";
            try (var client = stage.client()) {
                send(client, bytes(target + "Transfer-Encoding: chunked¦¦" + chunks + HIDDEN));
                assertThat(statusOrCut(client)).isIn(0, 400);
                assertThat(client.closesWithin(SOON)).isTrue();
            }
            try (var client = stage.client()) {
                assertThat(client.get("/next").text()).isEqualTo("forwarded");
            }
            assertThat(org.calls()).allMatch(call -> !call.head().target().equals("/hidden"));
            for (var call : org.calls()) {
                if (!call.head().target().equals("/next")) {
                    assertThat(call.bodySoFar()).isNotNull();
                    assertThat(call.bodySoFar().cut()).isTrue();
                }
            }
        }
    }

    @Test
    void anAbsoluteTargetGoesNowhereButToTheOrg() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("forwarded"));
                var elsewhere = RawOrg.start(call -> call.answer("elsewhere"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET http://127.0.0.1:%d/x HTTP/1.1\r\n".formatted(elsewhere.port()));
            client.send("Host: 127.0.0.1:%d\r\n\r\n".formatted(elsewhere.port()));
            var status = client.read("GET").status();
            assertThat(status).isIn(200, 400);
            assertThat(elsewhere.connections()).isZero();
            if (status == 200) {
                assertThat(org.only().head().startLine()).isEqualTo("GET /x HTTP/1.1");
            }
        }
    }

    @Test
    void aTlsGreetingOnThePlainPortIsRefused() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("forwarded"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(
                    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
            assertThat(statusOrCut(client)).isIn(0, 400);
            assertThat(client.closesWithin(SOON)).isTrue();
            assertThat(org.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "h2c"})
    void anUpgradeIsNotHonoured(String protocol) throws Exception {
        try (var org = RawOrg.start(call -> call.answer("plain"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET /services/data HTTP/1.1\r\nHost: a\r\nUpgrade: " + protocol);
            client.send("\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n");
            client.send("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            var answer = client.read("GET");
            assertThat(answer.interim()).isEmpty();
            assertThat(answer.text()).isEqualTo("plain");
            assertThat(org.only().head().has("Upgrade")).isFalse();
            assertThat(org.only().head().has("HTTP2-Settings")).isFalse();
            assertThat(client.get("/services/data").text()).isEqualTo("plain");
        }
    }

    @Test
    void anOrgThatSwitchesProtocolsUnaskedIsABadGateway() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/next")) {
                                call.answer("next");
                            } else {
                                call.send("HTTP/1.1 101 Switching Protocols\r\n");
                                call.send("Upgrade: x\r\nConnection: Upgrade\r\n\r\nraw");
                            }
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                assertThat(client.get("/services/data").status()).isEqualTo(502);
            }
            try (var client = stage.client()) {
                assertThat(client.get("/next").text()).isEqualTo("next");
            }
        }
    }

    static List<String> badAnswers() {
        return List.of(
                "HTTP/1.1 200 OK¦Content-Length: 3¦Content-Length: 4¦¦abcd",
                "HTTP/1.1 200 OK¦Content-Length: 3¦Transfer-Encoding: chunked¦¦0¦¦",
                "HTTP/1.1 200 OK¦Content-Length : 4¦Content-Length: 3¦¦abc",
                "HTTP/1.1 200 OK¦Content-Length: x¦¦abc",
                "HTTP/1.1 200 OK¦Content-Length: -1¦¦abc",
                "HTTP/1.1 200 OK¦Transfer-Encoding: xchunked¦¦abc",
                "HTTP/1.1 200 OK¦X: 1¤¦Content-Length: 3¦¦abc",
                "HTTP/1.1 xyz OK¦Content-Length: 3¦¦abc",
                "HTTP/2.0 200 OK¦Content-Length: 3¦¦abc",
                "SSH-2.0-OpenSSH_9.2¦¦",
                "¤¤¤¤¤¤¤¤¤¤¤¤¦¦¦¦");
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void anAnswerThatCanBeReadInTwoWaysIsABadGateway(String answer) throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/next")) {
                                call.answer("next");
                            } else {
                                call.send(bytes(answer));
                            }
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                assertThat(client.get("/services/data").status()).isEqualTo(502);
            }
            try (var client = stage.client()) {
                assertThat(client.get("/next").text()).isEqualTo("next");
            }
        }
    }

    private static int statusOrCut(RawClient client) {
        try {
            return client.read("PUT").status();
        } catch (IOException _) {
            return 0;
        }
    }

    private static void send(RawClient client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException _) {
            // Refused before all was written; the answer tells.
        }
    }

    private static byte[] bytes(String shown) {
        return shown.replace("¦", "\r\n")
                .replace('¬', '\n')
                .replace('¤', '\0')
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
