package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Head;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Headers pass as they were written, but those of one hop.
@Timeout(60)
class HeadersContractTest {
    private static final String LIMITS = "/services/data/v66.0/limits";

    /// What the gateway may write itself on the way to the org.
    private static final Set<String> OWN = Set.of("host", "x-sfdc-request-id", "connection");

    @Test
    void keepsCaseAndOrderOfTheRequestsHeaders() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(
                    "GET %s HTTP/1.1\r\nHost: gateway.test\r\nx-zeta: 1\r\nAUTHORIZATION: Bearer t\r\n"
                                    .formatted(LIMITS)
                            + "aCCept: */*\r\nSforce-Call-Options: client=erp\r\nX-Alpha:\r\n\r\n");
            client.read("GET");
            assertThat(passed(org.only().head()))
                    .containsExactly(
                            "x-zeta: 1",
                            "AUTHORIZATION: Bearer t",
                            "aCCept: */*",
                            "Sforce-Call-Options: client=erp",
                            "X-Alpha: ");
        }
    }

    @Test
    void keepsCaseAndOrderOfTheAnswersHeaders() throws Exception {
        var headers =
                "Date: Sat, 21 Nov 2026 22:00:00 GMT\r\nsforce-limit-info: api-usage=1/5\r\n"
                        + "X-B: 2\r\nx-a: 1\r\nContent-Type: application/json;charset=UTF-8\r\n"
                        + "Sforce-Locator: null\r\n";
        try (var org = RawOrg.start(call -> call.answer("200 OK", headers, "{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            var answer = client.get(LIMITS);
            assertThat(answer.head().raw())
                    .isEqualTo("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 2\r\n\r\n");
        }
    }

    @Test
    void keepsTheReasonPhraseAndAnUnknownStatus() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("420 Enhance Your Calm", "", "{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(client.get(LIMITS).head().startLine())
                    .isEqualTo("HTTP/1.1 420 Enhance Your Calm");
        }
    }

    @Test
    void keepsRepeatedHeadersApartBothWays() throws Exception {
        var cookies = "Set-Cookie: a=1; path=/\r\nX-Other: o\r\nSet-Cookie: b=2\r\n";
        try (var org = RawOrg.start(call -> call.answer("200 OK", cookies, "{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(
                    "GET %s HTTP/1.1\r\nHost: a\r\nX-Many: 1\r\nCookie: c=1\r\nx-many: 2\r\nX-Many: 2\r\n\r\n"
                            .formatted(LIMITS));
            var answer = client.read("GET");
            assertThat(answer.head().all("Set-Cookie")).containsExactly("a=1; path=/", "b=2");
            assertThat(passed(org.only().head()))
                    .containsExactly("X-Many: 1", "Cookie: c=1", "x-many: 2", "X-Many: 2");
        }
    }

    @Test
    void tellsTheOrgItsOwnHost() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.get(LIMITS);
            assertThat(org.only().head().all("Host")).containsExactly("127.0.0.1:" + org.port());
        }
    }

    @Test
    void dropsTheRequestsHeadersOfOneHop() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(
                    "GET %s HTTP/1.1\r\nHost: a\r\nKeep-Alive: timeout=5\r\nX-Stays: 1\r\n"
                                    .formatted(LIMITS)
                            + "Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic eDp5\r\n"
                            + "TE: trailers\r\nUpgrade: h2c\r\nX-Named: 1\r\nx-second: 2\r\n"
                            + "Connection: keep-alive, x-named\r\nConnection: X-Second\r\n\r\n");
            assertThat(client.read("GET").status()).isEqualTo(200);
            assertThat(passed(org.only().head())).containsExactly("X-Stays: 1");
            assertThat(org.only().head().raw().toLowerCase(Locale.ROOT))
                    .doesNotContain("x-named", "x-second", "upgrade");
        }
    }

    @Test
    void dropsTheAnswersHeadersOfOneHop() throws Exception {
        var headers =
                "Keep-Alive: timeout=5\r\nConnection: X-Named, keep-alive\r\nX-Named: 1\r\n"
                        + "X-Stays: 1\r\nProxy-Authenticate: Basic\r\nUpgrade: h2c\r\n"
                        + "Proxy-Connection: keep-alive\r\n";
        try (var org = RawOrg.start(call -> call.answer("200 OK", headers, "{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            var head = client.get(LIMITS).head();
            assertThat(head.names()).containsExactly("X-Stays", "Content-Length");
        }
    }

    @Test
    void neverDropsTheLengthBecauseConnectionNamesIt() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(
                    ("POST /services/data/v66.0/sobjects/Case HTTP/1.1\r\nHost: a\r\n"
                            + "Connection: Content-Length\r\nContent-Length: 2\r\n\r\n{}"));
            var status = client.read("POST").status();
            assertThat(status).isIn(200, 400);
            if (status == 200) {
                assertThat(org.only().body().text()).isEqualTo("{}");
            }
        }
    }

    @Test
    void stampsARequestIdWhereNoneIs() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.get(LIMITS);
            client.get(LIMITS);
            var ids =
                    org.calls().stream()
                            .map(call -> call.head().first("X-SFDC-REQUEST-ID").orElse(""))
                            .toList();
            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
        }
    }

    @Test
    void keepsTheRequestIdThatCame() throws Exception {
        try (var org = RawOrg.start(call -> call.answer("{}"));
                var stage = Stage.before(org);
                var client = stage.client()) {
            client.send(
                    "GET %s HTTP/1.1\r\nHost: a\r\nx-sfdc-request-id: abcdefghij0123456789AB\r\n\r\n"
                            .formatted(LIMITS));
            client.read("GET");
            assertThat(org.only().head().lines())
                    .filteredOn(line -> line.toLowerCase(Locale.ROOT).contains("request-id"))
                    .containsExactly("x-sfdc-request-id: abcdefghij0123456789AB");
        }
    }

    private static List<String> passed(Head head) {
        return head.lines().stream()
                .filter(line -> !OWN.contains(line.split(":")[0].toLowerCase(Locale.ROOT)))
                .toList();
    }
}
