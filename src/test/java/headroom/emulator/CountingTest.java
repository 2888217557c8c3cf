package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.salesforce.Edition;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/// What is counted, shown and refused.
@Serves({
    "GET limits",
    "GET limits/recordCount",
    "GET services/data",
    "GET /",
    "Counting: rolling 24 hours, last call of the allocation, refusal in each family's form",
    "Counting: grace past the allocation, as an option"
})
class CountingTest {
    private static final String LIMITS = "/services/data/v66.0/limits/";
    private final EmulatorClock clock =
            EmulatorClock.standingAt(Instant.parse("2026-11-18T05:00:00Z"));
    private Emulator emulator;
    private Client client;

    @BeforeEach
    void start() {
        start(EmulatorOptions.defaults().withAllocation(5));
    }

    private void start(EmulatorOptions options) {
        stop();
        emulator = Emulator.start(options.withClock(clock).withSessionLife(Duration.ofDays(9)));
        client = Client.loggedIn(emulator);
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            client.close();
            emulator.close();
        }
    }

    private static String header(HttpResponse<String> answer) {
        return answer.headers().firstValue("Sforce-Limit-Info").orElse("none");
    }

    @Test
    void everyAnswerButTheVersionsListCarriesTheLimitHeader() {
        assertThat(header(client.get(LIMITS))).isEqualTo("api-usage=1/5");
        assertThat(header(client.get("/services/data/"))).isEqualTo("none");
        assertThat(header(client.get("/services/data/v66.0/sobjects/Nope/1")))
                .isEqualTo("api-usage=2/5");
        assertThat(header(client.query("nonsense"))).isEqualTo("api-usage=3/5");
        client.token = "";
        assertThat(header(client.get(LIMITS))).isEqualTo("api-usage=3/5");
        assertThat(client.get("/services/data/").statusCode()).isEqualTo(200);
    }

    @Test
    void limitsAndHeaderAgree() {
        var answer = client.get(LIMITS);

        var daily = Client.json(answer).get("DailyApiRequests");
        assertThat(daily.toString()).isEqualTo("{\"Max\":5,\"Remaining\":4}");
        assertThat(Client.json(answer).size()).isGreaterThan(60);
        assertThat(Client.json(answer).get("PermissionSets").get("CreateCustom").has("Max"))
                .isTrue();
        assertThat(emulator.books().used()).isEqualTo(1);
    }

    @Test
    void theLastCallOfTheAllocationSucceedsAndTheNextIsRefused() {
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 7; i++) {
            statuses.add(client.get(LIMITS).statusCode());
        }

        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 403, 403);
        assertThat(emulator.books().used()).isEqualTo(5);
        var refused = client.get(LIMITS);
        assertThat(refused.body())
                .isEqualTo(
                        "[{\"message\":\"TotalRequests Limit exceeded.\","
                                + "\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
        assertThat(header(refused)).isEqualTo("api-usage=5/5");
        clock.step(Duration.ofHours(24).minusSeconds(1));
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(403);
        clock.step(Duration.ofSeconds(1));
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesInEachFamilysForm() {
        for (var i = 0; i < 5; i++) {
            client.get(LIMITS);
        }

        var xml = client.send(client.request(LIMITS).header("Accept", "application/xml").GET());
        var bulk =
                client.send(
                        client.request("/services/async/66.0/job")
                                .header("X-SFDC-Session", client.token)
                                .header("Content-Type", "application/xml")
                                .POST(BodyPublishers.ofString("<jobInfo/>")));
        assertThat(xml.body())
                .contains("<Errors><Error><errorCode>REQUEST_LIMIT_EXCEEDED</errorCode>");
        assertThat(bulk.statusCode()).isEqualTo(400);
        assertThat(bulk.body()).contains("<exceptionCode>ExceededQuota</exceptionCode>");
        assertThat(client.login("admin@headroom.example", "password", "x").has("access_token"))
                .isTrue();
        assertThat(client.get("/services/data").statusCode()).isEqualTo(200);
    }

    @Test
    void paidOrgsMayHaveAGraceAndOthersNever() {
        start(EmulatorOptions.defaults().withAllocation(1).withGraceCalls(1));
        client.get(LIMITS);
        var over = client.get(LIMITS);
        assertThat(over.statusCode()).isEqualTo(200);
        assertThat(header(over)).isEqualTo("api-usage=2/1");
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(403);

        start(
                EmulatorOptions.defaults()
                        .withEdition(Edition.DEVELOPER)
                        .withAllocation(1)
                        .withGraceCalls(1));
        client.get(LIMITS);
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(403);
    }

    /// The official example: 14,500 calls at 05:00 and 499 at 23:00 leave exactly one.
    @Test
    void holdsTheOfficialDeveloperVector() {
        start(
                EmulatorOptions.defaults()
                        .withEdition(Edition.DEVELOPER)
                        .withHistory(history -> {
                            past(history, "2026-11-18T05:00:00Z", 14_500);
                            past(history, "2026-11-18T23:00:00Z", 499);
                        }));
        clock.set(Instant.parse("2026-11-19T04:00:00Z"));

        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(403);
        clock.set(Instant.parse("2026-11-19T05:00:00Z"));
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        assertThat(emulator.books().used()).isEqualTo(501);
    }

    private static void past(History history, String at, int calls) {
        for (var i = 0; i < calls; i++) {
            history.call(PastCall.rest(Instant.parse(at), "u", "a", "GET", "/v66.0/limits", ""));
        }
    }

    @Test
    void booksSayWhoSpentWhatCallByCall() {
        client.send(
                client.request(LIMITS)
                        .header("X-SFDC-REQUEST-ID", "0123456789abcdef0123456789abcdef")
                        .GET());
        client.send(
                client.request("/services/data/v66.0/sobjects/Account/1")
                        .header("Sforce-Call-Options", "client=Loader")
                        .GET());

        var calls = emulator.books().callsSince(1);

        assertThat(calls).hasSize(2);
        assertThat(calls.get(0))
                .isEqualTo(
                        new Charged(
                                "0123456789abcdef0123456789abcdef",
                                Instant.parse("2026-11-18T05:00:00Z"),
                                1,
                                "admin@headroom.example",
                                "app",
                                "/v66.0/limits",
                                200));
        assertThat(calls.get(1).status()).isEqualTo(404);
        assertThat(emulator.books().byClient().get("app")).isEqualTo(new Tally(3, 2));
        assertThat(emulator.books().byUser().get("admin@headroom.example").charge()).isEqualTo(2);
    }

    @Test
    void failedCallsNeedNotCount() {
        start(
                EmulatorOptions.defaults()
                        .withCharges(
                                new ChargeRules(true, false, false, false, false, true, false)));
        client.get("/services/data/v66.0/sobjects/Nope/1");

        assertThat(emulator.books().used()).isZero();
    }

    @Test
    void whatIsNotServedIsChargedAndSaysSo() {
        var actions = client.post("/services/data/v66.0/actions", "{}");
        var bulk =
                client.send(
                        client.request("/services/async/66.0/job/")
                                .header("X-SFDC-SESSION", client.token)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"operation\":\"insert\","
                                                        + "\"object\":\"Account\","
                                                        + "\"contentType\":\"ZIP_CSV\"}")));
        var invalid =
                client.send(
                        client.request("/services/async/66.0/job/")
                                .header("X-SFDC-SESSION", "00D!no")
                                .POST(BodyPublishers.ofString("")));
        var comet = client.post("/cometd/66.0", "[]");

        assertThat(actions.statusCode()).isEqualTo(501);
        assertThat(actions.body())
                .isEqualTo(
                        "[{\"message\":\"POST /services/data/v66.0/actions is not implemented by"
                                + " the Headroom emulator.\",\"errorCode\":\"NOT_IMPLEMENTED\"}]");
        assertThat(bulk.statusCode()).isEqualTo(501);
        assertThat(bulk.body()).contains("\"exceptionCode\":", "not implemented");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.body()).contains("<exceptionCode>InvalidSessionId</exceptionCode>");
        assertThat(comet.statusCode()).isEqualTo(501);
        assertThat(emulator.books().used()).isEqualTo(2);
    }

    @Test
    void tellsWrongMethodsVersionsAndPathsApart() {
        var put = client.send(client.request(LIMITS).PUT(BodyPublishers.ofString("")));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).contains("GET,HEAD");
        assertThat(put.body()).contains("HTTP Method 'PUT' not allowed. Allowed are GET,HEAD");
        assertThat(client.get("/services/data/v30.0/limits").statusCode()).isEqualTo(410);
        assertThat(client.get("/services/data/v99.0/limits").statusCode()).isEqualTo(404);
        assertThat(client.get("/services/data/v66.0/nonsense").body()).contains("NOT_FOUND");
        assertThat(client.get("/nonsense").statusCode()).isEqualTo(404);
    }
}
