package headroom.emulator.bulk2;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.bulk.CsvFeed;
import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk.LoadRow;
import headroom.emulator.bulk.RowReader;
import headroom.emulator.bulk.RowReader.Columns;
import headroom.emulator.bulk.RowWriter;
import headroom.emulator.bulk.Slices;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The work of one ingest job: read the whole CSV through once, then write its rows in batches of
/// 10,000 that each take one of the day's. One owner.
final class IngestRun implements Slices.Step {
    static final int BATCH_ROWS = 10_000;
    private static final System.Logger LOG = System.getLogger(IngestRun.class.getName());
    private static final int CHECKED_PER_STEP = 1_000;

    private final Jobs jobs;
    private final IngestJob job;
    private final RowWriter writer;
    private Phase phase = Phase.WAITING;
    private @Nullable CsvFeed feed;
    private @Nullable Columns columns;
    private @Nullable IngestResults results;
    private int rowsInBatch;

    private enum Phase {
        WAITING,
        CHECKING,
        WRITING,
        LEAVING,
        DONE
    }

    IngestRun(Jobs jobs, IngestJob job) {
        this.jobs = jobs;
        this.job = job;
        this.writer = new RowWriter(jobs.org());
    }

    @Override
    public boolean run() {
        var began = System.nanoTime();
        try {
            return step();
        } catch (BulkFailure failure) {
            fail(failure);
            return phase == Phase.LEAVING;
        } finally {
            job.addActive(System.nanoTime() - began);
        }
    }

    /// Ends a work that may be waiting. What waits finds it done.
    void abort() {
        jobs.move(job, JobState.ABORTED, "");
        jobs.slices().start(Duration.ZERO, this);
    }

    private boolean step() {
        if (job.state() == JobState.ABORTED && phase != Phase.LEAVING && phase != Phase.DONE) {
            return leave();
        }
        return switch (phase) {
            case WAITING -> begin();
            case CHECKING -> check();
            case WRITING -> write();
            case LEAVING -> putAside();
            case DONE -> false;
        };
    }

    private boolean begin() {
        jobs.move(job, JobState.IN_PROGRESS, "");
        LineEnds.check(job.content(), job.wish().style().lineEnding());
        feed = open(true);
        // Only the names are wanted: the counting feed reads none.
        columns = columns(header(open(false)));
        header(feed);
        phase = Phase.CHECKING;
        return true;
    }

    private CsvFeed open(boolean counting) {
        return new CsvFeed(job.content(), job.wish().style().delimiter(), counting);
    }

    private static List<String> header(CsvFeed feed) {
        var header = feed.next();
        if (header == null) {
            throw new BulkFailure("InvalidBatch", "Records not found");
        }
        return header;
    }

    private Columns columns(List<String> header) {
        var reader = new RowReader(jobs.org().store().schema(), job.plan());
        return reader.columns(header);
    }

    private boolean check() {
        for (var i = 0; i < CHECKED_PER_STEP; i++) {
            var record = current(feed).next();
            if (record == null) {
                feed = open(false);
                results = new IngestResults(jobs, job, header(feed));
                rowsInBatch = BATCH_ROWS;
                phase = Phase.WRITING;
                return true;
            }
            current(columns).checkWidth(record.size());
        }
        return true;
    }

    private boolean write() {
        if (rowsInBatch == BATCH_ROWS) {
            rowsInBatch = 0;
            current(results).endBatch();
            if (!jobs.org().bulkCounts().takeBatch(jobs.now())) {
                throw new BulkFailure("ExceededQuota", "ApiBatchItems Limit exceeded.");
            }
        }
        var rows = chunk();
        if (rows.isEmpty()) {
            finish(JobState.JOB_COMPLETE, "");
            return false;
        }
        var saved = writer.write(job.plan(), rows);
        job.count(rows.size(), current(results).add(rows, saved));
        rowsInBatch += rows.size();
        if (rowsInBatch == BATCH_ROWS && !jobs.perBatch().isZero()) {
            jobs.slices().start(jobs.perBatch(), this);
            return false;
        }
        return true;
    }

    private List<LoadRow> chunk() {
        var rows = new ArrayList<LoadRow>(RowWriter.CHUNK_ROWS);
        while (rows.size() < RowWriter.CHUNK_ROWS) {
            var record = current(feed).next();
            if (record == null) {
                break;
            }
            rows.add(current(columns).read(record));
        }
        return rows;
    }

    private void finish(JobState state, String message) {
        settle();
        jobs.move(job, state, message);
    }

    /// The rows that were not touched are kept for the client to fetch.
    private boolean leave() {
        if (results == null) {
            settle();
            return false;
        }
        results.endBatch();
        phase = Phase.LEAVING;
        return true;
    }

    private boolean putAside() {
        for (var i = 0; i < CHECKED_PER_STEP; i++) {
            var record = current(feed).next();
            if (record == null) {
                settle();
                return false;
            }
            current(results).addUnprocessed(record);
        }
        return true;
    }

    private void fail(BulkFailure failure) {
        jobs.move(job, JobState.FAILED, failure.stateMessage());
        leave();
    }

    private void settle() {
        phase = Phase.DONE;
        if (results == null) {
            IngestResults.keepRaw(jobs, job);
        } else {
            results.close();
        }
    }

    @Override
    public void broke(RuntimeException cause) {
        LOG.log(Level.ERROR, "a bulk job broke the emulator: " + job.id(), cause);
        finish(JobState.FAILED, "InternalServerError : An unexpected error occurred");
    }

    private static <T> T current(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("no such part in this phase");
        }
        return part;
    }

    /// A job's lines end as it said they would.
    private static final class LineEnds {
        static void check(byte[] content, CsvStyle.LineEnding wanted) {
            for (var i = 0; i < content.length; i++) {
                if (content[i] == '\n') {
                    var found =
                            i > 0 && content[i - 1] == '\r'
                                    ? CsvStyle.LineEnding.CRLF
                                    : CsvStyle.LineEnding.LF;
                    if (found != wanted) {
                        throw new BulkFailure(
                                "ClientInputError",
                                "LineEnding is invalid on user data. Current LineEnding setting is "
                                        + wanted);
                    }
                    return;
                }
            }
        }
    }
}
