package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawCall;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Connections to the org: kept while clean, replaced when dead, dropped after anything unexpected.
@Timeout(60)
class PoolContractTest {
    private static final String CASE = "/services/data/v66.0/sobjects/Case";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void oneConnectionServesManyCallsInTurn() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("ok"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 50; i++) {
                assertThat(client.get(CASE).text()).isEqualTo("ok");
            }
            assertThat(org.connections()).isEqualTo(1);
        }
    }

    @Test
    void anOrgThatClosesAfterEachAnswerIsNeverNoticed() throws Exception {
        try (var org = RawOrg.start(PoolContractTest::answerAndClose);
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 30; i++) {
                var answer = client.get(CASE + "?n=" + i);
                assertThat(answer.text()).as("answer " + i + ": " + answer).isEqualTo("?n=" + i);
            }
        }
    }

    @Test
    void anOrgThatResetsAfterEachAnswerIsNeverNoticedByReaders() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            answer(call);
                            RawOrg.pause(Duration.ofMillis(2));
                            call.reset();
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 30; i++) {
                RawOrg.pause(Duration.ofMillis(i % 5));
                var answer = client.get(CASE + "?n=" + i);
                assertThat(answer.text()).as("answer " + i + ": " + answer).isEqualTo("?n=" + i);
            }
        }
    }

    @Test
    void aPostIsNeverSentTwice() throws Exception {
        var arrived = new ConcurrentHashMap<String, Integer>();
        try (var org =
                        RawOrg.start(call -> {
                            arrived.merge(call.head().target(), 1, Integer::sum);
                            answerAndClose(call);
                        });
                var stage = Stage.before(org)) {
            for (var i = 0; i < 60; i++) {
                try (var client = stage.client()) {
                    RawOrg.pause(Duration.ofMillis(i % 3));
                    client.send("POST " + CASE + "?n=" + i + " HTTP/1.1\r\nHost: a\r\n");
                    client.send("Content-Length: 2\r\n\r\n{}");
                    var answer = client.read("POST");
                    assertThat(answer.status()).isIn(200, 502);
                    if (answer.status() == 200) {
                        assertThat(answer.text()).isEqualTo("?n=" + i);
                    }
                }
            }
            assertThat(arrived.values()).allMatch(times -> times == 1);
        }
    }

    /// The org took the request and left: it may have acted on it.
    @Test
    void aPostWhoseConnectionDiesUnansweredIsNotRepeated() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/warm")) {
                                call.answer("warm");
                                return;
                            }
                            call.body();
                            call.close();
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.get("/warm");
            client.send("POST " + CASE + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(client.read("POST").status()).isEqualTo(502);
            assertThat(seen(org, CASE)).isEqualTo(1);
        }
    }

    @Test
    void aGetIsTriedAtMostTwice() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/warm")) {
                                call.answer("warm");
                            } else {
                                call.close();
                            }
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.get("/warm");
            assertThat(client.get(CASE).status()).isEqualTo(502);
            assertThat(seen(org, CASE)).isBetween(1L, 2L);
        }
    }

    @Test
    void nothingIsRepeatedOnceAnAnswerHasBegun() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/warm")) {
                                call.answer("warm");
                            } else {
                                call.send("HTTP/1.1 200 O");
                                call.close();
                            }
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.get("/warm");
            assertThat(client.get(CASE).status()).isEqualTo(502);
            assertThat(seen(org, CASE)).isEqualTo(1);
        }
    }

    @Test
    void aClientThatLeavesInMidAnswerTakesItsOrgConnectionWithIt() throws Exception {
        var left = new CompletableFuture<Boolean>();
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                            call.send("x".repeat(1_000));
                            left.complete(call.peerEndsWithin(SOON));
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                client.send("GET " + CASE + " HTTP/1.1\r\nHost: a\r\n\r\n");
                client.readHead();
            }
            assertThat(left.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// Also when chunks keep coming, so that the gateway is always writing.
    @Test
    void aClientThatResetsInMidStreamStopsTheStream() throws Exception {
        var stopped = new CompletableFuture<Boolean>();
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
                            call.send("\r\n");
                            stopped.complete(writesFail(call));
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                client.send("GET " + CASE + " HTTP/1.1\r\nHost: a\r\n\r\n");
                client.readHead();
                client.reset();
            }
            assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// Two answers in one breath: the second belongs to nobody.
    @Test
    void anAnswerNobodyAskedForGoesToNobody() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            var own = call.head().target();
                            var stray = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray";
                            call.send(
                                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s%s"
                                            .formatted(own.length(), own, stray));
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 30; i++) {
                assertThat(client.get("/n/" + i).text()).isEqualTo("/n/" + i);
            }
        }
    }

    @Test
    void bytesPastAnAnswersEndEndTheConnection() throws Exception {
        try (var org = RawOrg.start(call -> call.send("HTTP/1.1 204 No Content\r\n\r\nrest"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            for (var i = 0; i < 10; i++) {
                assertThat(client.get(CASE).status()).isEqualTo(204);
                RawOrg.pause(Duration.ofMillis(5));
            }
            assertThat(org.calls()).hasSize(10);
        }
    }

    @Test
    void aClientThatLeavesBeforeTheAnswerLeavesNothingForTheNext() throws Exception {
        var gone = new CountDownLatch(1);
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().target().equals("/slow")) {
                                await(gone);
                            }
                            call.answer(call.head().target());
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(RawOrg.eventually(SOON, () -> !org.calls().isEmpty())).isTrue();
            }
            gone.countDown();
            for (var i = 0; i < 20; i++) {
                try (var client = stage.client()) {
                    assertThat(client.get("/n/" + i).text()).isEqualTo("/n/" + i);
                }
            }
        }
    }

    @Test
    void aFullPoolMakesCallsWaitAndThenSaysSo() throws Exception {
        var free = new CountDownLatch(1);
        try (var org =
                        RawOrg.start(call -> {
                            await(free);
                            call.answer("late");
                        });
                var stage =
                        Stage.before(
                                org,
                                options ->
                                        options.withLimits(
                                                Limits.DEFAULTS.withPool(
                                                        2, 4, Duration.ofMillis(300))));
                var first = stage.client();
                var second = stage.client();
                var third = stage.client()) {
            var request = "GET " + CASE + " HTTP/1.1\r\nHost: a\r\n\r\n";
            for (var client : new RawClient[] {first, second}) {
                client.send(request);
            }
            assertThat(RawOrg.eventually(SOON, () -> org.calls().size() == 2)).isTrue();
            assertThat(third.send(request).read("GET").status()).isIn(503, 504);
            free.countDown();
            assertThat(first.read("GET").text()).isEqualTo("late");
            assertThat(second.read("GET").text()).isEqualTo("late");
            assertThat(third.get(CASE).text()).isEqualTo("late");
            assertThat(org.connections()).isLessThanOrEqualTo(2);
        }
    }

    private static void answer(RawCall call) throws IOException {
        var target = call.head().target();
        call.answer(target.substring(target.indexOf('?')));
    }

    private static void answerAndClose(RawCall call) throws IOException {
        answer(call);
        call.close();
    }

    private static boolean writesFail(RawCall call) {
        var chunk = "400\r\n" + "x".repeat(1_024) + "\r\n";
        try {
            for (var i = 0; i < 1_000_000; i++) {
                call.send(chunk);
            }
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static long seen(RawOrg org, String target) {
        return org.calls().stream().filter(c -> c.head().target().equals(target)).count();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
