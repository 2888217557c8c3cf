package headroom.emulator;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;

/// Bulk 2.0 as a plain client speaks it, for tests.
record BulkClient(Client client) {
    static final String JOBS = "/services/data/v66.0/jobs/";
    private static final int POLLS_MAX = 20_000;

    /// Creates an ingest job and gives its id.
    String create(String json) {
        var answer = client.post(JOBS + "ingest", json);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return Client.json(answer).get("id").asString();
    }

    HttpResponse<String> upload(String job, String csv) {
        return client.send(
                client.request(JOBS + "ingest/" + job + "/batches")
                        .header("Content-Type", "text/csv")
                        .PUT(BodyPublishers.ofString(csv)));
    }

    HttpResponse<String> state(String job, String state) {
        return client.patch(JOBS + "ingest/" + job, "{\"state\":\"" + state + "\"}");
    }

    /// Creates, uploads, closes and waits for the end.
    JsonNode load(String json, String csv) {
        var job = create(json);
        upload(job, csv);
        state(job, "UploadComplete");
        return finished("ingest/" + job);
    }

    /// Polls until the job is over.
    JsonNode finished(String path) {
        for (var i = 0; i < POLLS_MAX; i++) {
            var job = Client.json(client.get(JOBS + path));
            switch (job.get("state").asString()) {
                case "JobComplete", "Failed", "Aborted" -> {
                    return job;
                }
                default -> LockSupport.parkNanos(500_000);
            }
        }
        throw new AssertionError("the job " + path + " never ends");
    }

    /// One of the three files of an ingest job.
    String file(JsonNode job, String name) {
        return client.get(JOBS + "ingest/" + job.get("id").asString() + "/" + name).body();
    }

    /// Polls until that many rows are done.
    void reached(String path, int rows) {
        for (var i = 0; i < POLLS_MAX; i++) {
            var job = Client.json(client.get(JOBS + path));
            if (job.get("numberRecordsProcessed").asInt() >= rows) {
                return;
            }
            LockSupport.parkNanos(500_000);
        }
        throw new AssertionError("the job " + path + " never gets to " + rows);
    }

    /// A result file of a job that was ended and may still be putting rows aside.
    String settledFile(String job, String name) {
        for (var i = 0; i < POLLS_MAX; i++) {
            var answer = client.get(JOBS + "ingest/" + job + "/" + name);
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            LockSupport.parkNanos(500_000);
        }
        throw new AssertionError("no " + name + " of " + job);
    }

    /// Runs a query job and gives its id.
    String query(String operation, String soql) {
        var answer =
                client.post(
                        JOBS + "query",
                        "{\"operation\":\"" + operation + "\",\"query\":\"" + soql + "\"}");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        var id = Client.json(answer).get("id").asString();
        finished("query/" + id);
        return id;
    }
}
