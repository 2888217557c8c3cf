package headroom.emulator;

import static headroom.emulator.AsyncCalls.ROOT;
import static headroom.emulator.AsyncCalls.id;
import static headroom.emulator.AsyncCalls.jobXml;
import static headroom.emulator.AsyncCalls.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/// The first Bulk API at its ends: spent allowances, aborted and old jobs.
class AsyncLimitsTest {
    @Test
    void theDaysBatchesAndCallsRunOut() {
        var clock = EmulatorClock.standingAt(Instant.parse("2026-03-01T10:00:00Z"));
        var bulk = BulkOptions.DEFAULTS.withDaily(1, 1);
        var options = EmulatorOptions.defaults().withClock(clock).withAllocation(3);
        try (var small = Emulator.start(options.withBulk(bulk));
                var caller = Client.loggedIn(small)) {
            var job = id(post(caller, "", "application/xml", jobXml("insert", "Lead", "CSV", "")));
            var csv = "LastName,Company\nA,B\n";
            assertThat(post(caller, "/" + job + "/batch", "text/csv", csv).statusCode())
                    .isEqualTo(201);
            var spent = post(caller, "/" + job + "/batch", "text/csv", csv);
            assertThat(spent.statusCode()).isEqualTo(400);
            assertThat(spent.body())
                    .endsWith(
                            "<exceptionCode>ExceededQuota</exceptionCode><exceptionMessage>"
                                    + "ApiBatchItems Limit exceeded.</exceptionMessage></error>");
            var total = post(caller, "/" + job + "/batch", "text/csv", csv);
            assertThat(total.statusCode()).isEqualTo(400);
            assertThat(total.body()).contains("ExceededQuota", "TotalRequests Limit exceeded.");
        }
        var restForm = bulk.withSpent(BulkOptions.Spent.REST_FORM);
        try (var small = Emulator.start(options.withAllocation(0).withBulk(restForm));
                var caller = Client.loggedIn(small)) {
            var total = post(caller, "", "application/xml", "");
            assertThat(total.statusCode()).isEqualTo(403);
            assertThat(total.body()).startsWith("[{\"message\":\"TotalRequests Limit exceeded.\"");
        }
    }

    @Test
    void anAbortedJobLeavesItsQueueAndNoJobTakesBatchesAfterADay() {
        var clock = EmulatorClock.standingAt(Instant.parse("2026-03-01T10:00:00Z"));
        var slow = BulkOptions.DEFAULTS.withPace(Duration.ofHours(1), Duration.ZERO);
        try (var other =
                        Emulator.start(EmulatorOptions.defaults().withClock(clock).withBulk(slow));
                var caller = Client.loggedIn(other)) {
            var job = id(post(caller, "", "application/xml", jobXml("insert", "Lead", "CSV", "")));
            var queued = post(caller, "/" + job + "/batch", "text/csv", "LastName,Company\nA,B\n");
            assertThat(queued.body()).contains("<state>Queued</state>");
            var path = ROOT + "/" + job;
            var result =
                    caller.send(
                            caller.request(path + "/batch/" + id(queued) + "/result")
                                    .header("X-SFDC-Session", caller.token)
                                    .GET());
            assertThat(result.body()).contains("InvalidBatch", "Batch not completed");

            post(caller, "/" + job, "application/xml", "<jobInfo><state>Aborted</state></jobInfo>");

            var list =
                    caller.send(
                            caller.request(path + "/batch")
                                    .header("X-SFDC-Session", caller.token)
                                    .GET());
            assertThat(list.body()).contains("<state>NotProcessed</state>");

            var late = id(post(caller, "", "application/xml", jobXml("insert", "Lead", "CSV", "")));
            clock.step(Duration.ofHours(24).plusSeconds(1));
            caller.login("admin@headroom.example", "password", "app");
            assertThat(post(caller, "/" + late + "/batch", "text/csv", "LastName\nA\n").body())
                    .contains("InvalidJobState");
        }
    }
}
