package headroom.emulator.bulk1;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk.Slices;
import headroom.emulator.bulk1.AsyncBatch.State;
import headroom.emulator.call.ApiFailure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/// The work of one batch: what loads and queries have in common. One owner.
abstract class BatchRun implements Slices.Step {
    private static final System.Logger LOG = System.getLogger(BatchRun.class.getName());

    private final AsyncJobs owner;
    private final AsyncJob job;
    private final AsyncBatch batch;
    private @Nullable OutputStream out;
    private boolean waited;

    BatchRun(AsyncJobs owner, AsyncJob job, AsyncBatch batch) {
        this.owner = owner;
        this.job = job;
        this.batch = batch;
    }

    /// Takes what it needs, once, before the first [#work()].
    abstract void begin();

    /// Does some milliseconds' work; false if there is nothing left.
    abstract boolean work();

    final AsyncJob job() {
        return job;
    }

    final AsyncBatch batch() {
        return batch;
    }

    final Jobs jobs() {
        return owner.jobs();
    }

    final void write(String text) {
        try {
            var file = out;
            if (file == null) {
                file = jobs().folder().open(batch.resultName());
                out = file;
            }
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            file.write(bytes);
            batch.addResultBytes(bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write bulk results", e);
        }
    }

    @Override
    public final boolean run() {
        var began = System.nanoTime();
        try {
            return step();
        } catch (BulkFailure e) {
            end(State.FAILED, e.stateMessage());
            return false;
        } catch (ApiFailure e) {
            end(
                    State.FAILED,
                    "InvalidBatch : Failed to process query: " + e.code() + ": " + e.message());
            return false;
        } finally {
            batch.addActive(System.nanoTime() - began);
        }
    }

    private boolean step() {
        if (batch.state() == State.QUEUED) {
            owner.move(job, batch, State.IN_PROGRESS, "");
            begin();
            return true;
        }
        if (batch.state() != State.IN_PROGRESS) {
            return false;
        }
        if (!waited && work()) {
            return true;
        }
        var pause = jobs().perBatch();
        if (!waited && !pause.isZero()) {
            waited = true;
            jobs().slices().start(pause, this);
            return false;
        }
        end(State.COMPLETED, "");
        return false;
    }

    private void end(State state, String message) {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write bulk results", e);
        }
        owner.move(job, batch, state, message);
    }

    @Override
    public final void broke(RuntimeException cause) {
        LOG.log(Level.ERROR, "a bulk batch broke the emulator: " + batch.id(), cause);
        owner.move(job, batch, State.FAILED, "InternalServerError : An unexpected error occurred");
    }
}
