package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Broken calls and broken contents of every kind get an answer of Salesforce's and never our own
/// fault. A failure prints its seed.
class BulkFuzzTest {
    private static final int CASES = 150;
    private static final String V1 = "/services/async/66.0/job";
    private static final Pattern ID = Pattern.compile("75[01]Hr0\\w{12}");
    private static final List<String> CONTENTS =
            List.of(
                    "Name,Phone\nA,1\n\"B\",\"2\"\n",
                    "Id,Name\n001Hr0000000001AAA,New\n",
                    "<sObjects xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\"><sObject>"
                            + "<Name>A</Name><Parent><sObject><Id>001</Id></sObject></Parent>"
                            + "</sObject></sObjects>",
                    "[{\"Name\":\"A\",\"NumberOfEmployees\":7,\"Parent\":{\"Id\":\"001\"}}]",
                    "SELECT Id, Name FROM Account WHERE Name = 'A' LIMIT 5");
    private static final List<String> JOBS =
            List.of(
                    "{\"object\":\"Account\",\"operation\":\"insert\",\"contentType\":\"CSV\"}",
                    "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}",
                    "<jobInfo xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\"><operation>"
                            + "insert</operation><object>Account</object></jobInfo>",
                    "--B\r\nContent-Disposition: form-data; name=\"job\"\r\n\r\n"
                            + "{\"object\":\"Account\",\"operation\":\"insert\"}\r\n--B\r\n"
                            + "Content-Disposition: form-data; name=\"content\"\r\n\r\nName\nA\n"
                            + "\r\n--B--\r\n");
    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    "application/xml",
                    "text/csv",
                    "multipart/form-data; boundary=B",
                    "");

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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void brokenCallsAreAnswered(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var paths =
                    List.of(
                            BulkClient.JOBS + "ingest",
                            BulkClient.JOBS + "query",
                            BulkClient.JOBS + "ingest/750Hr0000000001AAA",
                            BulkClient.JOBS + "query/750Hr0000000001AAA/results?locator=x",
                            V1,
                            V1 + "/750Hr0000000001AAA",
                            V1 + "/750Hr0000000001AAA/batch/751Hr0000000002AAA/result/752");
            var path = paths.get(random.nextInt(paths.size()));
            var method = List.of("GET", "POST", "PATCH", "PUT", "DELETE").get(random.nextInt(5));
            var body = broken(JOBS.get(random.nextInt(JOBS.size())), random);

            var answer = send(method, path, TYPES.get(random.nextInt(TYPES.size())), body);

            assertThat(answer).as("seed %d, case %d: %s %s", seed, i, method, path).isTrue();
        }
    }

    private static boolean send(String method, String path, String type, byte[] body) {
        var request =
                client.request(path)
                        .header("X-SFDC-Session", client.token)
                        .method(method, BodyPublishers.ofByteArray(body));
        var answer = client.send(type.isEmpty() ? request : request.header("Content-Type", type));
        var status = answer.statusCode();
        return (status < 500 || status == 501)
                && !answer.body().contains("\tat ")
                && !answer.body().contains("UNKNOWN_EXCEPTION")
                && !answer.body().contains("InternalServerError");
    }

    /// A text with some of its bytes changed, doubled or cut away.
    private static byte[] broken(String text, Random random) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        for (var b : bytes) {
            switch (random.nextInt(40)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> out.writeBytes(new byte[] {b, b});
                case 2 -> {}
                case 3 -> out.write("\"<>{},\n&%".charAt(random.nextInt(9)));
                default -> out.write(b);
            }
        }
        var whole = out.toByteArray();
        return random.nextInt(4) == 0
                ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1))
                : whole;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void brokenContentsComeToAnEnd(long seed) {
        var random = new Random(seed);
        var bulk = new BulkClient(client);
        var first = List.of("CSV", "XML", "JSON");
        for (var i = 0; i < CASES / 3; i++) {
            var content = broken(CONTENTS.get(random.nextInt(CONTENTS.size())), random);
            var operation = List.of("insert", "update", "delete").get(random.nextInt(3));
            var job = bulk.create("{\"object\":\"Account\",\"operation\":\"" + operation + "\"}");
            send("PUT", BulkClient.JOBS + "ingest/" + job + "/batches", "text/csv", content);
            bulk.state(job, "UploadComplete");
            assertThat(bulk.finished("ingest/" + job).toString())
                    .as("seed %d, case %d", seed, i)
                    .doesNotContain("InternalServerError");

            var type = first.get(random.nextInt(3));
            var kind = random.nextInt(4) == 0 ? "query" : operation;
            assertThat(batch(kind, type, content))
                    .as("seed %d, case %d: %s %s", seed, i, kind, type)
                    .doesNotContain("InternalServerError")
                    .containsAnyOf("Completed", "Failed<", "Failed\"");
        }
    }

    private static String batch(String operation, String type, byte[] content) {
        var job =
                id(
                        post(
                                V1,
                                "application/json",
                                ("{\"object\":\"Account\",\"operation\":\""
                                                + operation
                                                + "\",\"contentType\":\""
                                                + type
                                                + "\"}")
                                        .getBytes(StandardCharsets.UTF_8)));
        var answer = post(V1 + "/" + job + "/batch", "text/plain", content);
        var found = ID.matcher(answer).results().map(it -> it.group()).toList();
        var batch = found.stream().filter(it -> it.startsWith("751")).findFirst().orElseThrow();
        for (var i = 0; i < 10_000; i++) {
            var info =
                    client.send(
                                    client.request(V1 + "/" + job + "/batch/" + batch)
                                            .header("X-SFDC-Session", client.token)
                                            .GET())
                            .body();
            if (!info.contains("Queued") && !info.contains("InProgress")) {
                return info;
            }
            LockSupport.parkNanos(500_000);
        }
        throw new AssertionError("the batch never ends");
    }

    private static String id(String answer) {
        return ID.matcher(answer).results().findFirst().orElseThrow().group();
    }

    private static String post(String path, String type, byte[] body) {
        return client.send(
                        client.request(path)
                                .header("X-SFDC-Session", client.token)
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofByteArray(body)))
                .body();
    }
}
