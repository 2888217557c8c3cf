package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawAnswer;
import headroom.testing.RawCall;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// An org that cannot be reached, or breaks off: the client hears of it in its API's own form.
@Timeout(60)
class OrgDownContractTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String SOAP =
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
                    + "<query xmlns=\"urn:partner.soap.sforce.com\"/></e:Body></e:Envelope>";

    enum Api {
        REST("GET /services/data/v66.0/limits", "", "", "application/json", "[{\""),
        QUERY("GET /services/data/v66.0/query?q=a", "", "", "application/json", "errorCode"),
        REST_XML(
                "GET /services/data/v66.0/limits.xml",
                "Accept: application/xml\r\n",
                "",
                "application/xml",
                "<Errors>"),
        SOAP_PARTNER(
                "POST /services/Soap/u/66.0",
                "Content-Type: text/xml\r\nSOAPAction: \"\"\r\n",
                SOAP,
                "text/xml",
                "<soapenv:Fault>"),
        BULK(
                "GET /services/async/66.0/job/750",
                "X-SFDC-Session: s\r\n",
                "",
                "application/xml",
                "<exceptionCode>"),
        OAUTH(
                "POST /services/oauth2/token",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "grant_type=client_credentials&client_id=c",
                "application/json",
                "\"error\"");

        private final String line;
        private final String headers;
        private final String body;
        private final String type;
        private final String mark;

        Api(String line, String headers, String body, String type, String mark) {
            this.line = line;
            this.headers = headers;
            this.body = body;
            this.type = type;
            this.mark = mark;
        }

        RawAnswer ask(RawClient client) throws Exception {
            client.send(line + " HTTP/1.1\r\nHost: a\r\n" + headers);
            client.send("Content-Length: " + body.length() + "\r\n\r\n" + body);
            return client.read(line.split(" ")[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrgThatRefusesConnectionsIsToldInTheClientsForm(Api api) throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (var stage = stage("http://127.0.0.1:" + closed, UnaryOperator.identity());
                var client = stage.client()) {
            var answer = api.ask(client);
            hasTheForm(api, answer, 502, 503);
            assertThat(api.ask(client).status()).isEqualTo(answer.status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrgThatResetsBeforeItsAnswerIsToldInTheClientsForm(Api api) throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.body();
                            call.reset();
                        });
                var stage = Stage.before(org);
                var client = stage.client()) {
            hasTheForm(api, api.ask(client), 502, 502);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrgThatNeverAnswersIsToldInTheClientsForm(Api api) throws Exception {
        var left = new CompletableFuture<Boolean>();
        try (var org =
                        RawOrg.start(call -> {
                            call.body();
                            left.complete(call.peerEndsWithin(SOON));
                        });
                var stage =
                        Stage.before(
                                org,
                                options ->
                                        options.withLimits(
                                                Limits.DEFAULTS.withAnswerTimeout(
                                                        Duration.ofMillis(300))));
                var client = stage.client()) {
            hasTheForm(api, api.ask(client), 504, 504);
            assertThat(left.get(10, TimeUnit.SECONDS)).as("the org's connection ended").isTrue();
        }
    }

    @Test
    void aNameThatDoesNotResolveIsABadGateway() throws Exception {
        try (var stage = stage("http://nowhere.invalid", UnaryOperator.identity());
                var client = stage.client()) {
            var answer = client.patience(Duration.ofSeconds(30)).get("/services/data/v66.0/limits");
            hasTheForm(Api.REST, answer, 502, 503);
            assertThat(answer.text()).contains("nowhere.invalid");
        }
    }

    /// A full backlog: the kernel drops the greeting and nobody ever answers it.
    @Test
    void aConnectionThatNeverComesAboutIsAGatewayTimeout() throws Exception {
        var queued = new ArrayList<Socket>();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (var i = 0; i < 3; i++) {
                var socket = new Socket();
                queued.add(socket);
                try {
                    socket.connect(deaf.getLocalSocketAddress(), 200);
                } catch (java.io.IOException _) {
                    // The backlog is full now.
                }
            }
            var limits = Limits.DEFAULTS.withConnectTimeout(Duration.ofMillis(300));
            try (var stage =
                            stage(
                                    "http://127.0.0.1:" + deaf.getLocalPort(),
                                    options -> options.withLimits(limits));
                    var client = stage.client()) {
                hasTheForm(Api.REST, client.get("/services/data/v66.0/limits"), 504, 504);
            }
        } finally {
            for (var socket : queued) {
                socket.close();
            }
        }
    }

    @Test
    void anAnswerThatStallsIsCut() throws Exception {
        try (var org =
                        RawOrg.start(call -> {
                            call.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                            call.peerEndsWithin(SOON);
                        });
                var stage =
                        Stage.before(
                                org,
                                options ->
                                        options.withLimits(
                                                Limits.DEFAULTS.withStallTimeout(
                                                        Duration.ofMillis(300))));
                var client = stage.client()) {
            assertThat(client.get("/services/data").cut()).isTrue();
        }
    }

    @Test
    void anUploadThatStallsIsEnded() throws Exception {
        try (var org = RawOrg.start(RawCall::body);
                var stage =
                        Stage.before(
                                org,
                                options ->
                                        options.withLimits(
                                                Limits.DEFAULTS.withStallTimeout(
                                                        Duration.ofMillis(300))));
                var client = stage.client()) {
            client.send("PUT /services/data/v66.0/jobs/ingest/750/batches HTTP/1.1\r\nHost: a\r\n");
            client.send("Content-Type: text/csv\r\nContent-Length: 9\r\n\r\nhalf");
            assertThat(RawOrg.eventually(SOON, () -> !org.calls().isEmpty())).isTrue();
            assertThat(RawOrg.eventually(SOON, () -> org.only().bodySoFar() != null)).isTrue();
            assertThat(org.only().body().cut()).isTrue();
        }
    }

    @Test
    void theGatewayServesOnOnceTheOrgIsBack() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (var stage = stage("http://127.0.0.1:" + port, UnaryOperator.identity());
                var client = stage.client()) {
            assertThat(client.get("/services/data").status()).isIn(502, 503);
            try (var org = RawOrg.startAt(port, call -> call.answer("back"))) {
                assertThat(client.get("/services/data").text()).isEqualTo("back");
                assertThat(org.connections()).isEqualTo(1);
            }
        }
    }

    private static void hasTheForm(Api api, RawAnswer answer, int... statuses) {
        var expected = new ArrayList<Integer>();
        for (var status : statuses) {
            expected.add(status);
        }
        if (api == Api.SOAP_PARTNER) {
            // Faults are 500 by the SOAP binding; clients read the body only then.
            expected.add(500);
        }
        assertThat(answer.status()).as(answer.toString()).isIn(expected);
        assertThat(answer.header("Content-Type").orElse("")).startsWith(api.type);
        assertThat(answer.text()).contains(api.mark);
    }

    private static Stage stage(String url, UnaryOperator<GatewayOptions> change) throws Exception {
        return Stage.of(List.of(OrgRoute.to("acme", URI.create(url))), change);
    }
}
