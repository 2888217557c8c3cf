package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawAnswer;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/// Several orgs in one gateway: by host or path prefix, never mixed, and nowhere else.
@Timeout(60)
class RoutingContractTest {
    private static final String LIMITS = "/services/data/v66.0/limits";
    private static final String OUR_ORG = "00D000000000001";
    private static final String OTHER_ORG = "00D000000000002";

    @Test
    void theHostNamesTheOrg() throws Exception {
        try (var one = RawOrg.start(call -> call.answer("one"));
                var two = RawOrg.start(call -> call.answer("two"));
                var stage = byHost(one, two);
                var client = stage.client()) {
            for (var i = 0; i < 3; i++) {
                assertThat(ask(client, "one.test", LIMITS).text()).isEqualTo("one");
                assertThat(ask(client, "TWO.test:8443", LIMITS).text()).isEqualTo("two");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"three.test", "one.test.evil", "127.0.0.1", "localhost", ""})
    void anUnknownHostIsNotFoundInTheApisForm(String host) throws Exception {
        try (var one = RawOrg.start(call -> call.answer("one"));
                var two = RawOrg.start(call -> call.answer("two"));
                var stage = byHost(one, two);
                var client = stage.client()) {
            var answer = ask(client, host, LIMITS);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).startsWith("[{").contains("\"errorCode\"");
            assertThat(one.connections() + two.connections()).isZero();
        }
    }

    @Test
    void thePathPrefixNamesTheOrgAndIsTakenOff() throws Exception {
        try (var one = RawOrg.start(call -> call.answer("one"));
                var two = RawOrg.start(call -> call.answer("two"));
                var stage =
                        Stage.of(
                                List.of(
                                        OrgRoute.to("one", one.url()).withPathPrefix("/one"),
                                        OrgRoute.to("two", two.url()).withPathPrefix("/two")),
                                UnaryOperator.identity());
                var client = stage.client()) {
            assertThat(client.get("/one" + LIMITS + "?a=%2F").text()).isEqualTo("one");
            assertThat(client.get("/two//services/data/").text()).isEqualTo("two");
            assertThat(one.only().head().target()).isEqualTo(LIMITS + "?a=%2F");
            assertThat(two.only().head().target()).isEqualTo("//services/data/");
            assertThat(client.get("/two").status()).isIn(200, 404);
            for (var wrong : List.of(LIMITS, "/onetwo" + LIMITS, "/ONE" + LIMITS, "/")) {
                try (var other = stage.client()) {
                    assertThat(other.get(wrong).status()).as(wrong).isEqualTo(404);
                }
            }
            assertThat(one.calls()).hasSize(1);
        }
    }

    @Test
    void twoOrgsAtOnceAreNeverMixed() throws Exception {
        var wrong = new ConcurrentLinkedQueue<String>();
        try (var one = RawOrg.start(call -> call.answer("one" + call.head().target()));
                var two = RawOrg.start(call -> call.answer("two" + call.head().target()));
                var stage = byHost(one, two)) {
            var done = new CountDownLatch(20);
            for (var i = 0; i < 20; i++) {
                var number = i;
                Thread.ofVirtual().start(() -> alternate(stage, number, wrong, done));
            }
            done.await();
            assertThat(wrong).isEmpty();
            assertThat(one.calls()).hasSize(20 * 25);
            assertThat(two.calls()).hasSize(20 * 25);
        }
    }

    private static void alternate(
            Stage stage, int number, ConcurrentLinkedQueue<String> wrong, CountDownLatch done) {
        try (var client = stage.client()) {
            for (var i = 0; i < 50; i++) {
                var name = i % 2 == 0 ? "one" : "two";
                var target = "/services/apexrest/" + number + "/" + i;
                var text = ask(client, name + ".test", target).text();
                if (!text.equals(name + target)) {
                    wrong.add(name + target + " was answered " + text);
                }
            }
        } catch (Exception e) {
            wrong.add(e.toString());
        } finally {
            done.countDown();
        }
    }

    @Test
    void aTokenOfAnotherOrgIsRefusedAndNotForwarded() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("let in"));
                var stage = withOrgId(org);
                var stranger = stage.client();
                var client = stage.client()) {
            var refused = withToken(stranger, "Authorization: Bearer " + OTHER_ORG + "!AQ.x_1");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).contains("INVALID_SESSION_ID").doesNotContain("AQ.x_1");
            assertThat(org.connections()).isZero();

            var ours = withToken(client, "Authorization: Bearer " + OUR_ORG + "!AQ.x_1");
            assertThat(ours.text()).isEqualTo("let in");
            assertThat(withToken(client, "Authorization: OAuth " + OUR_ORG + "!AQ.x_1").text())
                    .isEqualTo("let in");
        }
    }

    @Test
    void aBulkSessionOfAnotherOrgIsRefusedInBulksForm() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("let in"));
                var stage = withOrgId(org);
                var client = stage.client()) {
            client.send("GET /services/async/66.0/job/750 HTTP/1.1\r\nHost: a\r\n");
            client.send("X-SFDC-Session: " + OTHER_ORG + "!AQ.x_1\r\n\r\n");
            var refused = client.read("GET");
            assertThat(refused.status()).isIn(400, 401);
            assertThat(refused.text()).contains("<exceptionCode>InvalidSessionId</exceptionCode>");
            assertThat(org.connections()).isZero();
        }
    }

    @Test
    void aSoapSessionOfAnotherOrgIsRefusedInSoapsForm() throws Exception {
        var envelope =
                ("<e:Envelope"
                     + " xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header><SessionHeader"
                     + " xmlns=\"urn:partner.soap.sforce.com\"><sessionId>%s!AQ.x_1"
                     + "</sessionId></SessionHeader></e:Header><e:Body><getUserInfo"
                     + " xmlns=\"urn:partner.soap.sforce.com\"/></e:Body></e:Envelope>");
        try (var org = RawOrg.start(call -> call.answer("let in"));
                var stage = withOrgId(org);
                var stranger = stage.client();
                var client = stage.client()) {
            var refused = soap(stranger, envelope.formatted(OTHER_ORG));
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.text()).contains("INVALID_SESSION_ID").doesNotContain("AQ.x_1");
            assertThat(org.connections()).isZero();
            assertThat(soap(client, envelope.formatted(OUR_ORG)).text()).isEqualTo("let in");
        }
    }

    @Test
    void aDeclaredIntegrationsPrefixIsTakenOff() throws Exception {
        var erp =
                new DeclaredIntegration(
                        "erp",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("/for-erp"),
                        java.util.Map.of(),
                        List.of(),
                        List.of());
        try (var org = RawOrg.start(call -> call.answer("ok"));
                var stage = Stage.before(org, options -> options.withIntegrations(List.of(erp)));
                var client = stage.client()) {
            assertThat(client.get("/for-erp" + LIMITS).text()).isEqualTo("ok");
            assertThat(org.only().head().target()).isEqualTo(LIMITS);
        }
    }

    private static RawAnswer soap(RawClient client, String envelope) throws Exception {
        client.send("POST /services/Soap/u/66.0 HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\n");
        client.send("Content-Length: " + envelope.length() + "\r\n\r\n" + envelope);
        return client.read("POST");
    }

    private static RawAnswer withToken(RawClient client, String header) throws Exception {
        client.send("GET " + LIMITS + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n");
        return client.read("GET");
    }

    private static RawAnswer ask(RawClient client, String host, String target) throws Exception {
        client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        return client.read("GET");
    }

    private static Stage withOrgId(RawOrg org) throws Exception {
        return Stage.of(
                List.of(OrgRoute.to("acme", org.url()).withOrgId(OUR_ORG)),
                UnaryOperator.identity());
    }

    private static Stage byHost(RawOrg one, RawOrg two) throws Exception {
        return Stage.of(
                List.of(
                        OrgRoute.to("one", one.url()).withHosts(List.of("one.test")),
                        OrgRoute.to("two", two.url()).withHosts(List.of("two.test"))),
                UnaryOperator.identity());
    }
}
