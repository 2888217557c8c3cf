package headroom.emulator.bulk1;

import headroom.emulator.bulk.BulkOperation;
import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk.LoadPlan;
import headroom.emulator.bulk1.AsyncBatch.State;
import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Session;
import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.WriteOptions;
import headroom.emulator.rest.ApiVersions;
import headroom.emulator.soql.Cursors;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be asked below `services/async/66.0`. One owner.
final class AsyncApi {
    private static final int CHUNK_ROWS = 100_000;
    private static final int CHUNK_ROWS_MAX = 250_000;

    private final Jobs jobs;
    private final AsyncJobs life;

    AsyncApi(Jobs jobs, Cursors cursors) {
        this.jobs = jobs;
        this.life = new AsyncJobs(jobs, cursors);
    }

    /// The job that the path names, if there is one.
    Optional<AsyncJob> job(Call call) {
        return life.find(call.segment(4));
    }

    Answer serve(Call call, Session session) {
        var version = ApiVersions.parse(call.segment(2)).filter(ApiVersions::isServed);
        if (version.isEmpty()) {
            throw new ApiFailure(
                    400, "InvalidVersion", "Unsupported API version: " + call.segment(2));
        }
        var path = call.target().segments();
        if (path.size() < 4 || path.size() > 9 || !call.segment(3).equalsIgnoreCase("job")) {
            throw invalidUrl(call);
        }
        var get = call.method().equals("GET");
        if (!get && !call.method().equals("POST")) {
            throw invalidUrl(call);
        }
        if (path.size() == 4) {
            if (get) {
                throw invalidUrl(call);
            }
            return create(call, session, version.get());
        }
        var job =
                job(call)
                        .orElseThrow(() ->
                                new ApiFailure(
                                        400,
                                        "InvalidJob",
                                        "Unable to find job for id: " + call.segment(4)));
        if (path.size() == 5) {
            return get ? AsyncText.job(job, isJson(job), 200) : change(call, job);
        }
        if (!call.segment(5).equalsIgnoreCase("batch")) {
            throw invalidUrl(call);
        }
        if (path.size() == 6) {
            return get
                    ? AsyncText.batches(job, job.batches(), isJson(job))
                    : AsyncText.batch(job, life.add(job, call.body()), isJson(job), 201);
        }
        if (!get) {
            throw invalidUrl(call);
        }
        return batch(call, job);
    }

    private static ApiFailure invalidUrl(Call call) {
        return new ApiFailure(
                400,
                "InvalidUrl",
                "Destination URL not reset. The URL "
                        + call.target().path()
                        + " is invalid for "
                        + call.method());
    }

    private static boolean isJson(AsyncJob job) {
        return job.format() == Format.JSON;
    }

    private static boolean saysJson(Call call) {
        return call.header("Content-Type").toLowerCase(Locale.ROOT).contains("json");
    }

    private Answer create(Call call, Session session, int version) {
        var asked = JobRequest.read(call.body(), saysJson(call));
        var operation =
                BulkOperation.find(asked.text("operation"))
                        .orElseThrow(() ->
                                invalidJob("Unsupported operation: " + asked.text("operation")));
        var format = format(asked);
        var type = type(asked.text("object"), operation);
        var external = asked.text("externalIdFieldName");
        var plan =
                operation.isQuery()
                        ? null
                        : new LoadPlan(
                                type,
                                operation.write(),
                                operation == BulkOperation.UPSERT ? key(type, external) : 0,
                                session.userId(),
                                WriteOptions.DEFAULTS.withAutoAssign(
                                        !asked.text("assignmentRuleId").isEmpty()));
        var job =
                new AsyncJob(
                        jobs.ticket(session.userId(), operation, type.name(), version),
                        new AsyncJob.Wish(
                                format,
                                serial(asked.text("concurrencyMode")),
                                external,
                                asked.text("assignmentRuleId"),
                                operation.isQuery() ? chunkRows(call) : 0),
                        plan,
                        jobs.folder());
        life.open(job);
        return AsyncText.job(job, saysJson(call), 201);
    }

    private static ApiFailure invalidJob(String message) {
        return new ApiFailure(400, "InvalidJob", message);
    }

    private static Format format(JobRequest asked) {
        var word = asked.text("contentType");
        if (word.toUpperCase(Locale.ROOT).startsWith("ZIP_")) {
            throw ApiFailure.notServed("The content type " + word + " of Bulk jobs");
        }
        return word.isEmpty()
                ? Format.XML
                : Format.find(word)
                        .orElseThrow(() -> invalidJob("Unsupported content type: " + word));
    }

    private ObjectType type(String name, BulkOperation operation) {
        if (name.isEmpty()) {
            throw invalidJob("Must specify object");
        }
        var store = jobs.org().store();
        var type = store.schema().find(name);
        if (type == null || !store.sees(type) || (!operation.isQuery() && !type.isWritable())) {
            throw new ApiFailure(
                    400,
                    "InvalidEntity",
                    "Entity '" + name + "' is not supported by the Bulk API.");
        }
        return type;
    }

    private static int key(ObjectType type, String name) {
        if (name.isEmpty()) {
            throw invalidJob(
                    "External ID was blank for "
                            + type.name()
                            + ". An External ID must be specified for upsert.");
        }
        var place = type.place(name);
        if (place < 0 || (place != 0 && !type.field(place).is(Field.Trait.EXTERNAL_ID))) {
            throw invalidJob(
                    "Field name provided, "
                            + name
                            + " does not match an External ID, Salesforce Id, or indexed field for "
                            + type.name());
        }
        return place;
    }

    /// One client sends the enum's number.
    private static boolean serial(String mode) {
        return mode.equalsIgnoreCase("Serial") || mode.equals("1");
    }

    /// `Sforce-Enable-PKChunking: chunkSize=50000; parent=Account`, or `true`, or `false`.
    private static int chunkRows(Call call) {
        var header = call.header("Sforce-Enable-PKChunking").strip();
        if (header.isEmpty() || header.equalsIgnoreCase("false")) {
            return 0;
        }
        for (var option : header.split(";", 10)) {
            var parts = option.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase("chunkSize")) {
                try {
                    var asked = Integer.parseInt(parts[1].strip());
                    return Math.clamp(asked, 1, CHUNK_ROWS_MAX);
                } catch (NumberFormatException _) {
                    throw new ApiFailure(
                            400, "ClientInputError", "Invalid chunkSize: " + parts[1].strip());
                }
            }
        }
        return CHUNK_ROWS;
    }

    private Answer change(Call call, AsyncJob job) {
        var json = saysJson(call);
        var state = JobRequest.read(call.body(), json).text("state");
        if (state.equalsIgnoreCase(JobState.CLOSED.word())) {
            life.close(job);
        } else if (state.equalsIgnoreCase(JobState.ABORTED.word())) {
            life.abort(job);
        } else {
            throw new ApiFailure(400, "InvalidJobState", "Unsupported job state: " + state);
        }
        return AsyncText.job(job, json, 200);
    }

    private Answer batch(Call call, AsyncJob job) {
        var batch =
                job.batch(call.segment(6))
                        .orElseThrow(() ->
                                new ApiFailure(
                                        400,
                                        "InvalidBatch",
                                        "Unable to find batch for id: " + call.segment(6)));
        var what = call.segment(7).toLowerCase(Locale.ROOT);
        var deeper = !call.segment(8).isEmpty();
        return switch (what) {
            case "" -> AsyncText.batch(job, batch, isJson(job), 200);
            case "request" ->
                    Answer.file(job.format().mediaType(), jobs.folder().path(batch.requestName()));
            case "result" -> result(call, job, batch, deeper);
            default -> throw invalidUrl(call);
        };
    }

    private Answer result(Call call, AsyncJob job, AsyncBatch batch, boolean deeper) {
        if (batch.state() == State.FAILED) {
            throw new ApiFailure(400, "InvalidBatch", "Records not processed");
        }
        if (batch.state() != State.COMPLETED) {
            throw new ApiFailure(400, "InvalidBatch", "Batch not completed");
        }
        if (!job.ticket().operation().isQuery()) {
            return Answer.file(job.format().mediaType(), batch.result(jobs.folder()));
        }
        if (!deeper) {
            return AsyncText.results(List.of(batch.resultId()), isJson(job));
        }
        if (!batch.resultId().startsWith(call.segment(8)) || call.segment(8).length() < 15) {
            throw new ApiFailure(
                    400, "InvalidBatch", "Unable to find result for id: " + call.segment(8));
        }
        return Answer.file(job.format().mediaType(), batch.result(jobs.folder()));
    }
}
