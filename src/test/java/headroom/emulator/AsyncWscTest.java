package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.async.AsyncApiException;
import com.sforce.async.AsyncExceptionCode;
import com.sforce.async.BatchInfo;
import com.sforce.async.BatchStateEnum;
import com.sforce.async.BulkConnection;
import com.sforce.async.ConcurrencyMode;
import com.sforce.async.ContentType;
import com.sforce.async.JobInfo;
import com.sforce.async.JobStateEnum;
import com.sforce.async.OperationEnum;
import com.sforce.async.SObject;
import com.sforce.ws.ConnectorConfig;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// The Java client's Bulk API, unmodified: it compresses, reads XML in order and knows a closed
/// list of words.
@Serves({
    "POST services/async/{}/job",
    "GET services/async/{}/job/{}",
    "POST services/async/{}/job/{}",
    "POST services/async/{}/job/{}/batch",
    "GET services/async/{}/job/{}/batch/{}",
    "GET services/async/{}/job/{}/batch/{}/result",
    "GET services/async/{}/job/{}/batch/{}/result/{}"
})
class AsyncWscTest {
    private static Emulator emulator;
    private static Client client;
    private static BulkConnection bulk;

    @BeforeAll
    static void start() throws AsyncApiException {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Client.loggedIn(emulator);
        bulk = connection(client.token);
    }

    private static BulkConnection connection(String token) throws AsyncApiException {
        var config = new ConnectorConfig();
        config.setSessionId(token);
        config.setRestEndpoint(emulator.url() + "/services/async/65.0");
        return new BulkConnection(config);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static JobInfo job(OperationEnum operation, ContentType type) {
        var job = new JobInfo();
        job.setObject("Contact");
        job.setOperation(operation);
        job.setContentType(type);
        job.setConcurrencyMode(ConcurrencyMode.Parallel);
        return job;
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BatchInfo finished(JobInfo job, BatchInfo batch) throws AsyncApiException {
        for (var i = 0; i < 10_000; i++) {
            var now = bulk.getBatchInfo(job.getId(), batch.getId(), job.getContentType());
            if (now.getState() != BatchStateEnum.Queued
                    && now.getState() != BatchStateEnum.InProgress) {
                return now;
            }
            LockSupport.parkNanos(500_000);
        }
        throw new AssertionError("the batch never ends");
    }

    private static String text(java.io.InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writesRowsAsXml() throws Exception {
        var job = bulk.createJob(job(OperationEnum.insert, ContentType.XML));
        assertThat(job.getState()).isEqualTo(JobStateEnum.Open);
        var request = bulk.createBatch(job);
        var good = new SObject();
        good.setField("FirstName", "X & Y");
        good.setField("LastName", "<Xml>");
        var bad = new SObject();
        bad.setField("FirstName", "Nobody");
        request.addSObjects(new SObject[] {good, bad});
        var batch = request.completeRequest();

        var done = finished(job, batch);

        assertThat(done.getState()).isEqualTo(BatchStateEnum.Completed);
        assertThat(done.getNumberRecordsProcessed()).isEqualTo(2);
        assertThat(done.getNumberRecordsFailed()).isEqualTo(1);
        var results = bulk.getBatchResult(job.getId(), batch.getId()).getResult();
        assertThat(results).hasSize(2);
        assertThat(results[0].isSuccess()).isTrue();
        assertThat(results[0].isCreated()).isTrue();
        assertThat(results[0].getId()).startsWith("003");
        assertThat(results[1].isSuccess()).isFalse();
        assertThat(results[1].getErrors()[0].getStatusCode().name())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(bulk.closeJob(job.getId()).getState()).isEqualTo(JobStateEnum.Closed);
        assertThat(bulk.getJobStatus(job.getId()).getNumberBatchesCompleted()).isEqualTo(1);
    }

    @Test
    void writesRowsAsCsvAndReadsThemBack() throws Exception {
        var job = bulk.createJob(job(OperationEnum.insert, ContentType.CSV));
        var csv = "FirstName,LastName\nAnn,Csv\nBob,Csv\n";
        var batch = bulk.createBatchFromStream(job, stream(csv));
        assertThat(finished(job, batch).getNumberRecordsProcessed()).isEqualTo(2);
        assertThat(text(bulk.getBatchRequestInputStream(job.getId(), batch.getId())))
                .isEqualTo(csv);
        assertThat(text(bulk.getBatchResultStream(job.getId(), batch.getId())))
                .startsWith("\"Id\",\"Success\",\"Created\",\"Error\"\n\"003")
                .contains("\",\"true\",\"true\",\"\"\n");
        assertThat(bulk.getBatchInfoList(job.getId()).getBatchInfo()).hasSize(1);

        var query = bulk.createJob(job(OperationEnum.query, ContentType.CSV));
        var asked =
                bulk.createBatchFromStream(
                        query,
                        stream(
                                "SELECT FirstName FROM Contact WHERE LastName = 'Csv' ORDER BY"
                                        + " FirstName"));
        assertThat(finished(query, asked).getState()).isEqualTo(BatchStateEnum.Completed);
        var ids = bulk.getQueryResultList(query.getId(), asked.getId()).getResult();
        assertThat(ids).hasSize(1);
        assertThat(text(bulk.getQueryResultStream(query.getId(), asked.getId(), ids[0])))
                .isEqualTo("\"FirstName\"\n\"Ann\"\n\"Bob\"\n");
    }

    @Test
    void writesRowsAsJsonAndReadsThemBack() throws Exception {
        var job = bulk.createJob(job(OperationEnum.insert, ContentType.JSON), ContentType.JSON);
        var batch =
                bulk.createBatchFromStream(
                        job,
                        stream(
                                "[{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"Json\","
                                        + "\"FirstName\":null},{\"FirstName\":\"No name\"}]"));
        assertThat(finished(job, batch).getNumberRecordsFailed()).isEqualTo(1);
        var results = bulk.getBatchResult(job.getId(), batch.getId(), ContentType.JSON).getResult();
        assertThat(results[0].isSuccess()).isTrue();
        assertThat(results[1].getErrors()[0].getFields()).containsExactly("LastName");
        bulk.closeJob(job.getId());

        var query = bulk.createJob(job(OperationEnum.query, ContentType.JSON), ContentType.JSON);
        var asked =
                bulk.createBatchFromStream(
                        query,
                        stream(
                                "SELECT LastName, Account.Name, IsDeleted FROM Contact"
                                        + " WHERE LastName = 'Json'"));
        assertThat(finished(query, asked).getState()).isEqualTo(BatchStateEnum.Completed);
        var list = bulk.getQueryResultList(query.getId(), asked.getId(), ContentType.JSON);
        var json =
                text(bulk.getQueryResultStream(query.getId(), asked.getId(), list.getResult()[0]));
        assertThat(json).startsWith("[{\"attributes\":{\"type\":\"Contact\",\"url\":");
        assertThat(json).contains("\"LastName\":\"Json\"", "\"IsDeleted\":false");
    }

    @Test
    void readsTheErrorsItKnows() throws Exception {
        assertThatThrownBy(() -> bulk.getJobStatus("750000000000001AAA"))
                .isInstanceOfSatisfying(
                        AsyncApiException.class,
                        e ->
                                assertThat(e.getExceptionCode())
                                        .isEqualTo(AsyncExceptionCode.InvalidJob));
        var stranger = connection("00DHr0000000001!no");
        assertThatThrownBy(() -> stranger.getJobStatus("750000000000001AAA"))
                .isInstanceOfSatisfying(
                        AsyncApiException.class,
                        e ->
                                assertThat(e.getExceptionCode())
                                        .isEqualTo(AsyncExceptionCode.InvalidSessionId));
    }

    @Test
    void abortsAJob() throws Exception {
        var job = bulk.createJob(job(OperationEnum.insert, ContentType.CSV));

        assertThat(bulk.abortJob(job.getId()).getState()).isEqualTo(JobStateEnum.Aborted);

        assertThatThrownBy(() -> bulk.closeJob(job.getId()))
                .hasMessageContaining("Closing already aborted Job not allowed");
    }
}
