package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `composite/graph`: each graph all or nothing, within the documented limits.
@Serves(
        value = "POST composite/graph",
        approximate = "Texts of refusals of too large payloads are assumed.")
class GraphTest {
    private static final String ROOT = "/services/data/v66.0";
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

    private static HttpResponse<String> run(String... graphs) {
        return client.post(
                ROOT + "/composite/graph", "{\"graphs\":[" + String.join(",", graphs) + "]}");
    }

    private static String graph(String id, String... requests) {
        return "{\"graphId\":\"%s\",\"compositeRequest\":[%s]}"
                .formatted(id, String.join(",", requests));
    }

    private static String account(String referenceId, String body) {
        return "{\"url\":\"%s/sobjects/Account/\",\"body\":%s,\"method\":\"POST\",\"referenceId\":\"%s\"}"
                .formatted(ROOT, body, referenceId);
    }

    private static int count(String name) {
        return Client.json(client.query("SELECT Id FROM Account WHERE Name = '" + name + "'"))
                .get("totalSize")
                .asInt();
    }

    @Test
    void answersGraphByGraph() {
        var answer = run(graph("1", account("reference_id_account_1", "{\"name\":\"Cloudy\"}")));

        var id =
                Client.json(answer)
                        .get("graphs")
                        .get(0)
                        .get("graphResponse")
                        .get("compositeResponse")
                        .get(0)
                        .get("body")
                        .get("id")
                        .asString();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"graphs\":[{\"graphId\":\"1\",\"graphResponse\":{\"compositeResponse\":[{\"body\":{\"id\":\"%1$s\",\"success\":true,\"errors\":[]},\"httpHeaders\":{\"Location\":\"/services/data/v66.0/sobjects/Account/%1$s\"},\"httpStatusCode\":201,\"referenceId\":\"reference_id_account_1\"}]},\"isSuccessful\":true}]}"
                                .formatted(id));
    }

    @Test
    void aFailureTakesItsOwnGraphBackOnly() {
        var answer =
                run(
                        graph(
                                "bad",
                                account("a", "{\"Name\":\"BadGraph\"}"),
                                account("b", "{\"ParentId\":\"@{a.id}\"}")),
                        graph("good", account("a", "{\"Name\":\"GoodGraph\"}")));

        var graphs = Client.json(answer).get("graphs");
        var bad = graphs.get(0).get("graphResponse").get("compositeResponse");
        assertThat(graphs.get(0).get("isSuccessful").asBoolean()).isFalse();
        assertThat(bad.get(0).get("body").toString())
                .isEqualTo(
                        "[{\"errorCode\":\"PROCESSING_HALTED\",\"message\":\"The transaction was"
                                + " rolled back since another operation in the same transaction"
                                + " failed.\"}]");
        assertThat(bad.get(1).get("body").get(0).get("errorCode").asString())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(graphs.get(1).get("isSuccessful").asBoolean()).isTrue();
        assertThat(count("BadGraph")).isZero();
        assertThat(count("GoodGraph")).isEqualTo(1);
    }

    @Test
    void haltsAfterFourteenFailures() {
        var graphs =
                IntStream.range(0, 20)
                        .mapToObj(i ->
                                graph("g" + i, account("a", i < 16 ? "{}" : "{\"Name\":\"Late\"}")))
                        .toArray(String[]::new);

        var answered = Client.json(run(graphs)).get("graphs");

        assertThat(answered.get(13).toString()).contains("REQUIRED_FIELD_MISSING");
        assertThat(answered.get(14).toString()).contains("PROCESSING_HALTED");
        assertThat(answered.get(19).get("isSuccessful").asBoolean()).isFalse();
        assertThat(count("Late")).isZero();
    }

    @Test
    void takes500NodesIn75Graphs() {
        assertThat(run(nodes("n", 500)).statusCode()).isEqualTo(200);
        assertThat(run(nodes("n", 250), nodes("m", 251)).body())
                .contains("LIMIT_EXCEEDED", "501", "500");
        assertThat(run(several(75)).statusCode()).isEqualTo(200);
        assertThat(run(several(76)).statusCode()).isEqualTo(400);
        assertThat(count("Node")).isEqualTo(575);
    }

    private static String nodes(String id, int count) {
        return graph(
                id,
                IntStream.range(0, count)
                        .mapToObj(i -> account("r" + i, "{\"Name\":\"Node\"}"))
                        .toArray(String[]::new));
    }

    private static String[] several(int count) {
        return IntStream.range(0, count).mapToObj(i -> nodes("g" + i, 1)).toArray(String[]::new);
    }

    @Test
    void limitsDepthAndKinds() {
        assertThat(run(chain(15)).statusCode()).isEqualTo(200);
        assertThat(run(chain(16)).body()).contains("depth", "16");
        assertThat(run(kinds(15)).statusCode()).isEqualTo(200);
        assertThat(run(kinds(16)).body()).contains("different nodes");
    }

    private static String chain(int length) {
        return graph(
                "chain",
                IntStream.range(0, length)
                        .mapToObj(i ->
                                account(
                                        "r" + i,
                                        i == 0
                                                ? "{\"Name\":\"Chain\"}"
                                                : "{\"Name\":\"Chain\",\"ParentId\":\"@{r%d.id}\"}"
                                                        .formatted(i - 1)))
                        .toArray(String[]::new));
    }

    private static String kinds(int count) {
        return graph(
                "kinds",
                IntStream.range(0, count)
                        .mapToObj(i ->
                                "{\"url\":\"/services/data/v%d.0/sobjects/Account\",\"body\":{\"Name\":\"Kind\"},\"method\":\"POST\",\"referenceId\":\"r%d\"}"
                                        .formatted(50 + i, i))
                        .collect(Collectors.joining(",")));
    }

    @Test
    void servesRowsOnly() {
        var query =
                "{\"url\":\"%s/query?q=SELECT+Id+FROM+User\",\"method\":\"GET\",\"referenceId\":\"q\"}"
                        .formatted(ROOT);

        assertThat(run(graph("1", query)).body()).contains("not supported");
        assertThat(run(graph("", account("a", "{}"))).statusCode()).isEqualTo(400);
        assertThat(run(graph("1"), graph("1")).statusCode()).isEqualTo(400);
        assertThat(client.post(ROOT + "/composite/graph", "{\"graphs\":1}").statusCode())
                .isEqualTo(400);
    }
}
