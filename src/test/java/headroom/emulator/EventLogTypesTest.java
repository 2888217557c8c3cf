package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Event logs of every type, by day and by hour, from the traffic itself.
class EventLogTypesTest {
    private static final String COMMON =
            "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,RUN_TIME,CPU_TIME,URI,"
                    + "SESSION_KEY,LOGIN_KEY,";
    private static final String MORE = "USER_TYPE,REQUEST_STATUS,DB_TOTAL_TIME,";
    private static final String TAIL =
            ",TIMESTAMP_DERIVED,USER_ID_DERIVED,CLIENT_IP,URI_ID_DERIVED";
    private final EmulatorClock clock =
            EmulatorClock.standingAt(Instant.parse("2026-11-18T12:10:00Z"));
    private Emulator emulator;
    private Client client;

    private void start(EventLogOptions logs) {
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withClock(clock)
                                .withSessionLife(Duration.ofDays(90))
                                .withEventLogs(logs));
        client = Client.loggedIn(emulator);
    }

    @AfterEach
    void stop() {
        client.close();
        emulator.close();
    }

    private List<JsonNode> rows(String where) {
        var answer =
                Client.json(
                        client.query(
                                "SELECT Id, EventType, Interval, Sequence, LogDate, CreatedDate,"
                                        + " LogFile, LogFileLength, LogFileFieldNames,"
                                        + " LogFileFieldTypes FROM EventLogFile WHERE "
                                        + where
                                        + " ORDER BY CreatedDate"));
        var rows = new ArrayList<JsonNode>();
        answer.get("records").forEach(rows::add);
        return rows;
    }

    /// The only such file's lines, its header checked against its row.
    private List<String> lines(String type, String interval) {
        var rows = rows("EventType='" + type + "' AND Interval='" + interval + "'");
        assertThat(rows).as(type).hasSize(1);
        var row = rows.getFirst();
        var file = client.get(row.get("LogFile").asString()).body();
        var lines = file.lines().toList();
        assertThat(lines.getFirst().replace("\"", ""))
                .isEqualTo(row.get("LogFileFieldNames").asString());
        assertThat(row.get("LogFileFieldTypes").asString().split(","))
                .hasSameSizeAs(lines.getFirst().split(","));
        assertThat(file.length()).isEqualTo(row.get("LogFileLength").asInt());
        return lines;
    }

    private String names(String type) {
        return lines(type, "Daily").getFirst().replace("\"", "");
    }

    private void aDayOfEverything() {
        client.post("/services/data/v66.0/sobjects/Account", "{\"Name\":\"A\"}");
        client.query("SELECT Id FROM Account");
        client.get("/services/data/v66.0/sobjects/Account/001000000000000AAA");
        RefusingTest.soap(
                client, "query", "<queryString>SELECT Id, Name FROM Account</queryString>");
        client.post(
                "/services/data/v66.0/composite",
                "{\"allOrNone\":true,\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"a\","
                    + "\"url\":\"/services/data/v66.0/sobjects/Account\"}]}");
        client.send(
                client.request("/services/async/66.0/job/750000000000001")
                        .header("X-SFDC-Session", client.token)
                        .GET());
        client.post(
                "/services/data/v66.0/jobs/query",
                "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}");
        clock.set(Instant.parse("2026-11-19T03:00:00Z"));
    }

    @Test
    void everyTypeHasItsColumns() {
        start(EventLogOptions.DEFAULTS);
        aDayOfEverything();

        assertThat(names("API"))
                .isEqualTo(
                        COMMON
                                + MORE
                                + "API_TYPE,API_VERSION,CLIENT_NAME,METHOD_NAME,ENTITY_NAME,"
                                + "ROWS_PROCESSED,REQUEST_SIZE,RESPONSE_SIZE,DB_BLOCKS,DB_CPU_TIME,"
                                + "EXCEPTION_MESSAGE,QUERY"
                                + TAIL);
        assertThat(names("RestApi"))
                .isEqualTo(
                        COMMON
                                + MORE
                                + "METHOD,MEDIA_TYPE,STATUS_CODE,USER_AGENT,ROWS_PROCESSED,"
                                + "NUMBER_FIELDS,DB_BLOCKS,DB_CPU_TIME,REQUEST_SIZE,RESPONSE_SIZE,"
                                + "ENTITY_NAME,CONNECTED_APP_ID,CLIENT_NAME,EXCEPTION_MESSAGE,QUERY,"
                                + "BOT_ID,BOT_SESSION_ID,PLANNER_ID"
                                + TAIL);
        assertThat(names("BulkApiRequest"))
                .isEqualTo(
                        COMMON
                                + "REQUEST_PATH,API_VERSION,JOB_ID,BATCH_ID,OPERATION_TYPE,SUCCESS,"
                                + "ERROR_MESSAGE,CONNECTED_APP_ID,CLIENT_NAME,CONCURRENCY_MODE,"
                                + "STATUS_CODE"
                                + TAIL);
        assertThat(names("BulkApi2"))
                .isEqualTo(
                        COMMON
                                + "JOB_ID,OPERATION_TYPE,ENTITY_TYPE,JOB_STATUS,RECORDS_PROCESSED,"
                                + "RECORDS_FAILED,RESULT_SIZE_MB,ERROR_MESSAGE"
                                + TAIL);
        assertThat(names("CompositeApi"))
                .isEqualTo(
                        COMMON
                                + "ALL_OR_NONE,FAILURE_REASON,IS_REQUEST_COLLATION_ON,NUM_RETRIES,"
                                + "NUM_GRAPH_DEPTH"
                                + TAIL);
        assertThat(names("Login"))
                .isEqualTo(
                        COMMON
                                + MORE
                                + "LOGIN_TYPE,BROWSER_TYPE,API_TYPE,API_VERSION,USER_NAME,"
                                + "TLS_PROTOCOL,CIPHER_SUITE,AUTHENTICATION_METHOD_REFERENCE,"
                                + "LOGIN_SUB_TYPE,TIMESTAMP_DERIVED,USER_ID_DERIVED,CLIENT_IP,"
                                + "URI_ID_DERIVED,LOGIN_STATUS,SOURCE_IP");
    }

    @Test
    void linesTellWhatWasAskedAndAnswered() {
        start(EventLogOptions.DEFAULTS);
        aDayOfEverything();

        var rest = lines("RestApi", "Daily");
        assertThat(rest.get(1)).contains("\"POST\",\"application/json\",\"201\"", "\"Account\"");
        assertThat(rest.get(2)).contains("\"SELECT Id FROM Account\"", "\"S\"");
        assertThat(rest.get(3)).contains("\"404\"", "\"F\"", "The requested resource");
        // The composite call is one line; its subrequests have none.
        assertThat(rest.stream().filter(line -> line.contains("/composite"))).hasSize(1);
        assertThat(rest.stream().filter(line -> line.contains("sobjects/Account\""))).hasSize(1);
        assertThat(lines("API", "Daily").get(1))
                .contains("\"P\",\"66.0\",\"\",\"query\"", "\"SELECT Id, Name FROM Account\"");
        assertThat(lines("CompositeApi", "Daily").get(1)).contains("\"1\",\"\",\"1\",\"0\",\"\"");
        assertThat(lines("Login", "Daily").get(1))
                .startsWith("\"Login\",\"20261118121000.000\"")
                .contains("\"/services/oauth2/token\"", "\"LOGIN_NO_ERROR\"", "\"i\"")
                .doesNotContain(client.token);
        assertThat(lines("BulkApi2", "Daily").get(1)).contains("\"query\",\"Account\"");
    }

    @Test
    void anHoursFileComesSomeHoursLaterBesideTheDays() {
        start(EventLogOptions.DEFAULTS);
        client.get("/services/data/v66.0/limits");
        clock.set(Instant.parse("2026-11-18T15:59:59Z"));
        assertThat(rows("Interval='Hourly'")).isEmpty();
        clock.set(Instant.parse("2026-11-18T16:00:00Z"));

        var row = rows("EventType='ApiTotalUsage'").getFirst();

        assertThat(row.get("Interval").asString()).isEqualTo("Hourly");
        assertThat(row.get("Sequence").asInt()).isEqualTo(1);
        assertThat(row.get("LogDate").asString()).isEqualTo("2026-11-18T12:00:00.000+0000");
        assertThat(row.get("CreatedDate").asString()).isEqualTo("2026-11-18T16:00:00.000+0000");
        assertThat(lines("ApiTotalUsage", "Hourly")).hasSize(3);
    }

    @Test
    void eventsThatComeLateStandInASecondFileAndADayMadeAnew() {
        start(EventLogOptions.DEFAULTS.withLate(0.5, Duration.ofHours(2)));
        for (var i = 0; i < 20; i++) {
            client.get("/services/data/v66.0/limits");
        }
        clock.set(Instant.parse("2026-11-18T18:00:00Z"));
        var hourly = rows("EventType='RestApi' AND Interval='Hourly'");
        var first = client.get(hourly.get(0).get("LogFile").asString()).body().lines().count() - 1;
        var second = client.get(hourly.get(1).get("LogFile").asString()).body().lines().count() - 1;
        clock.set(Instant.parse("2026-11-19T03:00:00Z"));
        var early = lines("RestApi", "Daily").size() - 1;
        var before = rows("EventType='RestApi' AND Interval='Daily'").getFirst();
        clock.set(Instant.parse("2026-11-19T05:00:00Z"));
        var after = rows("EventType='RestApi' AND Interval='Daily'").getFirst();

        assertThat(hourly).hasSize(2);
        assertThat(hourly.get(1).get("Sequence").asInt()).isEqualTo(2);
        assertThat(hourly.get(1).get("CreatedDate").asString()).startsWith("2026-11-18T18:00");
        assertThat(first + second).isEqualTo(20);
        assertThat(early).isBetween(1, 20);
        assertThat(after.get("Id").asString()).isNotEqualTo(before.get("Id").asString());
        assertThat(after.get("CreatedDate").asString()).startsWith("2026-11-19T05:00");
        assertThat(after.get("Sequence").asInt()).isZero();
        assertThat(lines("RestApi", "Daily").size()).isGreaterThan(early + 1);
    }

    @Test
    void withoutEventMonitoringThereAreOnlyTheFreeLogsInTheColumnsOfTheirRelease() {
        start(EventLogOptions.DEFAULTS.withMonitoring(false).withRelease(65));
        aDayOfEverything();

        assertThat(rows("Interval='Hourly'")).isEmpty();
        assertThat(rows("Interval='Daily'"))
                .extracting(row -> row.get("EventType").asString())
                .containsExactlyInAnyOrder("ApiTotalUsage", "Login");
        assertThat(names("ApiTotalUsage"))
                .endsWith("CONNECTED_APP_NAME,USER_NAME,TIMESTAMP_DERIVED");
    }

    @Test
    void filesStayBelowTheirLimitOnDisk(@TempDir Path folder) throws Exception {
        start(EventLogOptions.DEFAULTS.withFolder(folder).withLimits(10, 20_000));
        for (var i = 0; i < 200; i++) {
            clock.step(Duration.ofMinutes(30));
            client.get("/services/data/v66.0/limits");
        }

        try (var files = Files.list(folder)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(40_000);
        }
        assertThat(client.get("/services/data/v66.0/limits").statusCode()).isEqualTo(200);
    }

    @Test
    void theNewestCallsAndTheMonthAnswerBySoql() {
        start(EventLogOptions.DEFAULTS.withLimits(3, 1_000_000));
        for (var i = 0; i < 5; i++) {
            client.get("/services/data/v66.0/sobjects/Account/nope" + i);
        }

        var calls =
                client.query(
                        "SELECT ApiResource, StatusCode, IsApiLimitCounted FROM"
                                + " ApiTotalUsageEventLog ORDER BY ApiResource");
        var month =
                Client.json(
                                client.query(
                                        "SELECT MasterLabel, Setting, AmountUsed,"
                                                + " CurrentAmountAllowed, Frequency, StartDate,"
                                                + " EndDate, UsageDate FROM"
                                                + " TenantUsageEntitlement"))
                        .get("records")
                        .get(0);

        assertThat(Client.json(calls).get("totalSize").asInt()).isEqualTo(3);
        assertThat(Client.json(calls).get("records").get(2).get("ApiResource").asString())
                .isEqualTo("/v66.0/sobjects/Account/nope4");
        assertThat(month.get("MasterLabel").asString()).isEqualTo("API Request Limit per Month");
        assertThat(month.get("AmountUsed").asInt()).isEqualTo(6);
        assertThat(month.get("CurrentAmountAllowed").asInt()).isEqualTo(3_450_000);
        assertThat(month.get("StartDate").asString()).isEqualTo("2026-11-18");
    }
}
