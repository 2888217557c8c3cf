package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Jobs take their time, take batches of the day, and can be stopped midway.
@Serves("Bulk jobs: states over time, aborts midway")
class BulkPaceTest {
    private static final String INSERT = "{\"object\":\"Account\",\"operation\":\"insert\"}";
    private static final Duration LONG = Duration.ofHours(1);

    private static EmulatorOptions options(BulkOptions bulk) {
        return EmulatorOptions.defaults()
                .withClock(EmulatorClock.standingAt(Instant.parse("2026-03-01T10:00:00Z")))
                .withBulk(bulk);
    }

    private static String rows(int count) {
        return "Name\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "Row " + i + "\n")
                        .collect(Collectors.joining());
    }

    @Test
    void aQueuedJobWaitsAndCanBeAborted() {
        var slow = options(BulkOptions.DEFAULTS.withPace(LONG, Duration.ZERO));
        try (var emulator = Emulator.start(slow);
                var client = Client.loggedIn(emulator)) {
            var bulk = new BulkClient(client);
            var job = bulk.create(INSERT);
            bulk.upload(job, rows(2));
            bulk.state(job, "UploadComplete");
            var path = BulkClient.JOBS + "ingest/" + job;
            assertThat(client.get(path).body()).contains("\"state\":\"UploadComplete\"");
            assertThat(client.get(path + "/successfulResults").statusCode()).isEqualTo(400);

            bulk.state(job, "Aborted");

            var done = bulk.finished("ingest/" + job);
            assertThat(done.get("numberRecordsProcessed").asInt()).isZero();
            assertThat(bulk.settledFile(job, "unprocessedrecords")).isEqualTo(rows(2));
        }
    }

    @Test
    void aJobStoppedBetweenBatchesKeepsWhatItDid() {
        var slow = options(BulkOptions.DEFAULTS.withPace(Duration.ZERO, LONG));
        try (var emulator = Emulator.start(slow);
                var client = Client.loggedIn(emulator)) {
            var bulk = new BulkClient(client);
            var job = bulk.create(INSERT);
            bulk.upload(job, rows(10_001));
            bulk.state(job, "UploadComplete");
            bulk.reached("ingest/" + job, 10_000);
            assertThat(client.get(BulkClient.JOBS + "ingest/" + job).body())
                    .contains("\"state\":\"InProgress\"");

            bulk.state(job, "Aborted");

            assertThat(bulk.settledFile(job, "unprocessedrecords"))
                    .isEqualTo("Name\n\"Row 10000\"\n");
            assertThat(bulk.settledFile(job, "successfulResults").lines()).hasSize(10_001);
        }
    }

    @Test
    void everyTenThousandRowsTakeABatchOfTheDay() {
        try (var emulator = Emulator.start(options(BulkOptions.DEFAULTS.withDaily(2, 1)));
                var client = Client.loggedIn(emulator)) {
            var bulk = new BulkClient(client);

            var done = bulk.load(INSERT, rows(20_001));

            assertThat(done.get("state").asString()).isEqualTo("Failed");
            assertThat(done.get("errorMessage").asString())
                    .isEqualTo("ExceededQuota : ApiBatchItems Limit exceeded.");
            assertThat(done.get("numberRecordsProcessed").asInt()).isEqualTo(20_000);
            var job = done.get("id").asString();
            assertThat(bulk.settledFile(job, "unprocessedrecords"))
                    .isEqualTo("Name\n\"Row 20000\"\n");
        }
    }

    /// A tenth of what the benchmark loads, with calls answered in between.
    @Test
    void otherCallsAreAnsweredDuringALoad() {
        try (var emulator = Emulator.start(options(BulkOptions.DEFAULTS));
                var client = Client.loggedIn(emulator)) {
            var bulk = new BulkClient(client);
            var id = client.create("Account", "{\"Name\":\"Probe\"}");
            var job = bulk.create(INSERT);
            bulk.upload(job, rows(100_000));
            bulk.state(job, "UploadComplete");
            var meanwhile = 0;
            var path = BulkClient.JOBS + "ingest/" + job;
            while (!client.get(path).body().contains("JobComplete")) {
                var row = client.get("/services/data/v66.0/sobjects/Account/" + id);
                assertThat(row.statusCode()).isEqualTo(200);
                meanwhile++;
            }
            assertThat(meanwhile).isGreaterThan(20);
            assertThat(client.query("SELECT COUNT() FROM Account").body())
                    .contains("\"totalSize\":100001");
        }
    }
}
