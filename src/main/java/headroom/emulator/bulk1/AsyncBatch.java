package headroom.emulator.bulk1;

import headroom.emulator.bulk.ResultFolder;

import java.nio.file.Path;
import java.time.Instant;

/// One batch of a job of the first API. One owner; [AsyncJobs] moves it on.
final class AsyncBatch {
    private static final byte[] NOTHING = {};

    private final String id;
    private final String resultId;
    private final Instant createdAt;
    private Instant changedAt;
    private State state = State.QUEUED;
    private String message = "";
    private byte[] content;
    private long processed;
    private long failed;
    private long activeNanos;
    private long resultBytes;

    /// Where a batch stands.
    enum State {
        QUEUED("Queued"),
        IN_PROGRESS("InProgress"),
        COMPLETED("Completed"),
        FAILED("Failed"),
        NOT_PROCESSED("NotProcessed");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// @param resultId what a query's one result is fetched by
    AsyncBatch(String id, String resultId, Instant createdAt, byte[] content) {
        this.id = id;
        this.resultId = resultId;
        this.createdAt = createdAt;
        this.changedAt = createdAt;
        this.content = content;
    }

    String id() {
        return id;
    }

    String resultId() {
        return resultId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    State state() {
        return state;
    }

    String message() {
        return message;
    }

    byte[] content() {
        return content;
    }

    long processed() {
        return processed;
    }

    long failed() {
        return failed;
    }

    long activeMillis() {
        return activeNanos / 1_000_000;
    }

    long resultBytes() {
        return resultBytes;
    }

    void count(long rows, long failures) {
        processed += rows;
        failed += failures;
    }

    void addActive(long nanos) {
        activeNanos += nanos;
    }

    void addResultBytes(long bytes) {
        resultBytes += bytes;
    }

    void enter(State next, String why, Instant at) {
        state = next;
        message = why;
        changedAt = at;
        if (next != State.QUEUED && next != State.IN_PROGRESS) {
            content = NOTHING;
        }
    }

    String requestName() {
        return id + "-request";
    }

    String resultName() {
        return id + "-result";
    }

    Path result(ResultFolder folder) {
        return folder.path(resultName());
    }

    void forget(ResultFolder folder) {
        folder.delete(requestName());
        folder.delete(resultName());
    }
}
