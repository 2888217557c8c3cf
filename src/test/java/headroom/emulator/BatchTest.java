package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.stream.IntStream;

/// `composite/batch`: independent requests, each committed alone.
@Serves(value = "POST composite/batch", approximate = "No binary parts; JSON only.")
class BatchTest {
    private static final String PATH = "/services/data/v66.0/composite/batch";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static HttpResponse<String> run(String flags, String... requests) {
        return client.post(
                PATH, "{" + flags + "\"batchRequests\":[" + String.join(",", requests) + "]}");
    }

    private static String get(String url) {
        return "{\"method\":\"GET\",\"url\":\"" + url + "\"}";
    }

    @Test
    void runsOneAfterTheOther() {
        var id = client.create("Account", "{\"Name\":\"OldName\",\"BillingPostalCode\":\"94105\"}");

        var answer =
                run(
                        "",
                        "{\"method\":\"PATCH\",\"url\":\"v66.0/sobjects/account/%s\",\"richInput\":{\"Name\":\"NewName\"}}"
                                .formatted(id),
                        get(
                                "/services/data/v66.0/sobjects/account/"
                                        + id
                                        + "?fields=Name,BillingPostalCode"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"hasErrors\":false,\"results\":[{\"statusCode\":204,\"result\":null},{\"statusCode\":200,\"result\":{\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v66.0/sobjects/Account/%1$s\"},\"Name\":\"NewName\",\"BillingPostalCode\":\"94105\",\"Id\":\"%1$s\"}}]}"
                                .formatted(id));
    }

    @Test
    void goesOnAfterAnErrorUnlessToldToHalt() {
        var requests =
                new String[] {
                    get("v66.0/limits"),
                    get("v66.0/sobjects/Account/001Hr0zzzzzzzzz"),
                    get("v66.0/limits")
                };

        var on = Client.json(run("", requests));
        var halted = Client.json(run("\"haltOnError\":true,", requests));

        assertThat(on.get("hasErrors").asBoolean()).isTrue();
        assertThat(on.get("results").get(1).get("statusCode").asInt()).isEqualTo(404);
        assertThat(on.get("results").get(2).get("statusCode").asInt()).isEqualTo(200);
        assertThat(halted.get("hasErrors").asBoolean()).isTrue();
        assertThat(halted.get("results").get(0).get("statusCode").asInt()).isEqualTo(200);
        assertThat(halted.get("results").get(2).get("statusCode").asInt()).isEqualTo(412);
        assertThat(halted.get("results").get(2).get("result").get(0).get("errorCode").asString())
                .isEqualTo("BATCH_PROCESSING_HALTED");
    }

    @Test
    void takesTwentyFive() {
        var requests =
                IntStream.range(0, 26).mapToObj(_ -> get("v66.0/limits")).toArray(String[]::new);

        assertThat(run("", java.util.Arrays.copyOf(requests, 25)).statusCode()).isEqualTo(200);
        assertThat(run("", requests).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesWhatItCannotReadOrServe() {
        assertThat(run("", "{\"method\":\"FETCH\",\"url\":\"v66.0/limits\"}").statusCode())
                .isEqualTo(400);
        assertThat(run("", get("limits")).body()).contains("Invalid url");
        assertThat(client.post(PATH, "{}").body()).contains("JSON_PARSER_ERROR");
        assertThat(
                        run(
                                        "",
                                        "{\"method\":\"POST\",\"url\":\"v66.0/sobjects/X\",\"binaryPartName\":\"b\"}")
                                .statusCode())
                .isEqualTo(501);
        assertThat(
                        Client.json(run("", get("v66.0/composite")))
                                .get("results")
                                .get(0)
                                .get("statusCode")
                                .asInt())
                .isEqualTo(400);
    }

    @Test
    void countsOnceOrEachByTheRule() {
        var each = new ChargeRules(true, false, true, false, false, true, true);
        var before = emulator.books().totalCharge();

        run("", get("v66.0/limits"), get("v66.0/limits"), get("v66.0/limits"));

        assertThat(emulator.books().totalCharge()).isEqualTo(before + 1);
        try (var org = Emulator.start(EmulatorOptions.defaults().withCharges(each));
                var other = Client.loggedIn(org)) {
            var start = org.books().totalCharge();
            other.post(PATH, "{\"batchRequests\":[%1$s,%1$s,%1$s]}".formatted(get("v66.0/limits")));
            assertThat(org.books().totalCharge()).isEqualTo(start + 3);
        }
    }
}
