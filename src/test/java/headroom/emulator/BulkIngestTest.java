package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.salesforce.RecordId;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Bulk 2.0 ingest jobs: what goes in, what comes back, and what is refused.
@Serves("* jobs/ingest*")
class BulkIngestTest {
    private static final String JOBS = BulkClient.JOBS;
    private static Emulator emulator;
    private static Client client;
    private static BulkClient bulk;

    @BeforeAll
    static void start() {
        var number = Field.text("Number__c", "Number", 20).with(Field.Trait.EXTERNAL_ID);
        var account =
                new ObjectType(
                        "Account",
                        "Account",
                        "Accounts",
                        "001",
                        Set.of(ObjectType.Trait.values()),
                        List.of(number));
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withClock(
                                        EmulatorClock.standingAt(
                                                Instant.parse("2026-03-01T10:00:00Z")))
                                .withObjects(List.of(account)));
        client = Client.loggedIn(emulator);
        bulk = new BulkClient(client);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    @Test
    void aJobIsCreatedAsCapturesShowIt() {
        var answer =
                client.post(JOBS + "ingest", "{\"object\":\"Account\",\"operation\":\"insert\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        var id = Client.json(answer).get("id").asString();
        assertThat(RecordId.find(id)).isPresent();
        var user = Client.json(answer).get("createdById").asString();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\""
                                + id
                                + "\",\"operation\":\"insert\",\"object\":\"Account\",\"createdById\":\""
                                + user
                                + "\",\"createdDate\":\"2026-03-01T10:00:00.000+0000\","
                                + "\"systemModstamp\":\"2026-03-01T10:00:00.000+0000\","
                                + "\"state\":\"Open\",\"concurrencyMode\":\"Parallel\","
                                + "\"contentType\":\"CSV\",\"apiVersion\":66.0,"
                                + "\"contentUrl\":\"services/data/v66.0/jobs/ingest/"
                                + id
                                + "/batches\",\"lineEnding\":\"LF\",\"columnDelimiter\":\"COMMA\"}");
        assertThat(answer.headers().firstValue("Sforce-Limit-Info")).isPresent();
    }

    @Test
    void rowsGoInAndTheirResultsComeBack() {
        var job = bulk.create("{\"object\":\"Account\",\"operation\":\"insert\"}");
        var upload = bulk.upload(job, "Name,Phone\nAcme,\"1,2\"\n\"Big \"\"B\"\"\",\n,3\n");
        assertThat(upload.statusCode()).isEqualTo(201);
        assertThat(upload.body()).isEmpty();
        var closed = Client.json(bulk.state(job, "UploadComplete"));
        assertThat(closed.get("state").asString()).isEqualTo("UploadComplete");

        var done = bulk.finished("ingest/" + job);

        assertThat(done.get("state").asString()).isEqualTo("JobComplete");
        assertThat(done.get("jobType").asString()).isEqualTo("V2Ingest");
        assertThat(done.get("numberRecordsProcessed").asInt()).isEqualTo(3);
        assertThat(done.get("numberRecordsFailed").asInt()).isEqualTo(1);
        assertThat(done.has("contentUrl")).isFalse();
        var lines = bulk.file(done, "successfulResults").lines().toList();
        assertThat(lines.getFirst()).isEqualTo("\"sf__Id\",\"sf__Created\",Name,Phone");
        assertThat(lines.subList(1, 3))
                .anySatisfy(line ->
                        assertThat(line).matches("\"001\\w{15}\",\"true\",\"Acme\",\"1,2\""))
                .anySatisfy(line ->
                        assertThat(line).matches("\"001\\w{15}\",\"true\",\"Big \"\"B\"\"\",\"\""));
        assertThat(bulk.file(done, "failedResults"))
                .isEqualTo(
                        """
                        "sf__Id","sf__Error",Name,Phone
                        "","REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --","","3"
                        """);
        assertThat(bulk.file(done, "unprocessedRecords")).isEqualTo("Name,Phone\n");
        assertThat(bulk.file(done, "UNPROCESSEDRECORDS")).isEqualTo("Name,Phone\n");
    }

    @Test
    void oneMultipartCallCreatesUploadsAndCloses() {
        var body =
                """
                --BOUNDARY
                Content-Type: application/json
                Content-Disposition: form-data; name="job"

                {"object":"Contact","contentType":"CSV","operation":"insert"}
                --BOUNDARY
                Content-Type: text/csv
                Content-Disposition: form-data; name="content"; filename="content"

                FirstName,LastName
                Astro,Nomical
                --BOUNDARY--
                """
                        .replace("\n", "\r\n")
                        .replace("LastName\r\nAstro,Nomical", "LastName\nAstro,Nomical");

        var answer = client.post(JOBS + "ingest", "multipart/form-data; boundary=BOUNDARY", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        var job = Client.json(answer);
        assertThat(job.get("state").asString()).isEqualTo("UploadComplete");
        var done = bulk.finished("ingest/" + job.get("id").asString());
        assertThat(done.get("numberRecordsProcessed").asInt()).isEqualTo(1);
        assertThat(done.get("numberRecordsFailed").asInt()).isZero();
        assertThat(bulk.file(done, "successfulResults")).contains("\"Astro\",\"Nomical\"");
    }

    @ParameterizedTest
    @CsvSource({"BACKQUOTE,`", "CARET,^", "COMMA,','", "PIPE,|", "SEMICOLON,;", "TAB,'\t'"})
    void everyDelimiterAndBothLineEndsWork(String name, String sign) {
        var done =
                bulk.load(
                        "{\"object\":\"Account\",\"operation\":\"insert\",\"lineEnding\":\"CRLF\","
                                + "\"columnDelimiter\":\"%s\"}".formatted(name),
                        "Name%sPhone\r\nA%s1\r\n".formatted(sign, sign));

        assertThat(done.get("numberRecordsFailed").asInt()).isZero();
        assertThat(bulk.file(done, "successfulResults"))
                .startsWith(
                        "\"sf__Id\"%s\"sf__Created\"%sName%sPhone\r\n".formatted(sign, sign, sign))
                .endsWith("%s\"true\"%s\"A\"%s\"1\"\r\n".formatted(sign, sign, sign));
    }

    @Test
    void updatesLeaveEmptyCellsAndClearMarkedOnes() {
        var id = client.create("Account", "{\"Name\":\"Old\",\"Phone\":\"1\",\"Fax\":\"2\"}");

        var done =
                bulk.load(
                        "{\"object\":\"Account\",\"operation\":\"update\"}",
                        "Id,Name,Phone,Fax\n" + id + ",New,,#N/A\n");

        assertThat(done.get("numberRecordsFailed").asInt()).isZero();
        assertThat(bulk.file(done, "successfulResults")).contains("\"" + id + "\",\"false\"");
        var row = Client.json(client.get("/services/data/v66.0/sobjects/Account/" + id));
        assertThat(row.get("Name").asString()).isEqualTo("New");
        assertThat(row.get("Phone").asString()).isEqualTo("1");
        assertThat(row.get("Fax").isNull()).isTrue();
    }

    @Test
    void upsertsByExternalIdAndNamesParentsByTheirs() {
        bulk.load(
                "{\"object\":\"Account\",\"operation\":\"insert\"}",
                "Name,Number__c\nParent,UP-1\n");
        var upsert =
                "{\"object\":\"Account\",\"operation\":\"upsert\","
                        + "\"externalIdFieldName\":\"Number__c\"}";

        var done = bulk.load(upsert, "Number__c,Name\nUP-1,Renamed\nUP-2,New\n,Nobody\n");

        assertThat(done.get("externalIdFieldName").asString()).isEqualTo("Number__c");
        assertThat(bulk.file(done, "successfulResults"))
                .contains("\"false\",\"UP-1\",\"Renamed\"")
                .contains("\"true\",\"UP-2\",\"New\"");
        assertThat(bulk.file(done, "failedResults"))
                .contains("\"MISSING_ARGUMENT:Number__c not specified:Number__c --\"");

        var contacts =
                bulk.load(
                        "{\"object\":\"Contact\",\"operation\":\"insert\"}",
                        "LastName,Account.Number__c\nKid,UP-1\nLost,UP-9\n");
        assertThat(contacts.get("numberRecordsFailed").asInt()).isEqualTo(1);
        var kid = client.query("SELECT Account.Name FROM Contact WHERE LastName = 'Kid'").body();
        assertThat(kid).contains("\"Name\":\"Renamed\"");
    }

    @Test
    void deletesByIdOnly() {
        var id = client.create("Account", "{\"Name\":\"Gone\"}");

        var done =
                bulk.load(
                        "{\"object\":\"Account\",\"operation\":\"delete\"}",
                        "Id\n" + id + "\n001000000000009AAA\n");

        assertThat(bulk.file(done, "successfulResults"))
                .isEqualTo(
                        "\"sf__Id\",\"sf__Created\",Id\n\"" + id + "\",\"false\",\"" + id + "\"\n");
        assertThat(bulk.file(done, "failedResults"))
                .contains("\"\",\"INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--\",");
        var more = bulk.load("{\"object\":\"Account\",\"operation\":\"delete\"}", "Id,Name\nx,y\n");
        assertThat(more.get("errorMessage").asString())
                .isEqualTo("InvalidBatch : The 'delete' batch must contain only ids");
    }

    @Test
    void hardDeletedRowsAreNotInTheRecycleBin() {
        var id = client.create("Account", "{\"Name\":\"Hard\"}");

        var done = bulk.load("{\"object\":\"Account\",\"operation\":\"hardDelete\"}", "Id\n" + id);

        assertThat(done.get("operation").asString()).isEqualTo("hardDelete");
        assertThat(done.get("numberRecordsFailed").asInt()).isZero();
        var all = bulk.query("queryAll", "SELECT Id FROM Account WHERE Name = 'Hard'");
        assertThat(client.get(JOBS + "query/" + all + "/results").body()).isEqualTo("\"Id\"\n");
    }

    @Test
    void aBadValueFailsItsRowAlone() {
        var done =
                bulk.load(
                        "{\"object\":\"Account\",\"operation\":\"insert\"}",
                        "Name,NumberOfEmployees,AnnualRevenue\nA,many,1\nB,7,1.5\nC,,x\n");

        assertThat(done.get("state").asString()).isEqualTo("JobComplete");
        assertThat(done.get("numberRecordsFailed").asInt()).isEqualTo(2);
        assertThat(bulk.file(done, "failedResults"))
                .contains("INVALID_TYPE_ON_FIELD_IN_RECORD:")
                .contains("value not of required type: many:NumberOfEmployees --");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nmae\\nA\\n | InvalidBatch : Field name not found : Nmae",
                "Name,Owner.Nope__c\\nA,1\\n | InvalidBatch : Field name not found : Owner.Nope__c",
                "Name\\r\\nA\\r\\n | ClientInputError : LineEnding is invalid on user data. Current"
                        + " LineEnding setting is LF",
                "Name\\nA\"B\\n"
                    + " | InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with"
                    + " quote should be within a quote",
                "Name\\n\"A\"B\\n | InvalidBatch : Failed to parse CSV. Found unescaped quote. A"
                        + " value with quote should be within a quote",
                "Name\\nA,B\\n | InvalidBatch : Failed to parse CSV. Found a record with 2 fields"
                        + " where the header has 1",
                "Name,name\\nA,B\\n | InvalidBatch : Duplicate field name : name",
                "'' | InvalidBatch : Records not found",
            })
    void whatCannotBeReadFailsTheWholeJob(String csv, String message) {
        var text = csv.replace("\\n", "\n").replace("\\r", "\r");

        var done = bulk.load("{\"object\":\"Account\",\"operation\":\"insert\"}", text);

        assertThat(done.get("state").asString()).isEqualTo("Failed");
        assertThat(done.get("errorMessage").asString()).isEqualTo(message);
        assertThat(done.get("numberRecordsProcessed").asInt()).isZero();
        assertThat(bulk.file(done, "unprocessedrecords")).isEqualTo(text);
        assertThat(bulk.file(done, "successfulResults")).isEqualTo("\"sf__Id\",\"sf__Created\"\n");
    }

    @Test
    void aByteOrderMarkBeforeAQuoteIsAnUnescapedQuote() {
        var done =
                bulk.load(
                        "{\"object\":\"Account\",\"operation\":\"insert\"}", "\uFEFF\"Name\"\nA\n");

        assertThat(done.get("errorMessage").asString()).contains("Found unescaped quote");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"operation\":\"insert\"} | INVALIDJOB | InvalidJob : Must specify object",
                "{\"object\":\"Nope\",\"operation\":\"insert\"} | INVALIDENTITY | Entity 'Nope' is"
                        + " not supported by the Bulk API.",
                "{\"object\":\"Account\"} | INVALIDJOB | InvalidJob : Unsupported operation :",
                "{\"object\":\"Account\",\"operation\":\"upsert\"} | INVALIDJOB | InvalidJob :"
                        + " External ID was blank for Account. An External ID must be specified for"
                        + " upsert.",
                "{\"object\":\"Account\",\"operation\":\"upsert\",\"externalIdFieldName\":\"Fax\"}"
                        + " | INVALIDJOB | InvalidJob : Field name provided, Fax does not match an"
                        + " External ID, Salesforce Id, or indexed field for Account",
                "{\"object\":\"Account\",\"operation\":\"insert\",\"columnDelimiter\":\"DOT\"} |"
                        + " INVALIDJOB | InvalidJob : Unsupported lineEnding or columnDelimiter :",
            })
    void aJobThatMakesNoSenseIsRefused(String json, String code, String message) {
        var answer = client.post(JOBS + "ingest", json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("[{\"errorCode\":\"" + code + "\",\"message\":\"");
        assertThat(Client.json(answer).get(0).get("message").asString()).startsWith(message);
    }

    @Test
    void statesGoForwardOnly() {
        var job = bulk.create("{\"object\":\"Account\",\"operation\":\"insert\"}");
        assertThat(client.get(JOBS + "ingest/" + job + "/successfulResults").statusCode())
                .isEqualTo(400);
        assertThat(client.delete(JOBS + "ingest/" + job).statusCode()).isEqualTo(400);
        assertThat(bulk.upload(job, "Name\nA\n").statusCode()).isEqualTo(201);
        var again = bulk.upload(job, "Name\nB\n");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("Found multiple contents for job: <" + job + ">");

        var aborted = bulk.state(job, "Aborted");

        assertThat(Client.json(aborted).get("state").asString()).isEqualTo("Aborted");
        assertThat(bulk.state(job, "UploadComplete").body())
                .isEqualTo(
                        "[{\"errorCode\":\"INVALIDJOBSTATE\",\"message\":\"InvalidJobState :"
                                + " Closing already aborted Job not allowed\"}]");
        assertThat(client.get(JOBS + "ingest/" + job + "/unprocessedrecords").body())
                .isEqualTo("Name\nA\n");
        assertThat(client.delete(JOBS + "ingest/" + job).statusCode()).isEqualTo(204);
        assertThat(client.get(JOBS + "ingest/" + job).statusCode()).isEqualTo(404);
        assertThat(client.get(JOBS + "ingest/750000000000001AAA").body()).contains("NOT_FOUND");
    }

    @Test
    void resultsComeInAnotherOrderThanTheirRows() {
        var csv =
                "Name\n"
                        + IntStream.range(0, 500)
                                .mapToObj(i -> "Row " + i)
                                .collect(Collectors.joining("\n"));

        var done = bulk.load("{\"object\":\"Account\",\"operation\":\"insert\"}", csv);

        var names =
                bulk.file(done, "successfulResults")
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(line.lastIndexOf(',') + 1))
                        .toList();
        assertThat(names).hasSize(500).doesNotHaveDuplicates();
        assertThat(names.subList(0, 3))
                .isNotEqualTo(List.of("\"Row 0\"", "\"Row 1\"", "\"Row 2\""));
    }

    @Test
    void jobsAreListedAndForgottenAfterSevenDays() {
        try (var other =
                        Emulator.start(
                                EmulatorOptions.defaults()
                                        .withClock(
                                                EmulatorClock.standingAt(
                                                        Instant.parse("2026-03-01T10:00:00Z"))));
                var caller = Client.loggedIn(other)) {
            var jobs = new BulkClient(caller);
            var done = jobs.load("{\"object\":\"Account\",\"operation\":\"insert\"}", "Name\nA\n");
            var list = Client.json(caller.get(JOBS + "ingest?jobType=V2Ingest"));
            assertThat(list.get("done").asBoolean()).isTrue();
            assertThat(list.get("records")).hasSize(1);
            assertThat(list.get("nextRecordsUrl").isNull()).isTrue();
            assertThat(Client.json(caller.get(JOBS + "ingest?jobType=Classic")).get("records"))
                    .isEmpty();

            other.clock().step(Duration.ofDays(7).plusSeconds(1));
            caller.login("admin@headroom.example", "password", "app");

            var path = JOBS + "ingest/" + done.get("id").asString();
            assertThat(caller.get(path).statusCode()).isEqualTo(404);
        }
    }
}
