package headroom.emulator.bulk;

import java.time.Instant;

/// What all bulk jobs have in common. One owner: the event loop; [Jobs] moves it on.
public abstract class Job {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Ticket ticket;
    private Instant changedAt;
    private JobState state;
    private String message = "";
    private long processed;
    private long failed;
    private long activeNanos;

    /// What a job is from its first moment on.
    ///
    /// @param id 18 characters
    /// @param version `66` of the path that created it
    public record Ticket(
            String id,
            String userId,
            BulkOperation operation,
            String object,
            int version,
            Instant createdAt) {}

    /// The word of the job's family in lists: Classic, V2Ingest, V2Query.
    public enum Kind {
        CLASSIC("Classic"),
        V2_INGEST("V2Ingest"),
        V2_QUERY("V2Query");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    protected Job(Ticket ticket, JobState state) {
        this.ticket = ticket;
        this.changedAt = ticket.createdAt();
        this.state = state;
    }

    public abstract Kind kind();

    /// `CSV`, `XML` or `JSON`.
    public abstract String contentType();

    /// Bytes of what it answers; 0 while there is no answer.
    public abstract long resultBytes();

    /// Whether it is a query that the first API cut in chunks.
    public boolean isChunked() {
        return false;
    }

    /// Deletes what it kept for its clients.
    public abstract void forget();

    public Ticket ticket() {
        return ticket;
    }

    public String id() {
        return ticket.id();
    }

    public JobState state() {
        return state;
    }

    public Instant changedAt() {
        return changedAt;
    }

    /// Why it failed, or empty.
    public String message() {
        return message;
    }

    public long processed() {
        return processed;
    }

    public long failed() {
        return failed;
    }

    /// Milliseconds of work on it.
    public long activeMillis() {
        return activeNanos / NANOS_PER_MILLI;
    }

    /// Adds rows that are done, failed ones included in both.
    public void count(long rows, long failures) {
        processed += rows;
        failed += failures;
    }

    public void addActive(long nanos) {
        activeNanos += nanos;
    }

    void enter(JobState next, String why, Instant at) {
        state = next;
        message = why;
        changedAt = at;
    }
}
