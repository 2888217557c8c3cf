package headroom.emulator.bulk2;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk.Slices;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.soql.Cursors;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/// The work of one query job: find the rows, then write them to its file. One owner.
final class QueryRun implements Slices.Step {
    private static final System.Logger LOG = System.getLogger(QueryRun.class.getName());
    private static final int ROWS_PER_STEP = 500;
    private static final long RESULT_BYTES_MAX = Integer.MAX_VALUE - (1L << 20);

    private final Jobs jobs;
    private final QueryJob job;
    private final Cursors cursors;
    private final boolean includeDeleted;
    private Cursors.@Nullable Page page;
    private @Nullable OutputStream out;
    private int next;
    private long bytes;

    QueryRun(Jobs jobs, QueryJob job, Cursors cursors, boolean includeDeleted) {
        this.jobs = jobs;
        this.job = job;
        this.cursors = cursors;
        this.includeDeleted = includeDeleted;
    }

    @Override
    public boolean run() {
        if (job.state().isFinal()) {
            close();
            return false;
        }
        var began = System.nanoTime();
        try {
            var rows = page;
            var file = out;
            if (rows == null || file == null) {
                begin();
                return true;
            }
            return write(rows, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write bulk results", e);
        } catch (ApiFailure e) {
            end(JobState.FAILED, "InvalidBatch : " + e.message());
            return false;
        } catch (BulkFailure e) {
            end(JobState.FAILED, e.stateMessage());
            return false;
        } finally {
            job.addActive(System.nanoTime() - began);
        }
    }

    private void begin() throws IOException {
        jobs.move(job, JobState.IN_PROGRESS, "");
        var viewer = jobs.viewer(job.ticket().userId());
        var query = cursors.bind(job.soql(), includeDeleted, jobs.now(), viewer);
        var found = cursors.run(query, Integer.MAX_VALUE, jobs.now());
        var file = jobs.folder().open(job.fileName());
        put(file, job.style().line(found.columns()));
        page = found;
        out = file;
    }

    private boolean write(Cursors.Page rows, OutputStream file) throws IOException {
        var to = Math.min(next + ROWS_PER_STEP, rows.rows().size());
        for (; next < to; next++) {
            job.mark((int) bytes);
            put(file, job.style().line(rows.cells(rows.rows().get(next))));
            if (bytes > RESULT_BYTES_MAX) {
                throw new BulkFailure("InternalServerError", "The result is too large.");
            }
        }
        job.count(to - job.processed(), 0);
        if (next < rows.rows().size()) {
            return true;
        }
        job.mark((int) bytes);
        job.finish(bytes);
        jobs.org().bulkCounts().addResult(jobs.now(), bytes);
        end(JobState.JOB_COMPLETE, "");
        return false;
    }

    private void put(OutputStream file, String line) throws IOException {
        var text = line.getBytes(StandardCharsets.UTF_8);
        file.write(text);
        bytes += text.length;
    }

    private void end(JobState state, String message) {
        close();
        jobs.move(job, state, message);
    }

    private void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write bulk results", e);
        }
        out = null;
        page = null;
    }

    @Override
    public void broke(RuntimeException cause) {
        LOG.log(Level.ERROR, "a bulk query broke the emulator: " + job.id(), cause);
        jobs.move(job, JobState.FAILED, "InternalServerError : An unexpected error occurred");
    }
}
