package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawCall;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A body that was cut short arrives as cut, never as whole.
@Timeout(60)
class CutsContractTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    enum Framing {
        FIXED("Content-Length: 100\r\n\r\nhalf"),
        CHUNKED("Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
        IN_A_CHUNK("Transfer-Encoding: chunked\r\n\r\n64\r\nhalf"),
        BEFORE_TRAILERS_END("Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\nX: 1\r\n");

        private final String begun;

        Framing(String begun) {
            this.begun = begun;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theClientSeesAnAnswerCutByTheOrg(Framing framing) throws Exception {
        theClientSeesTheCut(framing, RawCall::close);
    }

    @ParameterizedTest
    @EnumSource
    void theClientSeesAnAnswerCutByAReset(Framing framing) throws Exception {
        theClientSeesTheCut(framing, RawCall::reset);
    }

    private static void theClientSeesTheCut(Framing framing, RawOrg.Script ending)
            throws Exception {
        var seen = new CountDownLatch(1);
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/next")) {
                                call.answer("next");
                                return;
                            }
                            call.send("HTTP/1.1 200 OK\r\n" + framing.begun);
                            await(seen);
                            ending.play(call);
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                client.send("GET /services/data/v66.0/query?q=a HTTP/1.1\r\nHost: a\r\n\r\n");
                var head = client.readHead();
                seen.countDown();
                var body = client.readBody("GET", head);
                assertThat(head.status()).isEqualTo(200);
                assertThat(body.cut()).as("cut, not whole: " + body.rawText()).isTrue();
            }
            try (var client = stage.client()) {
                assertThat(client.get("/next").text()).isEqualTo("next");
            }
        }
    }

    @org.junit.jupiter.api.Test
    void anAnswerToBeEndedByClosingIsCutByAReset() throws Exception {
        var seen = new CountDownLatch(1);
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf");
                            await(seen);
                            call.reset();
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET /services/data HTTP/1.1\r\nHost: a\r\n\r\n");
            var head = client.readHead();
            seen.countDown();
            assertThat(endsCleanly(client, head)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOrgSeesAnUploadCutByTheClient(Framing framing) throws Exception {
        theOrgSeesTheCut(framing, RawClient::close);
    }

    @ParameterizedTest
    @EnumSource
    void theOrgSeesAnUploadCutByAReset(Framing framing) throws Exception {
        theOrgSeesTheCut(framing, RawClient::reset);
    }

    private static void theOrgSeesTheCut(Framing framing, ClientEnding ending) throws Exception {
        try (var org = RawOrg.start(call -> call.answer("whole"));
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                client.send("PUT /services/data/v66.0/jobs/ingest/750/batches HTTP/1.1\r\n");
                client.send("Host: a\r\nContent-Type: text/csv\r\n" + framing.begun);
                assertThat(RawOrg.eventually(SOON, () -> !org.calls().isEmpty())).isTrue();
                ending.play(client);
            }
            assertThat(RawOrg.eventually(SOON, () -> org.only().bodySoFar() != null)).isTrue();
            assertThat(org.only().bodySoFar().cut()).as(org.only().body().rawText()).isTrue();
            assertThat(org.only().body().text()).isEqualTo("half");
            try (var client = stage.client()) {
                assertThat(client.get("/next").text()).isEqualTo("whole");
            }
        }
    }

    @FunctionalInterface
    private interface ClientEnding {
        void play(RawClient client) throws IOException;
    }

    private static boolean endsCleanly(RawClient client, headroom.testing.Head head) {
        try {
            return !client.readBody("GET", head).cut();
        } catch (IOException _) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(SOON.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
