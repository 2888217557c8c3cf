package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.testing.Serves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// The daily usage files of the org's own traffic.
@Serves("Event logs: daily files of the org's own traffic, as rows and download")
class EventLogTest {
    private static final String COLUMNS =
            "\"EVENT_TYPE\",\"TIMESTAMP\",\"REQUEST_ID\",\"ORGANIZATION_ID\",\"USER_ID\","
                    + "\"API_FAMILY\",\"API_VERSION\",\"API_RESOURCE\",\"CLIENT_NAME\","
                    + "\"HTTP_METHOD\",\"CLIENT_IP\",\"COUNTS_AGAINST_API_LIMIT\","
                    + "\"CONNECTED_APP_ID\",\"ENTITY_NAME\",\"STATUS_CODE\","
                    + "\"CONNECTED_APP_NAME\",\"USER_NAME\",\"API_CLIENT_CATEGORY\",\"BOT_ID\","
                    + "\"BOT_SESSION_ID\",\"PLANNER_ID\",\"TIMESTAMP_DERIVED\"";
    private static final String QUERY =
            "SELECT Id,EventType,CreatedDate,LogDate,Interval,LogFile,Sequence,LogFileLength From"
                    + " EventLogFile Where CreatedDate>=2026-01-01T00:00:00Z AND"
                    + " EventType='ApiTotalUsage' AND Interval='Daily'";
    private final EmulatorClock clock =
            EmulatorClock.standingAt(Instant.parse("2026-11-18T12:00:00.250Z"));
    private final EmulatorOptions options =
            EmulatorOptions.defaults().withClock(clock).withSessionLife(Duration.ofDays(90));

    @Test
    void aDaysFileCanBeSeenAndReadOnceTheDayIsOver() {
        try (var emulator = Emulator.start(options);
                var client = new Client(emulator)) {
            var login = client.login("bot@x.example", "p", "My \"App\"");
            var userId = login.get("id").asString().replaceAll(".*/", "").substring(0, 15);
            client.send(
                    client.request("/services/data/v66.0/sobjects/Account/001?fields=Name")
                            .header("X-SFDC-REQUEST-ID", "REQ1")
                            .header("Sforce-Call-Options", "client=Loader")
                            .GET());
            clock.step(Duration.ofHours(14));
            assertThat(Client.json(client.query(QUERY)).get("totalSize").asInt()).isZero();
            clock.step(Duration.ofHours(1));

            var row = Client.json(client.query(QUERY)).get("records").get(0);
            var path = row.get("LogFile").asString();
            var file = client.get(path);

            assertThat(row.get("LogDate").asString()).isEqualTo("2026-11-18T00:00:00.000+0000");
            assertThat(row.get("CreatedDate").asString()).isEqualTo("2026-11-19T03:00:00.000+0000");
            assertThat(row.get("Interval").asString()).isEqualTo("Daily");
            assertThat(path)
                    .isEqualTo(
                            "/services/data/v66.0/sobjects/EventLogFile/"
                                    + row.get("Id").asString()
                                    + "/LogFile");
            var lines = file.body().lines().toList();
            assertThat(file.headers().firstValue("Content-Type")).contains("text/csv");
            assertThat(file.body().length()).isEqualTo(row.get("LogFileLength").asInt());
            assertThat(lines.get(0)).isEqualTo(COLUMNS);
            assertThat(lines).hasSize(3);
            assertThat(lines.get(1)).contains("\"/services/oauth2/token\"", "\"0\"");
            assertThat(lines.get(2))
                    .isEqualTo(
                            "\"ApiTotalUsage\",\"20261118120000.250\",\"REQ1\",\"00DHr0000000001\",\""
                                    + userId
                                    + "\",\"REST\",\"66.0\",\"/v66.0/sobjects/Account/001\",\"Loader\","
                                    + "\"GET\",\"127.0.0.1\",\"1\",\"0H4Hr0000000001\",\"Account\",\"404\",\"My"
                                    + " \"\"App\"\"\",\"bot@x.example\","
                                    + "\"EXTERNAL_APPLICATION\",\"\",\"\",\"\","
                                    + "\"2026-11-18T12:00:00.250Z\"");
        }
    }

    @Test
    void filesGoWhenTheirTimeOfKeepingIsOver(@TempDir Path folder) throws Exception {
        var short_ = options.withLogs(folder).withLogTimes(Duration.ofHours(3), Duration.ofDays(1));
        try (var emulator = Emulator.start(short_);
                var client = Client.loggedIn(emulator)) {
            clock.set(Instant.parse("2026-11-19T04:00:00Z"));
            assertThat(Client.json(client.query(QUERY)).get("totalSize").asInt()).isEqualTo(1);
            clock.set(Instant.parse("2026-11-20T03:00:00Z"));
            var rows = Client.json(client.query(QUERY)).get("records");

            assertThat(rows.size()).isEqualTo(1);
            assertThat(rows.get(0).get("LogDate").asString()).startsWith("2026-11-19");
            assertThat(folder.resolve("ApiTotalUsage-2026-11-18.csv")).doesNotExist();
        }
        assertThat(Files.list(folder).toList()).isNotEmpty();
    }

    @Test
    void sixHundredThousandCallsOfThePastTakeNoMoreThanAPersonWaits() {
        var start = Instant.parse("2026-11-11T12:00:00Z");
        var began = System.nanoTime();
        var seven =
                options.withHistory(history -> {
                    for (var i = 0; i < 600_000; i++) {
                        history.call(
                                PastCall.rest(
                                        start.plusSeconds(i),
                                        "user" + i % 6 + "@x.example",
                                        "app" + i % 6,
                                        "GET",
                                        "/v66.0/sobjects/Account/001",
                                        "Account"));
                    }
                });
        try (var emulator = Emulator.start(seven);
                var client = Client.loggedIn(emulator)) {
            var seconds = (System.nanoTime() - began) / 1e9;

            assertThat(seconds).isLessThan(60);
            assertThat(emulator.books().used()).isEqualTo(81_599);
            assertThat(emulator.books().byClient().get("app3").charge()).isEqualTo(100_000);
            assertThat(Client.json(client.query(QUERY)).get("totalSize").asInt()).isEqualTo(7);
            System.out.printf("600,000 calls of the past in %.2f s%n", seconds);
        }
    }

    @Test
    void aDownloadCanBeCutInItsMiddle() {
        try (var emulator = Emulator.start(options);
                var client = Client.loggedIn(emulator)) {
            clock.step(Duration.ofHours(15));
            var row = Client.json(client.query(QUERY)).get("records").get(0);
            client.post(
                    "/__emulator/faults",
                    "[{\"kind\":\"reset-mid-body\",\"times\":1,"
                            + "\"path\":\"/services/data/v66.0/sobjects/EventLogFile\"}]");

            assertThatThrownBy(() -> client.get(row.get("LogFile").asString()))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(client.get(row.get("LogFile").asString()).body()).startsWith(COLUMNS);
        }
    }

    @Test
    void aDiskThatFailsStopsTheLogAndNotTheOrg(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("ApiTotalUsage-2026-11-18.csv"));
        try (var emulator = Emulator.start(options.withLogs(folder));
                var client = Client.loggedIn(emulator)) {

            assertThat(client.get("/services/data/v66.0/limits").statusCode()).isEqualTo(200);
            assertThat(emulator.books().used()).isEqualTo(1);
        }
    }
}
