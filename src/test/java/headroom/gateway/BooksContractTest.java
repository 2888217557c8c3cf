package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.ledger.Outcome;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// What the ledger says of each call: how it went, what it cost, how much passed.
@Timeout(60)
class BooksContractTest {
    private static final String LIMITS = "/services/data/v66.0/limits";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void anAnsweredCallIsBookedWithItsRequestIdChargeAndBytes() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("ninebytes"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("POST /services/data/v66.0/sobjects/Case HTTP/1.1\r\nHost: a\r\n");
            client.send("X-SFDC-REQUEST-ID: abcdefghij0123456789AB\r\n");
            client.send("Sforce-Call-Options: client=erp\r\n");
            client.send("Content-Length: 5\r\n\r\n{ \"\"}").read("POST");
            var booked = only(stage);
            assertThat(booked.request()).isEqualTo("abcdefghij0123456789AB");
            assertThat(booked.org()).isEqualTo("acme");
            assertThat(booked.integration()).contains("erp");
            assertThat(booked.charge()).isEqualTo(1);
            assertThat(booked.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(booked.status()).isEqualTo(200);
            assertThat(booked.requestBytes()).isEqualTo(5);
            assertThat(booked.answerBytes()).isEqualTo(9);
        }
    }

    @Test
    void theStampedRequestIdIsTheBookedOne() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.get(LIMITS);
            assertThat(org.only().head().first("X-SFDC-REQUEST-ID"))
                    .hasValue(only(stage).request());
        }
    }

    @Test
    void theVersionsListIsFree() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("[]"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.get("/services/data");
            client.get("/services/data/");
            client.get("//services/data");
            assertThat(stage.books()).hasSize(3).allMatch(call -> call.charge() == 0);
        }
    }

    @Test
    void aLongPollPassesAndIsFree() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.body();
                            RawOrg.pause(Duration.ofSeconds(3));
                            call.answer("[{\"channel\":\"/meta/connect\"}]");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            var poll = "[{\"channel\":\"/meta/connect\",\"clientId\":\"x\"}]";
            client.send("POST /cometd/66.0/connect HTTP/1.1\r\nHost: a\r\n");
            client.send("Content-Type: application/json\r\n");
            client.send("Content-Length: " + poll.length() + "\r\n\r\n" + poll);
            assertThat(client.read("POST").text()).contains("/meta/connect");
            assertThat(stage.books()).allMatch(call -> call.charge() == 0);
        }
    }

    @Test
    void aRefusalForTheLimitIsBookedAsRefused() throws Exception {
        var refusal =
                "[{\"message\":\"TotalRequests Limit exceeded.\","
                        + "\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]";
        try (var org =
                        RawOrg.start(call ->
                                call.answer(
                                        "403 Forbidden",
                                        "Content-Type: application/json\r\n",
                                        refusal));
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(client.get(LIMITS).text()).isEqualTo(refusal);
            var booked = only(stage);
            assertThat(booked.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(booked.charge()).isZero();
        }
    }

    @Test
    void anOrgThatWasNotReachedCostsNothing() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var nowhere = OrgRoute.to("acme", URI.create("http://127.0.0.1:" + closed));
        try (var stage = Stage.of(List.of(nowhere), UnaryOperator.identity());
                var client = stage.client()) {
            client.get(LIMITS);
            var booked = only(stage);
            assertThat(booked.outcome()).isEqualTo(Outcome.ORG_UNREACHABLE);
            assertThat(booked.charge()).isZero();
        }
    }

    @Test
    void anOrgThatNeverAnswersIsBookedAsTimedOutAndSpent() throws Exception {
        var hasty = Limits.DEFAULTS.withAnswerTimeout(Duration.ofMillis(300));
        try (var org = RawOrg.start(call -> call.peerEndsWithin(SOON));
                var stage = Stage.before(org, options -> options.withLimits(hasty));
                var client = stage.client()) {
            client.get(LIMITS);
            var booked = only(stage);
            assertThat(booked.outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(booked.charge()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerCutByTheOrgIsBookedAsSuch() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                            call.close();
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(client.get(LIMITS).cut()).isTrue();
            var booked = only(stage);
            assertThat(booked.outcome()).isEqualTo(Outcome.CUT_BY_ORG);
            assertThat(booked.charge()).isEqualTo(1);
            assertThat(booked.answerBytes()).isEqualTo(4);
        }
    }

    @Test
    void anOrgThatBreaksOffUnansweredIsSpent() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.body();
                            call.reset();
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("POST " + LIMITS + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(client.read("POST").status()).isEqualTo(502);
            var booked = only(stage);
            assertThat(booked.outcome()).isEqualTo(Outcome.CUT_BY_ORG);
            assertThat(booked.charge()).isEqualTo(1);
        }
    }

    @Test
    void aClientThatLeavesIsBookedAsSuch() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                            call.peerEndsWithin(SOON);
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                client.send("GET " + LIMITS + " HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
            }
            var booked = only(stage);
            assertThat(booked.outcome()).isEqualTo(Outcome.CUT_BY_CLIENT);
            assertThat(booked.charge()).isEqualTo(1);
        }
    }

    /// The intent is in the file while the org still has the call.
    @Test
    void theIntentIsCommittedBeforeTheOrgSeesTheCall() throws Exception {
        var go = new CountDownLatch(1);
        try (var org =
                        RawOrg.start(call -> {
                            await(go);
                            call.answer("{}");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET " + LIMITS + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(RawOrg.eventually(SOON, () -> !org.calls().isEmpty())).isTrue();
            var begun = BookedCall.all(stage.folder().resolve("ledger.db"));
            assertThat(begun).hasSize(1);
            assertThat(begun.getFirst().outcome()).isEqualTo(Outcome.IN_FLIGHT);
            go.countDown();
            client.read("GET");
        }
    }

    /// The settlement is in the file when the client has the head.
    @Test
    void theSettlementIsCommittedBeforeTheClientSeesTheAnswer() throws Exception {
        var go = new CountDownLatch(1);
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
                            await(go);
                            call.send("ok");
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("GET " + LIMITS + " HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
            var settled = BookedCall.all(stage.folder().resolve("ledger.db")).getFirst();
            assertThat(settled.status()).isEqualTo(200);
            go.countDown();
        }
    }

    @Test
    void whatIsNotForwardedIsNotBooked() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage =
                        Stage.of(
                                List.of(
                                        OrgRoute.to("acme", org.url())
                                                .withHosts(List.of("acme.test")),
                                        OrgRoute.to("beta", org.url())
                                                .withHosts(List.of("beta.test"))),
                                UnaryOperator.identity())) {
            for (var request :
                    List.of(
                            "GET / HTTP/1.1\r\nHost: other.test\r\n\r\n",
                            "GET / HTTP/1.1\r\n\r\n",
                            "BAD\r\n\r\n")) {
                try (var client = stage.client()) {
                    ignoreAnswer(client.send(request));
                }
            }
            assertThat(stage.books()).isEmpty();
        }
    }

    private static void ignoreAnswer(RawClient client) {
        try {
            client.read("GET");
        } catch (IOException _) {
            // Closed at once: as good.
        }
    }

    private static BookedCall only(Stage stage) {
        var booked = stage.books();
        assertThat(booked).hasSize(1);
        return booked.getFirst();
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
