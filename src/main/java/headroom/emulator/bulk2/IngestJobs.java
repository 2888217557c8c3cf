package headroom.emulator.bulk2;

import headroom.emulator.bulk.BulkOperation;
import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk.LoadPlan;
import headroom.emulator.bulk2.IngestJob.Result;
import headroom.emulator.bulk2.JobJson.Detail;
import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.rest.RestCall;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;

/// `jobs/ingest`: jobs that write the rows of a CSV.
public final class IngestJobs {
    /// 150 MB of base64.
    private static final int CONTENT_BYTES_MAX = 100_000_000;

    private final Jobs jobs;
    private final Asked asked;

    public IngestJobs(Jobs jobs) {
        this.jobs = jobs;
        this.asked = new Asked(jobs);
    }

    public Answer create(RestCall call) {
        var parts = Multipart.read(call.call());
        if (parts.isPresent()) {
            return createWhole(call, parts.get());
        }
        var job = newJob(call, Json.readObject(call.call().body()));
        jobs.add(job);
        jobs.move(job, JobState.OPEN, "");
        return answer(job, Detail.CREATED);
    }

    /// Creates, uploads and closes in one call.
    private Answer createWhole(RestCall call, Multipart parts) {
        if (parts.content().length > Multipart.CONTENT_BYTES_MAX) {
            throw new ApiFailure(
                    400,
                    "ClientInputError",
                    "The content of a multipart request is at most 100000 characters.");
        }
        var job = newJob(call, Json.readObject(parts.job()));
        jobs.add(job);
        job.upload(parts.content());
        complete(job);
        return answer(job, Detail.CREATED);
    }

    private IngestJob newJob(RestCall call, JsonNode body) {
        var operation = operation(body);
        var type = asked.type(Asked.text(body, "object"));
        Asked.requireCsv(body);
        var external = Asked.text(body, "externalIdFieldName");
        var key = operation == BulkOperation.UPSERT ? key(type, external) : 0;
        if (jobs.org().bulkCounts().batches(jobs.now()) >= jobs.org().bulkCounts().batchesMax()) {
            throw new ApiFailure(400, "ExceededQuota", "ApiBatchItems Limit exceeded.");
        }
        var userId = call.session().userId();
        var rule = Asked.text(body, "assignmentRuleId");
        // Bulk runs the rule that a job names, and no other.
        var options = call.writeOptions().withAutoAssign(!rule.isEmpty());
        return new IngestJob(
                jobs.ticket(userId, operation, type.name(), call.version()),
                new LoadPlan(type, operation.write(), key, userId, options),
                new IngestJob.Wish(Asked.style(body), external, rule),
                jobs.folder());
    }

    private static BulkOperation operation(JsonNode body) {
        var word = Asked.text(body, "operation");
        return BulkOperation.find(word)
                .filter(it -> !it.isQuery())
                .orElseThrow(() ->
                        new ApiFailure(
                                400, "InvalidJob", "InvalidJob : Unsupported operation : " + word));
    }

    private static int key(ObjectType type, String name) {
        if (name.isEmpty()) {
            throw new ApiFailure(
                    400,
                    "InvalidJob",
                    "InvalidJob : External ID was blank for "
                            + type.name()
                            + ". An External ID must be specified for upsert.");
        }
        var place = type.place(name);
        if (place < 0 || (place != 0 && !type.field(place).is(Field.Trait.EXTERNAL_ID))) {
            throw new ApiFailure(
                    400,
                    "InvalidJob",
                    "InvalidJob : Field name provided, "
                            + name
                            + " does not match an External ID, Salesforce Id, or indexed field for "
                            + type.name());
        }
        return place;
    }

    public Answer upload(RestCall call) {
        var job = find(call);
        if (job.isUploaded()) {
            throw new ApiFailure(
                    400,
                    "ClientInputError",
                    "Found multiple contents for job: <"
                            + job.id()
                            + ">, please 'Close' / 'Abort' / 'Delete' the current Job then create a"
                            + " new Job and make sure you only do 'PUT' once on a given Job.");
        }
        if (job.state() != JobState.OPEN) {
            throw wrongState("Job is not in Open state: " + job.state().word());
        }
        if (call.call().body().length > CONTENT_BYTES_MAX) {
            throw new ApiFailure(
                    413, "ClientInputError", "The content of a job is at most 150 MB of base64.");
        }
        job.upload(call.call().body());
        return Answer.empty(201);
    }

    public Answer change(RestCall call) {
        var job = find(call);
        var word = Asked.text(Json.readObject(call.call().body()), "state");
        switch (word.toLowerCase(Locale.ROOT)) {
            case "uploadcomplete" -> {
                if (job.state() != JobState.OPEN) {
                    throw notAllowed("Closing", job);
                }
                complete(job);
            }
            case "aborted" -> {
                if (job.state().isFinal()) {
                    throw notAllowed("Aborting", job);
                }
                abort(job);
            }
            default -> throw wrongState("Unsupported job state: " + word);
        }
        return answer(job, Detail.CHANGED);
    }

    private void complete(IngestJob job) {
        jobs.move(job, JobState.UPLOAD_COMPLETE, "");
        var run = new IngestRun(jobs, job);
        job.runBy(run);
        jobs.slices().start(jobs.queued(), run);
    }

    private void abort(IngestJob job) {
        var run = job.run();
        if (run != null) {
            run.abort();
            return;
        }
        jobs.move(job, JobState.ABORTED, "");
        IngestResults.keepRaw(jobs, job);
    }

    private static ApiFailure notAllowed(String doing, IngestJob job) {
        var state = job.state() == JobState.JOB_COMPLETE ? "Completed" : job.state().word();
        return wrongState(
                doing + " already " + state.toLowerCase(Locale.ROOT) + " Job not allowed");
    }

    private static ApiFailure wrongState(String message) {
        return new ApiFailure(400, "InvalidJobState", "InvalidJobState : " + message);
    }

    public Answer get(RestCall call) {
        return answer(find(call), Detail.WHOLE);
    }

    public Answer delete(RestCall call) {
        var job = find(call);
        if (!job.state().isFinal() || !job.isSettled()) {
            throw wrongState("Deleting a job in state " + job.state().word() + " not allowed");
        }
        jobs.remove(job);
        return Answer.empty(204);
    }

    public Answer list(RestCall call) {
        return asked.list(call, "ingest", List.of("V2Ingest", "Classic"));
    }

    public Answer successful(RestCall call) {
        return file(call, Result.SUCCESSFUL);
    }

    public Answer failed(RestCall call) {
        return file(call, Result.FAILED);
    }

    public Answer unprocessed(RestCall call) {
        return file(call, Result.UNPROCESSED);
    }

    private Answer file(RestCall call, Result result) {
        var job = find(call);
        if (!job.isSettled()) {
            throw wrongState("Results of a job in state " + job.state().word() + " not available");
        }
        return Answer.file("text/csv", job.file(result));
    }

    private IngestJob find(RestCall call) {
        return jobs.find(call.name(0))
                .filter(IngestJob.class::isInstance)
                .map(IngestJob.class::cast)
                .orElseThrow(ApiFailure::notFound);
    }

    private static Answer answer(IngestJob job, Detail detail) {
        return Answer.json(200, Json.write(json -> new JobJson(json).write(job, detail)));
    }
}
