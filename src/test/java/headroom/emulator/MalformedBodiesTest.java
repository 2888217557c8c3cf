package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;

/// Whatever stands in a body, the answer is Salesforce's own: never a 5xx, never a stack trace.
@Serves("Malformed input: answered in the family's own form, nothing logged")
class MalformedBodiesTest {
    private static final long SEED = 20_261_122;
    private static final int CASES = 1_500;
    private static final String ROOT = "/services/data/v66.0";

    private record Seed(String method, String path, String type, String body) {
        Seed(String method, String path, String body) {
            this(method, path, "application/json", body);
        }
    }

    private static final List<Seed> SEEDS =
            List.of(
                    new Seed(
                            "POST",
                            "/sobjects/Account",
                            "application/xml",
                            "<?xml version=\"1.0\"?><Account><Name>A</Name><Phone/></Account>"),
                    new Seed(
                            "POST",
                            "/sobjects/Attachment",
                            "multipart/form-data; boundary=b",
                            "--b\r\nContent-Disposition: form-data; name=\"j\"\r\n\r\n"
                                    + "{\"Name\":\"A\"}\r\n--b\r\nContent-Disposition:"
                                    + " form-data; name=\"Body\"\r\n\r\nx\r\n--b--"),
                    new Seed(
                            "POST",
                            "/sobjects/Account",
                            "{\"Name\":\"A\",\"NumberOfEmployees\":5}"),
                    new Seed(
                            "POST",
                            "/composite/sobjects",
                            "{\"allOrNone\":true,\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":\"A\"}]}"),
                    new Seed(
                            "PATCH",
                            "/composite/sobjects",
                            "{\"records\":[{\"attributes\":{\"type\":\"Account\"},\"id\":\"001Hr0000000001\",\"Name\":\"A\"}]}"),
                    new Seed(
                            "PATCH",
                            "/composite/sobjects/Account/Id",
                            "{\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Id\":\"001Hr0000000001\"}]}"),
                    new Seed(
                            "POST",
                            "/composite/sobjects/Account",
                            "{\"ids\":[\"001Hr0000000001\"],\"fields\":[\"Id\",\"Name\"]}"),
                    new Seed(
                            "POST",
                            "/composite",
                            "{\"allOrNone\":true,\"compositeRequest\":[{\"method\":\"POST\",\"url\":\"/services/data/v66.0/sobjects/Account\",\"referenceId\":\"a\",\"body\":{\"Name\":\"A\"}},{\"method\":\"GET\",\"url\":\"/services/data/v66.0/sobjects/Account/@{a.id}\",\"referenceId\":\"b\",\"httpHeaders\":{\"X-A\":\"@{a.errors[0].x}\"}}]}"),
                    new Seed(
                            "POST",
                            "/composite/batch",
                            "{\"haltOnError\":true,\"batchRequests\":[{\"method\":\"PATCH\",\"url\":\"v66.0/sobjects/Account/001Hr0000000001\",\"richInput\":{\"Name\":\"A\"}}]}"),
                    new Seed(
                            "POST",
                            "/composite/tree/Account",
                            "{\"records\":[{\"attributes\":{\"type\":\"Account\",\"referenceId\":\"r1\"},\"Name\":\"A\",\"Contacts\":{\"records\":[{\"attributes\":{\"type\":\"Contact\",\"referenceId\":\"r2\"},\"LastName\":\"B\"}]}}]}"),
                    new Seed(
                            "POST",
                            "/composite/graph",
                            "{\"graphs\":[{\"graphId\":\"1\",\"compositeRequest\":[{\"method\":\"POST\",\"url\":\"/services/data/v66.0/sobjects/Account\",\"referenceId\":\"a\",\"body\":{\"Name\":\"A\"}}]}]}"),
                    new Seed(
                            "POST",
                            "/graphql",
                            "{\"query\":\"query q($n: Int) { uiapi { query { Account(first: $n,"
                                + " where: {Name: {like: \\\"A%\\\"}}) { edges { node { Id Name {"
                                + " value } } } } } } }\",\"variables\":{\"n\":3}}"));

    private static final String[] WEDGES = {
        "null",
        "true",
        "1e999",
        "-1",
        "\"\"",
        "[]",
        "{}",
        "[[]]",
        "{\"records\":[]}",
        ",",
        "}",
        "]",
        "\"",
        "\\u0000",
        "@{a.id}",
        "@{",
        "@{.[}",
        "\ud83d\ude00",
        "0x",
        "\"Name\":",
        "\u0001"
    };

    @Test
    void getSalesforcesOwnError() {
        try (var emulator = Emulator.start(EmulatorOptions.defaults());
                var client = Client.loggedIn(emulator)) {
            var random = new Random(SEED);
            for (var i = 0; i < CASES; i++) {
                var seed = SEEDS.get(i % SEEDS.size());
                var body = mutated(seed.body(), random);
                var answer =
                        client.send(
                                client.request(ROOT + seed.path())
                                        .header("Content-Type", seed.type())
                                        .method(seed.method(), BodyPublishers.ofString(body)));
                check(answer, "seed " + SEED + " case " + i + ": " + seed.path() + " " + body);
            }
        }
    }

    private static void check(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        assertThat(answer.body()).as(what).doesNotContain("UNKNOWN_EXCEPTION", "java.", "\tat ");
        if (answer.statusCode() >= 400 && !answer.body().startsWith("{\"hasErrors\":true")) {
            var error = Client.json(answer).get(0);
            assertThat(error.get("errorCode").asString()).as(what).isNotEmpty();
            assertThat(error.get("message").asString()).as(what).isNotEmpty();
        }
    }

    private static String mutated(String body, Random random) {
        var text = new StringBuilder(body);
        for (var times = 1 + random.nextInt(3); times > 0 && text.length() > 1; times--) {
            var at = random.nextInt(text.length());
            var to = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, WEDGES[random.nextInt(WEDGES.length)]);
                case 2 -> text.insert(at, text.substring(at, to));
                case 3 -> value(text, at, WEDGES[random.nextInt(WEDGES.length)]);
                default -> text.setLength(at + 1);
            }
        }
        return text.toString();
    }

    /// Puts something else where the next value stands.
    private static void value(StringBuilder text, int from, String wedge) {
        var colon = text.indexOf(":", from);
        var end = colon < 0 ? -1 : text.indexOf(",", colon);
        if (end > 0) {
            text.replace(colon + 1, end, wedge);
        }
    }
}
