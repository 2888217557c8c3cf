package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// Where messages end: lengths, chunks, trailers, answers without a body, old HTTP.
@Timeout(60)
class FramingContractTest {
    private static final String CASE = "/services/data/v66.0/sobjects/Case";

    @Test
    void passesChunksAndTrailersOfTheAnswer() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.body();
                            call.send("HTTP/1.1 200 OK\r\nTrailer: X-Sum, X-b\r\n");
                            call.send("Transfer-Encoding: chunked\r\n\r\n3;e=1\r\nabc\r\n");
                            call.send("2\r\nde\r\n0\r\nX-Sum: 5\r\nX-b: t\r\n\r\n");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 2; i++) {
                var answer = client.get(CASE);
                assertThat(answer.text()).isEqualTo("abcde");
                assertThat(answer.body().trailers()).isEqualTo("X-Sum: 5\r\nX-b: t\r\n");
                assertThat(answer.header("Trailer")).hasValue("X-Sum, X-b");
            }
            assertThat(org.connections()).isEqualTo(1);
        }
    }

    @Test
    void passesChunksAndTrailersOfTheRequest() throws Exception {
        try (var org = RawOrg.start(call -> call.answer(call.body().text()));
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 2; i++) {
                client.send("PUT /services/data/v66.0/jobs/ingest/750/batches HTTP/1.1\r\n");
                client.send("Host: a\r\nTransfer-Encoding: chunked\r\n\r\n");
                client.send("3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n");
                assertThat(client.read("PUT").text()).isEqualTo("abcde");
                assertThat(org.last().body().trailers()).isEqualTo("X-Sum: 5\r\n");
                assertThat(org.last().head().has("Content-Length")).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "HEAD, 200 OK, Content-Length: 1234",
                "HEAD, 200 OK, Transfer-Encoding: chunked",
                "HEAD, 200 OK, X-None: 1",
                "GET, 204 No Content, X-None: 1",
                "GET, 204 No Content, Content-Length: 0",
                "PATCH, 204 No Content, X-None: 1",
                "GET, 304 Not Modified, X-None: 1",
                "GET, 304 Not Modified, Content-Length: 77",
                "GET, 304 Not Modified, Transfer-Encoding: chunked"
            })
    void anAnswerWithoutABodyEndsAtItsHead(String method, String status, String header)
            throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/next")) {
                                call.answer("next");
                            } else {
                                call.body();
                                call.send("HTTP/1.1 " + status + "\r\nETag: \"e\"\r\n");
                                call.send(header + "\r\n\r\n");
                            }
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 3; i++) {
                client.send(method + " " + CASE + " HTTP/1.1\r\nHost: a\r\n\r\n");
                var answer = client.read(method);
                assertThat(answer.head().startLine()).isEqualTo("HTTP/1.1 " + status);
                assertThat(answer.header("ETag")).hasValue("\"e\"");
                if (header.startsWith("X-None")) {
                    assertThat(answer.head().names()).containsExactly("ETag", "X-None");
                }
                if (method.equals("HEAD") && header.startsWith("Content-Length")) {
                    assertThat(answer.header("Content-Length")).hasValue("1234");
                }
                assertThat(client.get("/next").text()).isEqualTo("next");
            }
        }
    }

    @Test
    void answersWithoutABodyKeepTheConnectionToTheOrg() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.body();
                            call.send("HTTP/1.1 204 No Content\r\n\r\n");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 5; i++) {
                client.send("PATCH " + CASE + "/500 HTTP/1.1\r\nHost: a\r\n");
                client.send("Content-Length: 2\r\n\r\n{}");
                assertThat(client.read("PATCH").status()).isEqualTo(204);
            }
            assertThat(org.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerEndedByClosingIsWhole() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of");
                            call.send(" it");
                            call.close();
                        });
                var stage = Stage.before(org)) {
            for (var i = 0; i < 3; i++) {
                try (var client = stage.client()) {
                    var answer = client.get(CASE);
                    assertThat(answer.text()).isEqualTo("all of it");
                    assertThat(answer.cut()).isFalse();
                }
            }
        }
    }

    @Test
    void anOrgThatSpeaksHttp10IsUnderstood() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold");
                            call.close();
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(client.get(CASE).text()).isEqualTo("old");
            assertThat(client.get(CASE).text()).isEqualTo("old");
        }
    }

    @Test
    void aClientThatSpeaksHttp10GetsNoChunks() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
                            call.send("\r\n3\r\nabc\r\n0\r\n\r\n");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET " + CASE + " HTTP/1.0\r\nHost: a\r\n\r\n");
            var answer = client.read("GET");
            assertThat(answer.head().has("Transfer-Encoding")).isFalse();
            assertThat(answer.text()).isEqualTo("abc");
            assertThat(client.closesWithin(java.time.Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void zippedBodiesPassUntouchedBothWays() throws Exception {
        var zipped = zip("{\"a\":\"" + "b".repeat(5_000) + "\"}");
        try (var org =
                        RawOrg.start(call ->
                                call.answer(
                                        "200 OK",
                                        "Content-Encoding: gzip\r\n",
                                        call.body().text()));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("POST " + CASE + " HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n");
            client.send("Accept-Encoding: gzip\r\nContent-Type: application/json\r\n");
            client.send("Content-Length: " + zipped.length + "\r\n\r\n").send(zipped);
            var answer = client.read("POST");
            assertThat(answer.header("Content-Encoding")).hasValue("gzip");
            assertThat(answer.body().content()).isEqualTo(zipped);
            assertThat(org.only().body().content()).isEqualTo(zipped);
            assertThat(org.only().head().first("Accept-Encoding")).hasValue("gzip");
        }
    }

    /// As wsc does on every Bulk call.
    @Test
    void aGetThatClaimsAZippedEmptyBodyPasses() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("<jobInfo/>"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET /services/async/66.0/job/750 HTTP/1.1\r\nHost: a\r\n");
            client.send("Content-Encoding: gzip\r\nX-SFDC-Session: s\r\n\r\n");
            assertThat(client.read("GET").text()).isEqualTo("<jobInfo/>");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().endsWith("0")) {
                                RawOrg.pause(java.time.Duration.ofMillis(100));
                            }
                            call.answer(call.head().target());
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            var all = new StringBuilder();
            for (var i = 0; i < 20; i++) {
                all.append("GET /n/").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            client.send(all.toString());
            for (var i = 0; i < 20; i++) {
                assertThat(client.read("GET").text()).isEqualTo("/n/" + i);
            }
        }
    }

    @Test
    void pipelinedUploadsKeepTheirBodies() throws Exception {
        try (var org = RawOrg.start(call -> call.answer(call.body().text()));
                var stage = Stage.before(org);
                var client = stage.client()) {
            var head = "POST /services/apexrest/x HTTP/1.1\r\nHost: a\r\n";
            client.send(
                    (head + "Content-Length: 3\r\n\r\none")
                            + (head + "Transfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n")
                            + (head + "Content-Length: 0\r\n\r\n")
                            + (head + "Content-Length: 5\r\n\r\nthree"));
            for (var expected : new String[] {"one", "two", "", "three"}) {
                assertThat(client.read("POST").text()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aClientThatSaysCloseIsClosed() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("bye"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET " + CASE + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            var answer = client.read("GET");
            assertThat(answer.text()).isEqualTo("bye");
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(client.closesWithin(java.time.Duration.ofSeconds(5))).isTrue();
        }
    }

    private static byte[] zip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
