package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.http.Latency;
import headroom.salesforce.Edition;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// When the org refuses beside its allocation, and what its figures say.
class RefusingTest {
    private static final String LIMITS = "/services/data/v66.0/limits";
    private static final String ACCOUNTS = "/services/data/v66.0/sobjects/Account";
    private static final String SLOW = "/services/data/v66.0/sobjects/Lead/describe";
    private final EmulatorClock clock =
            EmulatorClock.standingAt(Instant.parse("2026-11-18T05:00:00Z"));
    private Emulator emulator;
    private Client client;

    private void start(EmulatorOptions options) {
        stop();
        emulator = Emulator.start(options.withClock(clock).withSessionLife(Duration.ofDays(90)));
        client = Client.loggedIn(emulator);
    }

    private static EmulatorOptions with(LimitOptions limits) {
        return EmulatorOptions.defaults().withLimits(limits);
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            clock.step(Duration.ofHours(1));
            emulator.close();
            client.close();
        }
    }

    private static String header(HttpResponse<String> answer) {
        return answer.headers().firstValue("Sforce-Limit-Info").orElse("none");
    }

    private static LabOptions slow(Duration time) {
        return LabOptions.DEFAULTS.withLatencies(
                List.of(new Latency(SLOW, new Latency.Fixed(time))));
    }

    private CompletableFuture<HttpResponse<String>> slowCall() {
        return beside(() -> client.get(SLOW));
    }

    private static CompletableFuture<HttpResponse<String>> beside(
            Supplier<HttpResponse<String>> call) {
        return CompletableFuture.supplyAsync(call, Thread::startVirtualThread)
                .orTimeout(20, TimeUnit.SECONDS);
    }

    /// Waits until the org has booked that many calls: they are then at work.
    private void untilBooked(long calls) throws InterruptedException {
        for (var i = 0; emulator.books().totalCalls() < calls && i < 500; i++) {
            Thread.sleep(10);
        }
        assertThat(emulator.books().totalCalls()).isEqualTo(calls);
    }

    @Test
    void aSixthLongRunningCallOfADeveloperOrgIsRefusedUntilOneEnds() throws Exception {
        start(
                EmulatorOptions.defaults()
                        .withEdition(Edition.DEVELOPER)
                        .withLab(slow(Duration.ofSeconds(60))));
        var running = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < 5; i++) {
            running.add(slowCall());
        }
        untilBooked(6);

        var young = client.get(LIMITS);
        clock.step(Duration.ofSeconds(20));
        var refused = client.get(LIMITS);
        var soap = soap(client, "getServerTimestamp", "");
        var bulk =
                client.send(
                        client.request("/services/async/66.0/job")
                                .header("X-SFDC-Session", client.token)
                                .POST(BodyPublishers.ofString("")));
        var versions = client.get("/services/data");
        clock.step(Duration.ofSeconds(40));
        for (var call : running) {
            assertThat(call.get().statusCode()).isEqualTo(200);
        }

        assertThat(young.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .isEqualTo(
                        "[{\"message\":\"ConcurrentPerOrgLongTxn Limit exceeded.\","
                                + "\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
        assertThat(soap.statusCode()).isEqualTo(500);
        assertThat(soap.body())
                .contains(
                        "<faultcode>sf:REQUEST_LIMIT_EXCEEDED</faultcode>",
                        "REQUEST_LIMIT_EXCEEDED: ConcurrentPerOrgLongTxn Limit exceeded.");
        assertThat(bulk.statusCode()).isEqualTo(400);
        assertThat(bulk.body())
                .contains("ExceededQuota", "ConcurrentPerOrgLongTxn Limit exceeded.");
        assertThat(versions.statusCode()).isEqualTo(200);
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
    }

    @Test
    void aProductionOrgTakesTwentyFiveAndTheWordingCanBeChosen() throws Exception {
        start(
                with(LimitOptions.defaults().withLongRunningText(LimitOptions.CONCURRENT_TEXT))
                        .withLab(slow(Duration.ofMinutes(1))));
        for (var i = 0; i < 24; i++) {
            slowCall();
        }
        untilBooked(25);
        clock.step(Duration.ofSeconds(30));
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        slowCall();
        untilBooked(27);
        clock.step(Duration.ofSeconds(20));

        assertThat(client.get(LIMITS).body()).contains("ConcurrentRequests Limit exceeded.");
        clock.step(Duration.ofSeconds(40));
    }

    @Test
    void callsThatLastTooLongAreEndedAndTheirWorkIsTakenBack() throws Exception {
        start(EmulatorOptions.defaults());
        client.post(
                "/__emulator/faults",
                "[{\"kind\":\"latency\",\"millis\":660000,\"path\":\"/services\"}]");
        var query = beside(() -> client.query("SELECT Id FROM Account"));
        var create = beside(() -> client.post(ACCOUNTS, "{\"Name\":\"Slow\"}"));
        var soap =
                beside(() ->
                        soap(client, "query", "<queryString>SELECT Id FROM Account</queryString>"));
        untilBooked(4);
        clock.step(Duration.ofMinutes(2));
        var queried = query.get();
        var soaped = soap.get();
        clock.step(Duration.ofMinutes(8));
        var created = create.get();
        client.post("/__emulator/faults", "[]");

        assertThat(queried.statusCode()).isEqualTo(400);
        assertThat(queried.body()).contains("\"errorCode\":\"QUERY_TIMEOUT\"");
        assertThat(soaped.body()).contains("<faultcode>sf:REQUEST_RUNNING_TOO_LONG</faultcode>");
        assertThat(created.statusCode()).isEqualTo(503);
        assertThat(created.body()).contains("\"errorCode\":\"REQUEST_RUNNING_TOO_LONG\"");
        assertThat(client.query("SELECT COUNT() FROM Account").body()).contains("\"totalSize\":0");
    }

    @Test
    void anOrgWithoutTheApiSaysSoInEveryFamilysForm() {
        start(
                with(LimitOptions.defaults().withApiEnabled(false))
                        .withEdition(Edition.PROFESSIONAL));

        var rest = client.get(LIMITS);
        var soap = soap(client, "getServerTimestamp", "");
        var login =
                soap(
                        client,
                        "login",
                        "<username>admin@headroom.example</username><password>password</password>");
        var bulk =
                client.send(
                        client.request("/services/async/66.0/job")
                                .header("X-SFDC-Session", client.token)
                                .POST(BodyPublishers.ofString("")));

        assertThat(client.token).isNotEmpty();
        assertThat(rest.statusCode()).isEqualTo(403);
        assertThat(rest.body())
                .isEqualTo(
                        "[{\"message\":\"The REST API is not enabled for this Organization.\","
                                + "\"errorCode\":\"API_DISABLED_FOR_ORG\"}]");
        assertThat(soap.body()).contains("<faultcode>sf:API_DISABLED_FOR_ORG</faultcode>");
        assertThat(login.body()).contains("<faultcode>sf:API_DISABLED_FOR_ORG</faultcode>");
        assertThat(bulk.body()).contains("<exceptionCode>FeatureNotEnabled</exceptionCode>");
        assertThat(emulator.books().used()).isZero();
    }

    @Test
    void anAppPastItsQuotaIsRefusedAndOthersAreNot() {
        start(
                with(LimitOptions.defaults().withAppQuotas(Map.of("app", 2L)).withAppsListed(true))
                        .withAllocation(100));

        var first = client.get(LIMITS);
        client.get(LIMITS);
        var refused = client.get(LIMITS);
        client.login("admin@headroom.example", "password", "other");
        var other = client.get(LIMITS);

        assertThat(header(first)).isEqualTo("api-usage=1/100; per-app-api-usage=1/2(appName=app)");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(header(refused))
                .isEqualTo("api-usage=2/100; per-app-api-usage=2/2(appName=app)");
        assertThat(header(other)).isEqualTo("api-usage=3/100");
        assertThat(Client.json(other).get("DailyApiRequests").toString())
                .isEqualTo(
                        "{\"Max\":100,\"Remaining\":97,\"app\":{\"Max\":2,\"Remaining\":0},"
                                + "\"other\":{\"Max\":0,\"Remaining\":0}}");
        clock.step(Duration.ofHours(24));
        client.login("admin@headroom.example", "password", "app");
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
    }

    @Test
    void usageAboveTheAllocationShowsBurstsIfAsked() {
        start(
                with(LimitOptions.defaults().withGrace(5).withBursts(true).withMonth(750, null))
                        .withAllocation(1));

        assertThat(header(client.get(LIMITS))).isEqualTo("api-usage=1/1");
        assertThat(header(client.get(LIMITS))).isEqualTo("api-usage=2/1; api-bursts=1/750");
    }

    @Test
    void limitsMayLagBehindTheHeader() {
        start(with(LimitOptions.defaults().withLag(Duration.ofMinutes(5))).withAllocation(100));

        var first = client.get(LIMITS);
        var second = client.get(LIMITS);
        clock.step(Duration.ofMinutes(5));
        var later = client.get(LIMITS);

        assertThat(remaining(first)).isEqualTo(100);
        assertThat(remaining(second)).isEqualTo(100);
        assertThat(header(second)).isEqualTo("api-usage=2/100");
        assertThat(remaining(later)).isEqualTo(98);
    }

    private static int remaining(HttpResponse<String> limits) {
        return Client.json(limits).get("DailyApiRequests").get("Remaining").asInt();
    }

    @Test
    void callsWithADebuggingHeaderPassPastTheAllocationFromAPoolOfTheirOwn() {
        start(with(LimitOptions.defaults().withDebuggingCalls(2)).withAllocation(1));
        client.get(LIMITS);

        assertThat(soap(client, "getServerTimestamp", "").statusCode()).isEqualTo(500);
        assertThat(debugging().statusCode()).isEqualTo(200);
        assertThat(debugging().statusCode()).isEqualTo(200);
        assertThat(debugging().body()).contains("REQUEST_LIMIT_EXCEEDED");
        assertThat(emulator.books().used()).isEqualTo(1);
    }

    private HttpResponse<String> debugging() {
        return soap(
                client,
                "<DebuggingHeader><debugLevel>Profiling</debugLevel></DebuggingHeader>",
                "getServerTimestamp",
                "");
    }

    static HttpResponse<String> soap(Client client, String operation, String arguments) {
        return soap(client, "", operation, arguments);
    }

    private static HttpResponse<String> soap(
            Client client, String headers, String operation, String arguments) {
        return client.post(
                "/services/Soap/u/66.0",
                "text/xml",
                "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns=\"urn:partner.soap.sforce.com\"><e:Header><SessionHeader>"
                        + "<sessionId>"
                        + client.token
                        + "</sessionId></SessionHeader>"
                        + headers
                        + "</e:Header><e:Body><"
                        + operation
                        + ">"
                        + arguments
                        + "</"
                        + operation
                        + "></e:Body></e:Envelope>");
    }
}
