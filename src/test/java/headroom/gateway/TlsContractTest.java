package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Certificates;
import headroom.testing.EgressProxy;
import headroom.testing.RawAnswer;
import headroom.testing.RawCall;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Encryption on both sides, and the way out through a company's proxy.
@Timeout(60)
class TlsContractTest {
    private static final String LIMITS = "/services/data/v66.0/limits";

    @TempDir static Path folder;
    private static Certificates house;
    private static Certificates.Signed loopback;
    private static Certificates.Signed elsewhere;

    @BeforeAll
    static void sign() throws Exception {
        house = Certificates.in(folder.resolve("house"));
        loopback = house.sign("loopback", "dns:localhost", "ip:127.0.0.1", "dns:acme.test");
        elsewhere = house.sign("elsewhere", "dns:elsewhere.example");
    }

    @Test
    void aPrivateAuthorityIsAccepted() throws Exception {
        try (var org = RawOrg.startTls(loopback.context(), call -> call.answer("safe"));
                var stage = to(route(org, "localhost").withAuthorities(house.authority()));
                var client = stage.client()) {
            assertThat(client.get(LIMITS).text()).isEqualTo("safe");
            assertThat(client.get(LIMITS).text()).isEqualTo("safe");
            assertThat(org.connections()).isEqualTo(1);
            assertThat(org.last().head().first("Host")).hasValue("localhost:" + org.port());
        }
    }

    @Test
    void anUnknownAuthorityIsRefused() throws Exception {
        try (var org = RawOrg.startTls(loopback.context(), call -> call.answer("unsafe"));
                var stage = to(route(org, "localhost"));
                var client = stage.client()) {
            refusedByTls(client.get(LIMITS));
            assertThat(org.calls()).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (var org = RawOrg.startTls(elsewhere.context(), call -> call.answer("unsafe"));
                var stage = to(route(org, "localhost").withAuthorities(house.authority()));
                var client = stage.client()) {
            refusedByTls(client.get(LIMITS));
            assertThat(org.calls()).isEmpty();
        }
    }

    @Test
    void aPlainOrgBehindAnEncryptedUrlIsRefused() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("unsafe"));
                var stage =
                        Stage.of(
                                List.of(route(org, "localhost")),
                                options ->
                                        options.withLimits(
                                                Limits.DEFAULTS.withConnectTimeout(
                                                        Duration.ofMillis(500))));
                var client = stage.client()) {
            assertThat(client.get(LIMITS).status()).isIn(502, 504);
            assertThat(org.calls()).isEmpty();
        }
    }

    @Test
    void aCutWithinTlsIsACut() throws Exception {
        try (var org =
                        RawOrg.startTls(
                                loopback.context(),
                                call -> {
                                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                                    call.close();
                                });
                var stage = to(route(org, "localhost").withAuthorities(house.authority()));
                var client = stage.client()) {
            assertThat(client.get(LIMITS).cut()).isTrue();
        }
    }

    /// An end without TLS's own farewell is how an answer ended by closing is truncated unseen.
    @Test
    void anAnswerEndedWithoutTlssFarewellIsNotWhole() throws Exception {
        notWhole(RawCall::closeUnfinished);
        notWhole(RawCall::reset);
    }

    private static void notWhole(RawOrg.Script ending) throws Exception {
        try (var org =
                        RawOrg.startTls(
                                loopback.context(),
                                call -> {
                                    call.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf");
                                    RawOrg.pause(Duration.ofMillis(200));
                                    ending.play(call);
                                });
                var stage = to(route(org, "localhost").withAuthorities(house.authority()));
                var client = stage.client()) {
            client.send("GET " + LIMITS + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(endsCleanly(client)).isFalse();
        }
    }

    @Test
    void anAnswerEndedWithTlssFarewellIsWhole() throws Exception {
        try (var org =
                        RawOrg.startTls(
                                loopback.context(),
                                call -> {
                                    call.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nwhole");
                                    call.close();
                                });
                var stage = to(route(org, "localhost").withAuthorities(house.authority()));
                var client = stage.client()) {
            var answer = client.get(LIMITS);
            assertThat(answer.text()).isEqualTo("whole");
            assertThat(answer.cut()).isFalse();
        }
    }

    @Test
    void clientsMayComeEncrypted() throws Exception {
        var identity = new GatewayOptions.TlsIdentity(loopback.certificate(), loopback.key());
        var listen = new GatewayOptions.Listen("127.0.0.1", 0, Optional.of(identity));
        var token = "{\"instance_url\":\"https://acme.my.salesforce.com\"}";
        try (var org = RawOrg.start(call -> call.answer(token));
                var stage = Stage.before(org, options -> options.withListen(listen));
                var client = RawClient.connectTls(stage.port(), house.trusting())) {
            client.send("POST /services/oauth2/token?grant_type=password HTTP/1.1\r\n");
            client.send("Host: sf.test\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.read("POST").text())
                    .isEqualTo("{\"instance_url\":\"https://sf.test\"}");
        }
    }

    @Test
    void anEncryptedOrgIsReachedThroughTheEgressProxy() throws Exception {
        try (var org = RawOrg.startTls(loopback.context(), call -> call.answer("far"));
                var proxy = EgressProxy.towards(org.port());
                var stage =
                        to(
                                OrgRoute.to("acme", URI.create("https://acme.test"))
                                        .withAuthorities(house.authority())
                                        .withEgressProxy(proxy.url()));
                var client = stage.client()) {
            assertThat(client.get(LIMITS).text()).isEqualTo("far");
            assertThat(client.get(LIMITS).text()).isEqualTo("far");
            assertThat(proxy.asked()).hasSize(1);
            assertThat(proxy.asked().getFirst().startLine())
                    .isEqualTo("CONNECT acme.test:443 HTTP/1.1");
            assertThat(org.last().head().first("Host")).hasValue("acme.test");
        }
    }

    @Test
    void anEgressProxyThatRefusesIsNamed() throws Exception {
        try (var proxy = EgressProxy.refusing();
                var stage =
                        to(
                                OrgRoute.to("acme", URI.create("https://acme.test"))
                                        .withEgressProxy(proxy.url()));
                var client = stage.client()) {
            var answer = client.get(LIMITS);
            assertThat(answer.status()).isIn(502, 503);
            assertThat(answer.text()).startsWith("[{").containsIgnoringCase("proxy");
        }
    }

    private static void refusedByTls(RawAnswer answer) {
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).startsWith("[{").containsIgnoringCase("certificate");
    }

    private static boolean endsCleanly(RawClient client) {
        try {
            return !client.read("GET").cut();
        } catch (java.io.IOException _) {
            return false;
        }
    }

    private static OrgRoute route(RawOrg org, String host) {
        return OrgRoute.to("acme", URI.create("https://" + host + ":" + org.port()));
    }

    private static Stage to(OrgRoute route) throws Exception {
        return Stage.of(List.of(route), UnaryOperator.identity());
    }
}
