package headroom.emulator.bulk2;

import headroom.emulator.bulk.BulkOperation;
import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk2.JobJson.Detail;
import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.rest.RestCall;
import headroom.emulator.soql.Cursors;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.List;

/// `jobs/query`: jobs that answer a query with a CSV, page by page.
public final class QueryJobs {
    private static final int RESULT_PAGES = 5;

    /// A page is read whole, so it has an end whatever is asked.
    private static final int PAGE_ROWS_MAX = 250_000;

    private final Jobs jobs;
    private final Cursors cursors;
    private final Asked asked;

    public QueryJobs(Jobs jobs, Cursors cursors) {
        this.jobs = jobs;
        this.cursors = cursors;
        this.asked = new Asked(jobs);
    }

    public Answer create(RestCall call) {
        var body = Json.readObject(call.call().body());
        var operation = operation(body);
        Asked.requireCsv(body);
        var style = Asked.style(body);
        var soql = Asked.text(body, "query");
        if (soql.isEmpty()) {
            throw new ApiFailure(400, "InvalidJob", "InvalidJob : Must specify query");
        }
        var includeDeleted = operation == BulkOperation.QUERY_ALL;
        var viewer = jobs.viewer(call.session().userId());
        var query = cursors.bind(soql, includeDeleted, jobs.now(), viewer);
        query.bulkProblem()
                .ifPresent(problem -> {
                    throw new ApiFailure(400, "API_ERROR", problem);
                });
        takeOne();
        var ticket =
                jobs.ticket(
                        call.session().userId(), operation, query.type().name(), call.version());
        var job = jobs.add(new QueryJob(ticket, soql, style, jobs.folder()));
        jobs.move(job, JobState.UPLOAD_COMPLETE, "");
        jobs.slices().start(jobs.queued(), new QueryRun(jobs, job, cursors, includeDeleted));
        return answer(job, Detail.CREATED);
    }

    private void takeOne() {
        var counts = jobs.org().bulkCounts();
        if (!counts.takeQueryJob(jobs.now())) {
            throw new ApiFailure(
                    400,
                    "LIMIT_EXCEEDED",
                    "Max bulk v2 query jobs (%d) per 24 hrs has been reached (%d)"
                            .formatted(counts.queryJobsMax(), counts.queryJobs(jobs.now())));
        }
    }

    private static BulkOperation operation(JsonNode body) {
        var word = Asked.text(body, "operation");
        return BulkOperation.find(word)
                .filter(BulkOperation::isQuery)
                .orElseThrow(() ->
                        new ApiFailure(
                                400, "InvalidJob", "InvalidJob : Unsupported operation : " + word));
    }

    public Answer get(RestCall call) {
        return answer(find(call), Detail.WHOLE);
    }

    public Answer list(RestCall call) {
        return asked.list(call, "query", List.of("V2Query", "Classic"));
    }

    public Answer change(RestCall call) {
        var job = find(call);
        var word = Asked.text(Json.readObject(call.call().body()), "state");
        if (!word.equalsIgnoreCase("Aborted")) {
            throw wrongState("Unsupported job state: " + word);
        }
        if (job.state().isFinal()) {
            throw wrongState(
                    "Aborting already "
                            + (job.state() == JobState.JOB_COMPLETE
                                    ? "completed"
                                    : job.state().word().toLowerCase(java.util.Locale.ROOT))
                            + " Job not allowed");
        }
        jobs.move(job, JobState.ABORTED, "");
        return answer(job, Detail.CHANGED);
    }

    public Answer delete(RestCall call) {
        var job = find(call);
        if (!job.state().isFinal()) {
            throw wrongState("Deleting a job in state " + job.state().word() + " not allowed");
        }
        jobs.remove(job);
        return Answer.empty(204);
    }

    private static ApiFailure wrongState(String message) {
        return new ApiFailure(400, "InvalidJobState", "InvalidJobState : " + message);
    }

    /// Rows from the locator on, at most as many as asked for; the header stands in each page.
    public Answer results(RestCall call) {
        var job = complete(call);
        var locator = call.call().parameter("locator");
        var from = locator.isEmpty() ? 0 : Locator.read(locator);
        if (from > 0 && from >= job.rowCount()) {
            throw new ApiFailure(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        var to = (int) Math.min((long) from + pageRows(call), job.rowCount());
        return Answer.of(200, "text/csv", page(job, from, to))
                .with("Sforce-Locator", to < job.rowCount() ? Locator.of(to) : "null")
                .with("Sforce-NumberOfRecords", String.valueOf(to - from));
    }

    private int pageRows(RestCall call) {
        var asked = call.call().parameter("maxRecords");
        if (asked.isEmpty()) {
            return jobs.org().options().bulk().pageRows();
        }
        try {
            var rows = Integer.parseInt(asked);
            if (rows > 0) {
                return Math.min(rows, PAGE_ROWS_MAX);
            }
        } catch (NumberFormatException _) {
            // Answered below.
        }
        throw new ApiFailure(400, "ClientInputError", "maxRecords must be a positive number");
    }

    private static byte[] page(QueryJob job, int from, int to) {
        var head = job.start(0);
        var start = job.start(from);
        var length = job.start(to) - start;
        var page = new byte[head + length];
        try (var file = new RandomAccessFile(job.file().toFile(), "r")) {
            file.readFully(page, 0, head);
            file.seek(start);
            file.readFully(page, head, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read bulk results", e);
        }
        return page;
    }

    /// The addresses of the next five pages, to be fetched side by side.
    public Answer resultPages(RestCall call) {
        var job = complete(call);
        var locator = call.call().parameter("locator");
        var first = locator.isEmpty() ? 0 : Locator.read(locator);
        var size = pageRows(call);
        var root = call.root() + "/jobs/query/" + job.id();
        return Answer.json(
                200,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart("resultPages");
                    var at = (long) first;
                    for (var i = 0; i < RESULT_PAGES && (at < job.rowCount() || at == 0); i++) {
                        json.writeStartObject();
                        json.writeStringProperty(
                                "resultUrl", root + "/results?locator=" + Locator.of((int) at));
                        json.writeEndObject();
                        at += size;
                    }
                    json.writeEndArray();
                    if (at < job.rowCount()) {
                        json.writeStringProperty(
                                "nextRecordsUrl",
                                root + "/resultPages?locator=" + Locator.of((int) at));
                    }
                    json.writeBooleanProperty("done", at >= job.rowCount());
                    json.writeEndObject();
                }));
    }

    private QueryJob complete(RestCall call) {
        var job = find(call);
        if (job.ticket().version() != call.version()) {
            throw new ApiFailure(
                    409,
                    "InvalidVersion",
                    "The results of a query job are read with the API version that created it: "
                            + job.ticket().version()
                            + ".0");
        }
        if (job.state() != JobState.JOB_COMPLETE) {
            throw wrongState("Results of a job in state " + job.state().word() + " not available");
        }
        return job;
    }

    private QueryJob find(RestCall call) {
        return jobs.find(call.name(0))
                .filter(QueryJob.class::isInstance)
                .map(QueryJob.class::cast)
                .orElseThrow(ApiFailure::notFound);
    }

    private static Answer answer(QueryJob job, Detail detail) {
        return Answer.json(200, Json.write(json -> new JobJson(json).write(job, detail)));
    }
}
