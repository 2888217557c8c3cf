package headroom.emulator.bulk2;

import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.bulk.Job;
import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.LoadPlan;
import headroom.emulator.bulk.ResultFolder;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// A job that writes the rows of one CSV. One owner.
final class IngestJob extends Job {
    private static final byte[] NOTHING = {};

    private final LoadPlan plan;
    private final Wish wish;
    private final ResultFolder folder;
    private byte[] content = NOTHING;
    private boolean uploaded;
    private boolean settled;
    private long resultBytes;
    private @Nullable IngestRun run;

    /// What its creator asked for beside object and operation.
    ///
    /// @param externalId the field of an upsert as it was spelled, or empty
    /// @param assignmentRule an id, or empty
    record Wish(CsvStyle style, String externalId, String assignmentRule) {}

    /// One of the three files it answers with.
    enum Result {
        SUCCESSFUL,
        FAILED,
        UNPROCESSED
    }

    IngestJob(Ticket ticket, LoadPlan plan, Wish wish, ResultFolder folder) {
        super(ticket, JobState.OPEN);
        this.plan = plan;
        this.wish = wish;
        this.folder = folder;
    }

    @Override
    public Kind kind() {
        return Kind.V2_INGEST;
    }

    @Override
    public String contentType() {
        return "CSV";
    }

    LoadPlan plan() {
        return plan;
    }

    Wish wish() {
        return wish;
    }

    boolean isUploaded() {
        return uploaded;
    }

    void upload(byte[] csv) {
        content = csv;
        uploaded = true;
    }

    /// The work that goes on or waits, once the upload is complete.
    void runBy(IngestRun worker) {
        run = worker;
    }

    @Nullable IngestRun run() {
        return run;
    }

    byte[] content() {
        return content;
    }

    /// All its files are written.
    void settle(long bytes) {
        content = NOTHING;
        settled = true;
        run = null;
        resultBytes = bytes;
    }

    boolean isSettled() {
        return settled;
    }

    @Override
    public long resultBytes() {
        return resultBytes;
    }

    String fileName(Result result) {
        return id() + "-" + result + ".csv";
    }

    Path file(Result result) {
        return folder.path(fileName(result));
    }

    @Override
    public void forget() {
        for (var result : Result.values()) {
            folder.delete(fileName(result));
        }
    }
}
