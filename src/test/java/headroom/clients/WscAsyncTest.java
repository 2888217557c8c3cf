package headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.async.AsyncApiException;
import com.sforce.async.BatchInfo;
import com.sforce.async.BatchStateEnum;
import com.sforce.async.BulkConnection;
import com.sforce.async.ContentType;
import com.sforce.async.JobInfo;
import com.sforce.async.OperationEnum;
import com.sforce.ws.ConnectorConfig;

import headroom.clients.BothWays.Place;
import headroom.testing.Serves;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// force-wsc's client of the first Bulk API, 65.0.0, unmodified.
@Serves("Clients: force-wsc async 65.0.0, direct and through the gateway")
@Serves({
    "POST services/async/{}/job",
    "GET services/async/{}/job/{}",
    "POST services/async/{}/job/{}",
    "POST services/async/{}/job/{}/batch",
    "GET services/async/{}/job/{}/batch/{}",
    "GET services/async/{}/job/{}/batch/{}/result",
    "GET services/async/{}/job/{}/batch/{}/result/{}"
})
class WscAsyncTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static BulkConnection connect(Place place) throws Exception {
        var config = new ConnectorConfig();
        config.setSessionId(Seed.connect(place).getConfig().getSessionId());
        config.setRestEndpoint(place.url() + "/services/async/65.0");
        return new BulkConnection(config);
    }

    private static JobInfo job(BulkConnection bulk, OperationEnum operation, ContentType type)
            throws AsyncApiException {
        var asked = new JobInfo();
        asked.setObject("Account");
        asked.setOperation(operation);
        asked.setContentType(type);
        return bulk.createJob(asked);
    }

    @Test
    void loadsAndReadsInBulk() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    var bulk = connect(place);
                    insert(bulk, told);
                    query(bulk, told);
                    var job = job(bulk, OperationEnum.insert, ContentType.CSV);
                    told.add("aborted " + bulk.abortJob(job.getId()).getState());
                });

        assertThat(said)
                .containsExactly(
                        "job Open",
                        "batch Completed 3 1",
                        "status Closed",
                        "row true true",
                        "row true true",
                        "row false false",
                        "rows \"Name\" \"One\" \"Two\"",
                        "aborted Aborted");
    }

    private static void insert(BulkConnection bulk, List<String> told) throws Exception {
        var job = job(bulk, OperationEnum.insert, ContentType.CSV);
        told.add("job " + job.getState());
        var csv = "Name,Phone\nOne,1\nTwo,2\n" + "x".repeat(300) + ",3\n";
        var batch = ended(bulk, bulk.createBatchFromStream(job, stream(csv)));
        told.add(
                "batch "
                        + batch.getState()
                        + " "
                        + batch.getNumberRecordsProcessed()
                        + " "
                        + batch.getNumberRecordsFailed());
        bulk.closeJob(job.getId());
        told.add("status " + bulk.getJobStatus(job.getId()).getState());
        var results = bulk.getBatchResultStream(job.getId(), batch.getId());
        var lines = new String(results.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", 4);
            told.add("row " + cells[1].equals("\"true\"") + " " + cells[2].equals("\"true\""));
        }
    }

    private static void query(BulkConnection bulk, List<String> told) throws Exception {
        var job = job(bulk, OperationEnum.query, ContentType.CSV);
        var batch =
                ended(
                        bulk,
                        bulk.createBatchFromStream(
                                job, stream("SELECT Name FROM Account ORDER BY Name")));
        var ids = bulk.getQueryResultList(job.getId(), batch.getId()).getResult();
        var rows = bulk.getQueryResultStream(job.getId(), batch.getId(), ids[0]);
        told.add(
                "rows "
                        + String.join(
                                " ",
                                new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                                        .lines()
                                        .toList()));
        bulk.closeJob(job.getId());
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BatchInfo ended(BulkConnection bulk, BatchInfo batch) throws Exception {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var now = bulk.getBatchInfo(batch.getJobId(), batch.getId());
            var isEnd =
                    now.getState() == BatchStateEnum.Completed
                            || now.getState() == BatchStateEnum.Failed;
            if (isEnd || System.nanoTime() > until) {
                return now;
            }
            Thread.sleep(50);
        }
    }

    /// Facts: 400 with `InvalidSessionId`; a refusal is `ExceededQuota`, asked once.
    @Test
    void saysWhatIsWrongInItsOwnWords() throws Exception {
        var said =
                BothWays.same(
                        options -> options.withAllocation(4),
                        (place, told) -> {
                            var bulk = connect(place);
                            told.add(failure(() -> bulk.getJobStatus("750000000000001")));
                            var asked = new JobInfo();
                            asked.setObject("Nope__c");
                            asked.setOperation(OperationEnum.insert);
                            asked.setContentType(ContentType.XML);
                            told.add(failure(() -> bulk.createJob(asked)));
                            place.endSession(bulk.getConfig().getSessionId());
                            told.add(failure(() -> bulk.getJobStatus("750000000000001")));
                            var fresh = connect(place);
                            var before = place.calls();
                            told.add(failure(() -> fresh.getJobStatus("750000000000001")));
                            told.add("calls " + (place.calls() - before));
                        });

        assertThat(said)
                .containsExactly(
                        "InvalidJob",
                        "InvalidEntity",
                        "InvalidSessionId",
                        "ExceededQuota",
                        "calls 1");
    }

    /// Something that is expected to fail.
    @FunctionalInterface
    private interface Attempt {
        Object run() throws AsyncApiException;
    }

    private static String failure(Attempt attempt) {
        try {
            return "no failure: " + attempt.run();
        } catch (AsyncApiException e) {
            return e.getExceptionCode().name();
        }
    }
}
