package headroom.emulator.bulk1;

import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk.Slices;
import headroom.emulator.bulk1.AsyncBatch.State;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.JobEvent;
import headroom.emulator.soql.Cursors;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The life of jobs and batches of the first API. One owner: the event loop.
final class AsyncJobs {
    private static final Duration TAKES_BATCHES = Duration.ofHours(24);

    private final Jobs jobs;
    private final Cursors cursors;

    AsyncJobs(Jobs jobs, Cursors cursors) {
        this.jobs = jobs;
        this.cursors = cursors;
    }

    Jobs jobs() {
        return jobs;
    }

    Optional<AsyncJob> find(String id) {
        return jobs.find(id).filter(AsyncJob.class::isInstance).map(AsyncJob.class::cast);
    }

    void open(AsyncJob job) {
        jobs.add(job);
        jobs.move(job, JobState.OPEN, "");
    }

    void close(AsyncJob job) {
        if (job.state() != JobState.OPEN) {
            throw notAllowed("Closing", job);
        }
        jobs.move(job, JobState.CLOSED, "");
    }

    /// Batches that wait are never begun; those that run come to their end.
    void abort(AsyncJob job) {
        if (job.state() == JobState.ABORTED || job.state() == JobState.FAILED) {
            throw notAllowed("Aborting", job);
        }
        jobs.move(job, JobState.ABORTED, "");
        for (var batch : job.batches()) {
            if (batch.state() == State.QUEUED) {
                move(job, batch, State.NOT_PROCESSED, "");
            }
        }
    }

    private static ApiFailure notAllowed(String doing, AsyncJob job) {
        return new ApiFailure(
                400,
                "InvalidJobState",
                doing
                        + " already "
                        + job.state().word().toLowerCase(Locale.ROOT)
                        + " Job not allowed");
    }

    /// Takes a batch of the day, keeps what was sent and puts it in the queue.
    AsyncBatch add(AsyncJob job, byte[] content) {
        if (job.state() != JobState.OPEN
                || job.ticket().createdAt().plus(TAKES_BATCHES).isBefore(jobs.now())) {
            throw new ApiFailure(
                    400,
                    "InvalidJobState",
                    "Job is not open for batches: " + job.state().word().toLowerCase(Locale.ROOT));
        }
        if (!jobs.org().bulkCounts().takeBatch(jobs.now())) {
            throw new ApiFailure(400, "ExceededQuota", "ApiBatchItems Limit exceeded.");
        }
        var batch = enqueue(job, content);
        jobs.slices().start(jobs.queued(), work(job, batch));
        return batch;
    }

    private AsyncBatch enqueue(AsyncJob job, byte[] content) {
        var batch = new AsyncBatch(jobs.nextId("751"), jobs.nextId("752"), jobs.now(), content);
        jobs.folder().write(batch.requestName(), content);
        job.add(batch);
        move(job, batch, State.QUEUED, "");
        return batch;
    }

    private Slices.Step work(AsyncJob job, AsyncBatch batch) {
        if (!job.ticket().operation().isQuery()) {
            return new BatchLoad(this, job, batch);
        }
        return job.isChunked()
                ? new ChunkSplit(this, job, batch, cursors)
                : new BatchQuery(this, job, batch, cursors, null);
    }

    /// Adds a batch for a part of a query's rows.
    void addPart(AsyncJob job, String soql, BatchQuery.Part part) {
        var batch = enqueue(job, soql.getBytes(StandardCharsets.UTF_8));
        jobs.slices().start(jobs.queued(), new BatchQuery(this, job, batch, cursors, part));
    }

    /// The batch enters a state, and whoever asked is told.
    void move(AsyncJob job, AsyncBatch batch, State state, String why) {
        batch.enter(state, why, jobs.now());
        var ticket = job.ticket();
        jobs.org()
                .jobEvents()
                .publish(
                        new JobEvent(
                                JobEvent.Api.V1,
                                batch.changedAt(),
                                ticket.userId(),
                                job.id(),
                                batch.id(),
                                ticket.operation().word(),
                                ticket.object(),
                                state.word(),
                                batch.processed(),
                                batch.failed(),
                                batch.resultBytes(),
                                why));
    }
}
