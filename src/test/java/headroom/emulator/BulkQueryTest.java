package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/// Bulk 2.0 query jobs: pages, locators, refusals.
@Serves("* jobs/query*")
class BulkQueryTest {
    private static final String JOBS = BulkClient.JOBS + "query/";
    private static Emulator emulator;
    private static Client client;
    private static BulkClient bulk;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Client.loggedIn(emulator);
        bulk = new BulkClient(client);
        bulk.load(
                "{\"object\":\"Account\",\"operation\":\"insert\"}",
                "Name,Phone\nA,1\nB,\"2\"\"\n2\"\nC,\nD,4\nE,5\n");
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("(none)");
    }

    @Test
    void aJobIsCreatedAsCapturesShowIt() {
        var answer =
                client.post(
                        BulkClient.JOBS + "query",
                        "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        var job = Client.json(answer);
        assertThat(job.propertyNames())
                .containsExactly(
                        "id",
                        "operation",
                        "object",
                        "createdById",
                        "createdDate",
                        "systemModstamp",
                        "state",
                        "concurrencyMode",
                        "contentType",
                        "apiVersion",
                        "lineEnding",
                        "columnDelimiter");
        assertThat(job.get("state").asString()).isEqualTo("UploadComplete");
        var done = bulk.finished("query/" + job.get("id").asString());
        assertThat(done.get("jobType").asString()).isEqualTo("V2Query");
        assertThat(done.get("numberRecordsProcessed").isNumber()).isTrue();
        assertThat(done.get("retries").asInt()).isZero();
    }

    @Test
    void theResultIsOneCsvInQuotes() {
        var id = bulk.query("query", "SELECT Name, Phone FROM Account ORDER BY Name LIMIT 3");

        var answer = client.get(JOBS + id + "/results");

        assertThat(answer.body())
                .isEqualTo("\"Name\",\"Phone\"\n\"A\",\"1\"\n\"B\",\"2\"\"\n2\"\n\"C\",\"\"\n");
        assertThat(header(answer, "Sforce-Locator")).isEqualTo("null");
        assertThat(header(answer, "Sforce-NumberOfRecords")).isEqualTo("3");
        assertThat(header(answer, "Content-Type")).startsWith("text/csv");
        assertThat(header(answer, "Sforce-Limit-Info")).startsWith("api-usage=");
    }

    @Test
    void pagesFollowTheLocator() {
        var id = bulk.query("query", "SELECT Name FROM Account ORDER BY Name LIMIT 5");

        var first = client.get(JOBS + id + "/results?maxRecords=2");
        assertThat(first.body()).isEqualTo("\"Name\"\n\"A\"\n\"B\"\n");
        var locator = header(first, "Sforce-Locator");
        assertThat(locator).isEqualTo("Mg");
        var second = client.get(JOBS + id + "/results?maxRecords=2&locator=" + locator);
        assertThat(second.body()).isEqualTo("\"Name\"\n\"C\"\n\"D\"\n");
        var third =
                client.get(
                        JOBS
                                + id
                                + "/results?maxRecords=2&locator="
                                + header(second, "Sforce-Locator"));
        assertThat(third.body()).isEqualTo("\"Name\"\n\"E\"\n");
        assertThat(header(third, "Sforce-Locator")).isEqualTo("null");
        assertThat(header(third, "Sforce-NumberOfRecords")).isEqualTo("1");
        assertThat(client.get(JOBS + id + "/results?locator=nonsense").body())
                .contains("INVALID_QUERY_LOCATOR");
        assertThat(client.get(JOBS + id + "/results?maxRecords=0").statusCode()).isEqualTo(400);
    }

    @Test
    void resultPagesGiveFiveAddressesAtOnce() {
        var id = bulk.query("query", "SELECT Name FROM Account ORDER BY Name LIMIT 5");

        var pages = Client.json(client.get(JOBS + id + "/resultPages?maxRecords=1"));

        assertThat(pages.get("resultPages")).hasSize(5);
        assertThat(pages.get("resultPages").get(0).get("resultUrl").asString())
                .isEqualTo("/services/data/v66.0/jobs/query/" + id + "/results?locator=MA");
        assertThat(pages.get("done").asBoolean()).isTrue();
    }

    @Test
    void anEmptyResultHasItsHeaderOnly() {
        var id = bulk.query("query", "SELECT Id, Name FROM Account WHERE Name = 'nobody'");

        var answer = client.get(JOBS + id + "/results");

        assertThat(answer.body()).isEqualTo("\"Id\",\"Name\"\n");
        assertThat(header(answer, "Sforce-NumberOfRecords")).isEqualTo("0");
        assertThat(header(answer, "Sforce-Locator")).isEqualTo("null");
    }

    @Test
    void queryAllSeesDeletedRows() {
        var gone = client.create("Contact", "{\"LastName\":\"Gone\"}");
        client.delete("/services/data/v66.0/sobjects/Contact/" + gone);

        var all = bulk.query("queryAll", "SELECT LastName FROM Contact WHERE LastName = 'Gone'");
        var live = bulk.query("query", "SELECT LastName FROM Contact WHERE LastName = 'Gone'");

        assertThat(client.get(JOBS + all + "/results").body())
                .isEqualTo("\"LastName\"\n\"Gone\"\n");
        assertThat(client.get(JOBS + live + "/results").body()).isEqualTo("\"LastName\"\n");
    }

    @Test
    void anotherVersionMayNotReadTheResults() {
        var id = bulk.query("query", "SELECT Id FROM Account");

        var answer = client.get("/services/data/v65.0/jobs/query/" + id + "/results");

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT Id FROM Nope | INVALID_TYPE",
                "SELECT Nope FROM Account | INVALID_FIELD",
                "SELEC Id FROM Account | MALFORMED_QUERY",
                "SELECT COUNT() FROM Account | API_ERROR",
                "SELECT Id FROM Account LIMIT 1 OFFSET 1 | API_ERROR",
                "'' | INVALIDJOB",
            })
    void aQueryThatCannotRunIsRefusedAtOnce(String soql, String code) {
        var answer =
                client.post(
                        BulkClient.JOBS + "query",
                        "{\"operation\":\"query\",\"query\":\"" + soql + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("[{\"errorCode\":\"" + code + "\"");
    }

    @Test
    void aDoneJobCannotBeAbortedButDeleted() {
        var id = bulk.query("query", "SELECT Id FROM Account");

        assertThat(client.patch(JOBS + id, "{\"state\":\"Aborted\"}").body())
                .contains("INVALIDJOBSTATE", "Aborting already completed Job not allowed");
        assertThat(client.delete(JOBS + id).statusCode()).isEqualTo(204);
        assertThat(client.get(JOBS + id).statusCode()).isEqualTo(404);
        assertThat(Client.json(client.get(BulkClient.JOBS + "query")).get("records")).isNotNull();
    }

    @Test
    void theDaysQueryJobsAreCountedAndRollOn() {
        var clock = EmulatorClock.standingAt(Instant.parse("2026-03-01T10:00:00Z"));
        var options =
                EmulatorOptions.defaults()
                        .withClock(clock)
                        .withBulk(BulkOptions.DEFAULTS.withDaily(1, 1));
        try (var small = Emulator.start(options);
                var caller = Client.loggedIn(small)) {
            var jobs = new BulkClient(caller);
            jobs.query("query", "SELECT Id FROM Account");
            var body = "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}";

            var refused = caller.post(BulkClient.JOBS + "query", body);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .isEqualTo(
                            "[{\"errorCode\":\"LIMIT_EXCEEDED\",\"message\":\"Max bulk v2 query"
                                    + " jobs (1) per 24 hrs has been reached (1)\"}]");

            jobs.load("{\"object\":\"Account\",\"operation\":\"insert\"}", "Name\nA\n");
            var spent =
                    caller.post(
                            BulkClient.JOBS + "ingest",
                            "{\"object\":\"Account\",\"operation\":\"insert\"}");
            assertThat(spent.body())
                    .isEqualTo(
                            "[{\"errorCode\":\"EXCEEDEDQUOTA\",\"message\":"
                                    + "\"ApiBatchItems Limit exceeded.\"}]");

            clock.step(Duration.ofHours(24));
            caller.login("admin@headroom.example", "password", "app");
            jobs.query("query", "SELECT Id FROM Account");
        }
    }
}
