package headroom.emulator;

import static headroom.emulator.AsyncCalls.ID;
import static headroom.emulator.AsyncCalls.NS;
import static headroom.emulator.AsyncCalls.ROOT;
import static headroom.emulator.AsyncCalls.id;
import static headroom.emulator.AsyncCalls.jobXml;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The first Bulk API on the wire: forms, states, limits and refusals.
@Serves("* services/async*")
class AsyncBulkTest {
    private static final Pattern STATE = Pattern.compile("<state>(\\w+)</state>");

    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        var number = Field.text("Number__c", "Number", 20).with(Field.Trait.EXTERNAL_ID);
        var account =
                new ObjectType("Account", "Account", "Accounts", "001", Set.of(), List.of(number));
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withClock(
                                        EmulatorClock.standingAt(
                                                Instant.parse("2026-03-01T10:00:00Z")))
                                .withObjects(List.of(account)));
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return AsyncCalls.post(client, path, type, body);
    }

    private static HttpResponse<String> get(String path) {
        return client.send(
                client.request(ROOT + path).header("X-SFDC-SESSION", client.token).GET());
    }

    private static String open(String operation, String type, String more) {
        var answer = post("", "application/xml", jobXml(operation, "Account", type, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return id(answer);
    }

    /// Adds a batch and gives its path once it is over.
    private static String batch(String job, String type, String body) {
        var answer = post("/" + job + "/batch", type, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var path = "/" + job + "/batch/" + id(answer);
        for (var i = 0; i < 10_000; i++) {
            var state = STATE.matcher(get(path).body());
            if (state.find() && !state.group(1).matches("Queued|InProgress")) {
                return path;
            }
            LockSupport.parkNanos(500_000);
        }
        throw new AssertionError("the batch " + path + " never ends");
    }

    @Test
    void jobsAndBatchesLookAsCaptured() {
        var answer = post("/", "application/xml", jobXml("insert", "Account", "CSV", ""));
        var id = id(answer);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/xml");
        assertThat(answer.body())
                .startsWith(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><jobInfo "
                                + NS
                                + "><id>"
                                + id
                                + "</id><operation>insert</operation><object>Account</object>"
                                + "<createdById>005")
                .contains(
                        "<createdDate>2026-03-01T10:00:00.000Z</createdDate>",
                        "<state>Open</state><concurrencyMode>Parallel</concurrencyMode>"
                                + "<contentType>CSV</contentType><numberBatchesQueued>0<",
                        "<apiVersion>66.0</apiVersion>");
        var batch = batch(id, "text/csv; charset=UTF-8", "Name\nA\n");
        assertThat(get(batch + "/").body())
                .contains("<jobId>" + id + "</jobId><state>Completed</state><createdDate>")
                .contains("<numberRecordsProcessed>1</numberRecordsProcessed>");
        assertThat(get("/" + id + "/batch/").body()).contains("<batchInfoList " + NS);
        assertThat(get(batch + "/request").body()).isEqualTo("Name\nA\n");
        assertThat(get("/" + id).body()).contains("<numberBatchesCompleted>1<");
    }

    @Test
    void aJsonJobMayComeWithANumberForItsMode() {
        var answer =
                post(
                        "",
                        "application/json",
                        "{\"operation\":\"insert\",\"object\":\"Account\",\"concurrencyMode\":1,"
                                + "\"contentType\":\"JSON\"}");

        var job = Client.json(answer);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(job.get("concurrencyMode").asString()).isEqualTo("Serial");
        assertThat(job.get("apiVersion").isNumber()).isTrue();
        assertThat(job.get("createdDate").asString()).isEqualTo("2026-03-01T10:00:00.000+0000");
        var id = job.get("id").asString();
        assertThat(get("/" + id).body()).startsWith("{\"id\":\"" + id);
        // The change of a job is answered in its request's own format.
        var closed =
                post(
                        "/" + id,
                        "application/xml",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n <jobInfo "
                                + NS
                                + ">\n  <state>Closed</state>\n </jobInfo>");
        assertThat(closed.body()).contains("<state>Closed</state>");
        assertThat(get("/" + id + "/batch/751").body())
                .isEqualTo(
                        "{\"exceptionCode\":\"InvalidBatch\","
                                + "\"exceptionMessage\":\"Unable to find batch for id: 751\"}");
    }

    @Test
    void upsertsAndNamesParentsInEveryFormat() {
        var upsert = "<externalIdFieldName>Number__c</externalIdFieldName>";
        var csv = open("upsert", "CSV", upsert);
        var first = batch(csv, "text/csv", "Number__c,Name\nV1-1,Parent\n");
        assertThat(get(first + "/result").body()).contains("\"true\",\"true\",\"\"");
        var xml = open("upsert", "XML", upsert);
        var second =
                batch(
                        xml,
                        "application/xml",
                        "<sObjects %s xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                                        .formatted(NS)
                                + "<sObject><Number__c>V1-1</Number__c><Name>Renamed</Name>"
                                + "<Phone xsi:nil=\"true\"/></sObject></sObjects>");
        assertThat(get(second + "/result").body())
                .contains("<success>true</success><created>false</created>");

        var contacts = post("", "application/xml", jobXml("insert", "Contact", "XML", ""));
        var third =
                batch(
                        id(contacts),
                        "application/xml",
                        "<sObjects "
                                + NS
                                + "><sObject><LastName>Kid</LastName><Account><sObject>"
                                + "<Number__c>V1-1</Number__c></sObject></Account></sObject>"
                                + "</sObjects>");
        assertThat(get(third + "/result").body()).contains("<success>true</success>");
        assertThat(client.query("SELECT Account.Name FROM Contact WHERE LastName='Kid'").body())
                .contains("\"Name\":\"Renamed\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSV | Nmae\\nA\\n | InvalidBatch : Field name not found : Nmae",
                "CSV | Name\\nA\"B\\n"
                    + " | InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with"
                    + " quote should be within a quote",
                "CSV | Name\\n | InvalidBatch : Records not found",
                "XML | <sObjects><sObject><Name>A</sObject> | InvalidBatch : Unable to parse XML:",
                "XML | <!DOCTYPE a [<!ENTITY b"
                        + " \"c\">]><sObjects><sObject><Name>&b;</Name></sObject></sObjects> |"
                        + " InvalidBatch : Unable to parse XML:",
                "JSON | [{\"Name\":\"A\"} | InvalidBatch : Failed to parse JSON:",
                "JSON | {\"Name\":\"A\"} | InvalidBatch : Failed to parse JSON: an array of"
                        + " records",
                "JSON | [{\"Nmae\":\"A\"}] | InvalidBatch : Field name not found : Nmae",
            })
    void aBatchThatCannotBeReadFails(String type, String body, String message) {
        var job = open("insert", type, "");
        var answer = post("/" + job + "/batch", "text/plain", body.replace("\\n", "\n"));
        assertThat(answer.statusCode()).isEqualTo(201);
        var found = Pattern.compile("(751\\w{15})").matcher(answer.body());
        assertThat(found.find()).isTrue();
        var path = "/" + job + "/batch/" + found.group(1);

        var info = get(path).body();
        for (var i = 0; i < 10_000 && !info.matches("(?s).*[>\"]Failed[<\"].*"); i++) {
            LockSupport.parkNanos(500_000);
            info = get(path).body();
        }

        assertThat(info.replace("&quot;", "\"")).contains(message);
        var result = get(path + "/result");
        assertThat(result.statusCode()).isEqualTo(400);
        assertThat(result.body()).contains("InvalidBatch", "Records not processed");
    }

    @Test
    void aDeclarationOfAnotherEncodingDoesNotMatter() {
        var xml = jobXml("insert", "Account", "CSV", "").replace("UTF-8", "utf-16");

        assertThat(post("", "application/xml", "\uFEFF" + xml).statusCode()).isEqualTo(201);
    }

    @Test
    void aBatchHasAtMostTenThousandRows() {
        var rows =
                IntStream.rangeClosed(0, 10_000)
                        .mapToObj(i -> "R" + i)
                        .collect(Collectors.joining("\n"));

        var path = batch(open("insert", "CSV", ""), "text/csv", "Name\n" + rows);

        assertThat(get(path).body())
                .contains("<state>Failed</state>", "Records exceed the batch limit of 10000")
                .contains("<numberRecordsProcessed>0<");
    }

    @Test
    void queriesThatFindNothingOrAreWrong() {
        var job = open("query", "CSV", "");

        var none = batch(job, "text/csv", "SELECT Id FROM Account WHERE Name = 'nobody'");
        var list = get(none + "/result").body();
        assertThat(list).contains("<result-list " + NS + "><result>752");
        var result = list.replaceAll(".*<result>(\\w+)</result>.*", "$1");
        assertThat(get(none + "/result/" + result).body())
                .isEqualTo("Records not found for this query");
        var wrong = batch(job, "text/csv", "SELECT Nope FROM Account");
        assertThat(get(wrong).body())
                .contains("InvalidBatch : Failed to process query: INVALID_FIELD: ");
    }

    @Test
    void aQueryCutByPrimaryKeyBecomesABatchPerStretch() {
        var insert = open("insert", "CSV", "");
        batch(insert, "text/csv", "Name,Fax\nP1,pk\nP2,pk\nP3,pk\n");
        var count = Client.json(client.query("SELECT COUNT() FROM Account")).get("totalSize");
        var answer =
                client.send(
                        client.request(ROOT)
                                .header("X-SFDC-Session", client.token)
                                .header("Sforce-Enable-PKChunking", "chunkSize=2; parent=Account")
                                .header("Content-Type", "application/xml")
                                .POST(
                                        BodyPublishers.ofString(
                                                jobXml("query", "Account", "CSV", ""))));
        var job = id(answer);

        var original = batch(job, "text/csv", "SELECT Name FROM Account WHERE Fax = 'pk'");

        assertThat(get(original).body()).contains("<state>NotProcessed</state>");
        var batches = get("/" + job + "/batch").body();
        var ids = ID.matcher(batches).results().map(it -> it.group(1)).skip(1).toList();
        assertThat(ids.size()).isGreaterThanOrEqualTo((count.asInt() + 1) / 2);
        var names =
                ids.stream()
                        .map(id -> rows("/" + job + "/batch/" + id))
                        .collect(Collectors.joining());
        assertThat(names).contains("\"P1\"", "\"P2\"", "\"P3\"");
        assertThat(get("/" + job + "/batch/" + ids.getFirst() + "/request").body())
                .contains("WHERE Fax = 'pk' AND Id >= '001");
        assertThat(
                        Client.json(client.get(BulkClient.JOBS + "query?isPkChunkingEnabled=true"))
                                .get("records"))
                .hasSize(1);
    }

    private static String rows(String batch) {
        for (var i = 0; i < 10_000; i++) {
            var list = get(batch + "/result");
            if (list.statusCode() == 200) {
                var id = list.body().replaceAll(".*<result>(\\w+)</result>.*", "$1");
                return get(batch + "/result/" + id).body();
            }
            LockSupport.parkNanos(500_000);
        }
        throw new AssertionError("no result of " + batch);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<jobInfo><operation>upsert</operation><object>Contact</object></jobInfo> |"
                        + " InvalidJob | External ID was blank for Contact. An External ID must be"
                        + " specified for upsert.",
                "<jobInfo><operation>insert</operation><object>Nope</object></jobInfo> |"
                        + " InvalidEntity | Entity 'Nope' is not supported by the Bulk API.",
                "<jobInfo><operation>fly</operation></jobInfo> | InvalidJob | Unsupported"
                        + " operation",
                "<jobInfo><operation> | InvalidXml | Unable to parse XML",
                "nonsense | InvalidXml | Unable to parse XML",
            })
    void aJobThatMakesNoSenseIsRefused(String xml, String code, String message) {
        var answer = post("", "application/xml", xml);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<error " + NS + "><exceptionCode>" + code + "</exceptionCode>")
                .contains(
                        "<exceptionMessage>",
                        message.replace("'", "&apos;").split("'", 2)[0].split("&", 2)[0]);
    }

    @Test
    void pathsVersionsAndSessionsThatAreWrong() {
        assertThat(get("/x/y/z/a/b/c").body()).contains("InvalidUrl");
        assertThat(get("/750000000000001AAA").body())
                .contains("InvalidJob", "Unable to find job for id: 750000000000001AAA");
        var old =
                client.send(
                        client.request("/services/async/12.0/job")
                                .header("X-SFDC-Session", client.token)
                                .GET());
        assertThat(old.body()).contains("InvalidVersion");
        var bearerOnly = client.get(ROOT + "/750000000000001AAA");
        assertThat(bearerOnly.statusCode()).isEqualTo(400);
        assertThat(bearerOnly.body()).contains("<exceptionCode>InvalidSessionId</exceptionCode>");
    }
}
