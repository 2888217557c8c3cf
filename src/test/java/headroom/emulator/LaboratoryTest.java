package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/// The controls under `/__emulator/`.
class LaboratoryTest {
    private static final String LIMITS = "/services/data/v66.0/limits";
    private static final String ACCOUNTS = "/services/data/v66.0/sobjects/Account";
    private final EmulatorClock clock =
            EmulatorClock.standingAt(Instant.parse("2026-11-18T05:00:00Z"));
    private Emulator emulator;
    private Client client;

    @BeforeEach
    void start() {
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withClock(clock)
                                .withSessionLife(Duration.ofDays(90)));
        client = Client.loggedIn(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
        client.close();
    }

    private void arm(String fault) {
        var answer = client.post("/__emulator/faults", "[" + fault + "]");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String accounts() {
        return client.query("SELECT COUNT() FROM Account").body();
    }

    @Test
    void listsWhatItOffers() {
        var list = client.get("/__emulator/").body();

        assertThat(list)
                .contains(
                        "\"/__emulator/clock\"", "\"/__emulator/usage\"", "\"what\":\"this list\"");
        assertThat(client.get("/__emulator/nope").statusCode()).isEqualTo(404);
        var wrong = client.delete("/__emulator/clock");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.body()).contains("DELETE is not for clock; it takes GET, POST");
    }

    @Test
    void aPresetBringsTheLimitNear() {
        var set = client.post("/__emulator/usage", "{\"used\":114999}");
        var last = client.get(LIMITS);
        var over = client.get(LIMITS);

        assertThat(set.body()).startsWith("{\"used\":114999,\"max\":115000,\"grace\":0");
        assertThat(last.headers().firstValue("Sforce-Limit-Info"))
                .contains("api-usage=115000/115000");
        assertThat(over.statusCode()).isEqualTo(403);
        clock.step(Duration.ofHours(24));
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
    }

    @Test
    void aPresetSpreadOverHoursAgesOutLittleByLittle() {
        client.post("/__emulator/usage", "{\"used\":100000,\"over\":\"PT10H\",\"month\":5}");
        clock.step(Duration.ofHours(19));

        assertThat(emulator.books().used()).isEqualTo(50_000);
        assertThat(client.get("/__emulator/usage").body())
                .contains(
                        "\"month\":{\"start\":\"2026-11-18T00:00:00Z\","
                                + "\"end\":\"2026-12-18T00:00:00Z\",\"used\":5,");
    }

    @Test
    void errorsStrikeBeforeOrAfterTheWork() {
        arm(
                "{\"kind\":\"error\",\"status\":400,\"code\":\"UNABLE_TO_LOCK_ROW\",\"message\":\"m\"}");
        assertThat(client.post(ACCOUNTS, "{\"Name\":\"A\"}").body())
                .isEqualTo("[{\"message\":\"m\",\"errorCode\":\"UNABLE_TO_LOCK_ROW\"}]");
        assertThat(RefusingTest.soap(client, "getServerTimestamp", "").body())
                .contains("<faultcode>sf:UNABLE_TO_LOCK_ROW</faultcode>");
        arm("{\"kind\":\"status\",\"status\":503,\"when\":\"after\",\"times\":1}");
        assertThat(client.post(ACCOUNTS, "{\"Name\":\"B\"}").statusCode()).isEqualTo(503);
        assertThat(accounts()).contains("\"totalSize\":1");
        arm("{\"kind\":\"reset-before-head\",\"when\":\"before\",\"times\":1}");
        assertThatThrownBy(() -> client.post(ACCOUNTS, "{\"Name\":\"C\"}"))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(accounts()).contains("\"totalSize\":1");
        assertThat(emulator.books().used()).isEqualTo(6);
        assertThat(client.get("/__emulator/faults").body()).contains("\"struck\":1");
    }

    @Test
    void faultsAimAtOneAppUserOrMethod() {
        arm("{\"kind\":\"status\",\"app\":\"other\"}");
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        arm("{\"kind\":\"status\",\"app\":\"app\",\"method\":\"POST\"}");
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        assertThat(client.post(ACCOUNTS, "{}").statusCode()).isEqualTo(503);
        arm("{\"kind\":\"status\",\"user\":\"admin@headroom.example\"}");
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(503);
        arm("{\"kind\":\"status\",\"client\":\"Loader\"}");
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        assertThat(
                        client.send(
                                        client.request(LIMITS)
                                                .header("Sforce-Call-Options", "client=Loader")
                                                .GET())
                                .statusCode())
                .isEqualTo(503);
    }

    @Test
    void latenciesTakeTheTimeTheySay() {
        var set =
                client.post(
                        "/__emulator/latencies",
                        "{\"seed\":7,\"latencies\":[{\"path\":\""
                                + LIMITS
                                + "\",\"profile\":\"uniform\",\"minMillis\":60,\"maxMillis\":90},"
                                + "{\"profile\":\"lognormal\",\"medianMillis\":1,\"p99Millis\":2}]}");
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        var began = System.nanoTime();
        client.get(LIMITS);
        var took = System.nanoTime() - began;

        assertThat(took).isGreaterThan(60_000_000L);
        assertThat(client.get(ACCOUNTS).statusCode()).isEqualTo(200);
        assertThat(client.delete("/__emulator/latencies").body()).isEqualTo("{\"latencies\":[]}");
    }

    @Test
    void theTranscriptShowsRequestsAndNeverSecrets() {
        client.send(
                client.request("/services/data/v66.0/query?q=SELECT+Id+FROM+Account")
                        .header("Sforce-Call-Options", "client=Loader")
                        .GET());
        RefusingTest.soap(
                client, "login", "<username>u@x</username><password>pa&amp;ss</password>");
        var shown = client.get("/__emulator/transcript").body();
        var requests = Client.json(client.get("/__emulator/transcript?path=/services/data"));

        var query = requests.get("requests").get(0);
        assertThat(requests.get("requests").size()).isEqualTo(1);
        assertThat(query.get("user").asString()).isEqualTo("admin@headroom.example");
        assertThat(query.get("charge").asInt()).isEqualTo(1);
        assertThat(query.get("request").get("headers").get("Authorization").asString())
                .isEqualTo("Bearer ***");
        assertThat(query.get("answer").get("body").asString()).contains("\"totalSize\":0");
        var secret = client.token.substring(client.token.indexOf('!') + 1);
        assertThat(shown)
                .doesNotContain(secret, "password=password", "pa&amp;ss")
                .contains("password=***", "client_secret=***", "\\\"access_token\\\":\\\"***\\\"");
    }

    @Test
    void theTranscriptIsARingWithBodiesCut() {
        emulator.close();
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withLab(LabOptions.DEFAULTS.withTranscript(2, 10)));
        client.close();
        client = Client.loggedIn(emulator);
        client.get(LIMITS);
        client.get("/services/data");

        var kept = Client.json(client.get("/__emulator/transcript?since=0"));

        assertThat(kept.get("next").asInt()).isEqualTo(3);
        assertThat(kept.get("requests").size()).isEqualTo(2);
        var limits = kept.get("requests").get(0);
        assertThat(limits.get("number").asInt()).isEqualTo(1);
        assertThat(limits.get("answer").get("body").asString()).hasSize(10);
        assertThat(limits.get("answer").get("cut").asBoolean()).isTrue();
    }

    @Test
    void aResetBringsBackTheStart() {
        client.get(LIMITS);
        arm("{\"kind\":\"status\"}");

        var reset = client.post("/__emulator/reset", "{\"what\":[\"books\",\"faults\"]}");

        assertThat(reset.body()).isEqualTo("{\"reset\":[\"books\",\"faults\"]}");
        assertThat(emulator.books().used()).isZero();
        assertThat(emulator.books().totalCalls()).isZero();
        assertThat(client.get(LIMITS).statusCode()).isEqualTo(200);
        assertThat(client.post("/__emulator/reset", "").statusCode()).isEqualTo(200);
    }

    @Test
    void rowsCanBeKeptAndBroughtBack() {
        client.create("Account", "{\"Name\":\"Kept\"}");
        assertThat(client.post("/__emulator/snapshots", "{\"name\":\"one\"}").body())
                .isEqualTo("{\"snapshots\":[\"one\"]}");
        client.create("Account", "{\"Name\":\"Later\"}");
        client.post("/__emulator/restore", "{\"name\":\"one\"}");
        assertThat(accounts()).contains("\"totalSize\":1");
        client.post("/__emulator/reset", "{\"what\":[\"rows\"]}");

        assertThat(accounts()).contains("\"totalSize\":0");
        assertWrong("restore", "{\"name\":\"two\"}", "no rows are kept under");
        assertWrong("snapshots", "{\"name\":\"\"}", "a name is");
    }

    @Test
    void saysWhatIsWrongWithAControl() {
        assertWrong("clock", "{\"step\":\"tomorrow\"}", "is a duration such as PT24H");
        assertWrong("clock", "{\"set\":\"tomorrow\"}", "is an instant such as");
        assertWrong("clock", "{\"speed\":-1}", "a speed is between");
        assertWrong(
                "clock", "{\"stop\":1}", "the body has no \\\"stop\\\"; it knows set, speed, step");
        assertWrong("clock", "[]", "");
        assertWrong("clock", "{", "");
        assertWrong("usage", "{\"used\":-5}", "a whole number from 0");
        assertWrong("usage", "{}", "needs \\\"used\\\" or \\\"month\\\"");
        assertWrong("faults", "[{\"kind\":\"earthquake\"}]", "not \\\"earthquake\\\"");
        assertWrong("faults", "[{\"kind\":\"status\",\"rate\":2}]", "between 0 and 1");
        assertWrong("faults", "[{\"kind\":\"latency\",\"when\":\"before\"}]", "strikes after");
        assertWrong("faults", "{\"fault\":[]}", "list \\\"faults\\\"");
        assertWrong("latencies", "[{\"profile\":\"fixed\"}]", "needs \\\"millis\\\"");
        assertWrong("reset", "{\"what\":[\"world\"]}", "\\\"world\\\" cannot be reset");
        assertThat(client.get("/__emulator/books?since=-1").statusCode()).isEqualTo(400);
    }

    private void assertWrong(String control, String body, String message) {
        var answer = client.post("/__emulator/" + control, body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":").contains(message);
    }
}
