package headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.clients.camel.Account;
import headroom.testing.Serves;

import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.QueryJob;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// camel-salesforce 4.18.0 with Bulk 2.0: a job of each kind from its making to its results.
@Serves("Clients: camel-salesforce 4.18.0, direct and through the gateway")
@Serves({
    "POST jobs/ingest",
    "GET jobs/ingest/{}",
    "PATCH jobs/ingest/{}",
    "DELETE jobs/ingest/{}",
    "PUT jobs/ingest/{}/batches",
    "GET jobs/ingest/{}/successfulResults",
    "GET jobs/ingest/{}/failedResults",
    "GET jobs/ingest/{}/unprocessedrecords",
    "POST jobs/query",
    "GET jobs/query/{}",
    "GET jobs/query/{}/results"
})
class CamelBulkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void loadsAndReadsInBulk() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    try (var camel = CamelRun.at(place)) {
                        ingest(camel, told);
                        query(camel, told);
                    }
                });

        assertThat(said)
                .containsExactly(
                        "done JOB_COMPLETE",
                        "successful 3 lines",
                        "failed 2 lines",
                        "unprocessed 1 lines",
                        "aborted ABORTED",
                        "query JOB_COMPLETE",
                        "page 3 lines, more true",
                        "page 2 lines, more false");
    }

    private static void ingest(CamelRun camel, List<String> told) throws Exception {
        var asked = new Job();
        asked.setObject("Account");
        asked.setOperation(OperationEnum.INSERT);
        var job = (Job) camel.ask("bulk2CreateJob", asked);
        var csv = "Name,Phone\nOne,1\nTwo,2\n" + "x".repeat(300) + ",3\n";
        camel.ask(
                "bulk2CreateBatch",
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                Map.of("jobId", job.getId()));
        var id = "?jobId=" + job.getId();
        camel.ask("bulk2CloseJob" + id, null);
        told.add("done " + ended(() -> ((Job) camel.ask("bulk2GetJob" + id, null)).getState()));
        told.add("successful " + lines(camel.ask("bulk2GetSuccessfulResults" + id, null)));
        told.add("failed " + lines(camel.ask("bulk2GetFailedResults" + id, null)));
        told.add("unprocessed " + lines(camel.ask("bulk2GetUnprocessedRecords" + id, null)));
        var other = (Job) camel.ask("bulk2CreateJob", asked);
        var aborted = (Job) camel.ask("bulk2AbortJob?jobId=" + other.getId(), null);
        told.add("aborted " + aborted.getState());
        camel.ask("bulk2DeleteJob?jobId=" + other.getId(), null);
    }

    private static void query(CamelRun camel, List<String> told) throws Exception {
        camel.ask("createSObject", Account.named("Three"));
        var asked = new QueryJob();
        asked.setOperation(OperationEnum.QUERY);
        asked.setQuery("SELECT Name FROM Account ORDER BY Name");
        var job = (QueryJob) camel.ask("bulk2CreateQueryJob", asked);
        told.add(
                "query "
                        + ended(() ->
                                ((QueryJob)
                                                camel.ask(
                                                        "bulk2GetQueryJob?jobId=" + job.getId(),
                                                        null))
                                        .getState()));
        var locator = "";
        do {
            var path =
                    "bulk2GetQueryJobResults?maxRecords=2&jobId="
                            + job.getId()
                            + (locator.isEmpty() ? "" : "&locator=" + locator);
            var page = camel.exchange(path, null);
            locator = page.getMessage().getHeader("Sforce-Locator", String.class);
            var more = locator != null && !locator.equals("null");
            told.add("page " + lines(page.getMessage().getBody()) + ", more " + more);
            locator = more ? locator : "";
        } while (!locator.isEmpty());
    }

    /// Asks for a job's state.
    @FunctionalInterface
    private interface State {
        JobStateEnum now();
    }

    private static JobStateEnum ended(State state) throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var now = state.now();
            var isEnd =
                    now == JobStateEnum.JOB_COMPLETE
                            || now == JobStateEnum.FAILED
                            || now == JobStateEnum.ABORTED;
            if (isEnd || System.nanoTime() > until) {
                return now;
            }
            Thread.sleep(50);
        }
    }

    private static String lines(Object body) throws Exception {
        try (var stream = (InputStream) body) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().count() + " lines";
        }
    }
}
