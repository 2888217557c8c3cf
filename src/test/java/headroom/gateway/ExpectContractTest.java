package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Uploads that wait to be asked for, and answers that do not wait for the upload.
@Timeout(60)
class ExpectContractTest {
    private static final String ASKING =
            "PUT /services/data/v66.0/jobs/ingest/7500000000001AAA/batches HTTP/1.1\r\nHost: a\r\n"
                    + "Content-Type: text/csv\r\nExpect: 100-continue\r\nContent-Length: 6\r\n\r\n";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void theOrgsHundredReachesTheClientAndOnlyThenTheBodyGoes() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 100 Continue\r\n\r\n");
                            call.answer("201 Created", "", call.body().text());
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            var interim = client.send(ASKING).readHead();
            assertThat(interim.status()).isEqualTo(100);
            assertThat(org.only().head().first("Expect")).hasValue("100-continue");

            var answer = client.send("a,b\r\n1").read("PUT");
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.text()).isEqualTo("a,b\r\n1");
            assertThat(answer.interim()).isEmpty();
            assertThat(client.send(ASKING).readHead().status()).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "413 Content Too Large", "417 Expectation Failed"})
    void aRefusalInsteadOfTheHundredIsPassedOnAtOnce(String status) throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().has("Expect")) {
                                call.send("HTTP/1.1 " + status + "\r\n");
                                call.send("Content-Length: 2\r\n\r\nno");
                                call.peerEndsWithin(SOON);
                                call.close();
                            } else {
                                call.answer("yes");
                            }
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                var answer = client.send(ASKING).read("PUT");
                assertThat(answer.interim()).isEmpty();
                assertThat(answer.head().startLine()).isEqualTo("HTTP/1.1 " + status);
                assertThat(answer.text()).isEqualTo("no");
            }
            try (var other = stage.client()) {
                assertThat(other.get("/services/data").text()).isEqualTo("yes");
            }
            assertThat(org.connections()).isEqualTo(2);
        }
    }

    @Test
    void aClientThatDoesNotWaitIsServedToo() throws Exception {
        try (var org = RawOrg.start(call -> call.answer(call.body().text()));
                var stage = Stage.before(org);
                var client = stage.client()) {
            var answer = client.send(ASKING + "a,b\r\n1").read("PUT");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("a,b\r\n1");
        }
    }

    /// The gateway must look into this body to know its charge, and the client waits with it.
    @Test
    void aBodyThatMustBeSeenIsAskedForInSomeWay() throws Exception {
        var soap =
                "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
                        + "<query xmlns=\"urn:partner.soap.sforce.com\"/></e:Body></e:Envelope>";
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().has("Expect")) {
                                call.send("HTTP/1.1 100 Continue\r\n\r\n");
                            }
                            call.answer(call.body().text());
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send("POST /services/Soap/u/66.0 HTTP/1.1\r\nHost: a\r\nSOAPAction: \"\"\r\n");
            client.send("Content-Type: text/xml\r\nExpect: 100-continue\r\n");
            client.send("Content-Length: " + soap.length() + "\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(100);
            var answer = client.send(soap).read("POST");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(soap);
        }
    }

    @Test
    void anAnswerBeforeTheUploadEndsReachesTheClientAndEndsTheConnection() throws Exception {
        var half = new CountDownLatch(1);
        try (var org =
                        RawOrg.start(call -> {
                            if (call.head().method().equals("GET")) {
                                call.answer("next");
                                return;
                            }
                            call.readSome(new byte[1_024]);
                            call.send("HTTP/1.1 413 Content Too Large\r\n");
                            call.send("Content-Length: 3\r\n\r\nbig");
                            half.countDown();
                            call.peerEndsWithin(SOON);
                            call.close();
                        });
                var stage = Stage.before(org)) {
            try (var client = stage.client()) {
                client.send("POST /services/apexrest/up HTTP/1.1\r\nHost: a\r\n");
                client.send("Content-Length: 1000000\r\n\r\n" + "x".repeat(1_000));
                var answer = client.read("POST");
                assertThat(answer.status()).isEqualTo(413);
                assertThat(answer.text()).isEqualTo("big");
                assertThat(half.getCount()).isZero();
            }
            try (var other = stage.client()) {
                assertThat(other.get("/services/data").text()).isEqualTo("next");
            }
            assertThat(org.connections()).isEqualTo(2);
        }
    }

    @Test
    void theRestOfARefusedUploadIsNeverTakenForTheNextRequest() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 413 Content Too Large\r\n");
                            call.send("Content-Length: 3\r\n\r\nbig");
                            call.peerEndsWithin(SOON);
                            call.close();
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            var hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
            client.send("POST /services/apexrest/up HTTP/1.1\r\nHost: a\r\n");
            client.send("Content-Length: %d\r\n\r\n".formatted(hidden.length()));
            assertThat(client.read("POST").status()).isEqualTo(413);
            try {
                client.send(hidden);
                assertThat(client.closesWithin(SOON)).isTrue();
            } catch (java.io.IOException _) {
                // Closed already.
            }
            assertThat(org.calls()).allMatch(call -> !call.head().target().equals("/hidden"));
        }
    }
}
