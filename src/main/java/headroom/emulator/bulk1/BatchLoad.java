package headroom.emulator.bulk1;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.bulk.LoadRow;
import headroom.emulator.bulk.RowReader;
import headroom.emulator.bulk.RowWriter;
import headroom.emulator.records.Saved;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A batch that writes rows: all are read before the first is written. One owner.
final class BatchLoad extends BatchRun {
    private static final int BYTES_MAX = 10_000_000;
    private static final int ROWS_MAX = 10_000;
    private static final int READ_PER_STEP = 500;

    private final RowWriter writer;
    private final LoadResult result;
    private final List<LoadRow> rows = new ArrayList<>();
    private @Nullable RowFeed feed;
    private int next;

    BatchLoad(AsyncJobs owner, AsyncJob job, AsyncBatch batch) {
        super(owner, job, batch);
        this.writer = new RowWriter(owner.jobs().org());
        this.result = new LoadResult(job.format());
    }

    @Override
    void begin() {
        var content = batch().content();
        if (content.length == 0) {
            throw new BulkFailure("InvalidBatch", "Records not found");
        }
        if (content.length > BYTES_MAX
                && new String(content, StandardCharsets.UTF_8).length() > BYTES_MAX) {
            throw new BulkFailure(
                    "ClientInputError",
                    "Failed to read request. Exceeded max size limit of " + BYTES_MAX);
        }
        var reader = new RowReader(jobs().org().store().schema(), job().plan());
        feed = RowFeed.of(job().format(), content, reader);
    }

    @Override
    boolean work() {
        var source = feed;
        return source == null ? writeSome() : readSome(source);
    }

    private boolean readSome(RowFeed source) {
        for (var i = 0; i < READ_PER_STEP; i++) {
            var row = source.next();
            if (row == null) {
                feed = null;
                if (rows.isEmpty()) {
                    throw new BulkFailure("InvalidBatch", "Records not found");
                }
                write(result.head());
                return true;
            }
            if (rows.size() == ROWS_MAX) {
                throw new BulkFailure(
                        "InvalidBatch", "Records exceed the batch limit of " + ROWS_MAX);
            }
            rows.add(row);
        }
        return true;
    }

    private boolean writeSome() {
        var to = Math.min(next + RowWriter.CHUNK_ROWS, rows.size());
        var chunk = rows.subList(next, to);
        var failures = 0;
        for (var saved : writer.write(job().plan(), chunk)) {
            write(result.row(saved));
            failures += saved instanceof Saved.Failed ? 1 : 0;
        }
        batch().count(chunk.size(), failures);
        job().count(chunk.size(), failures);
        next = to;
        if (next < rows.size()) {
            return true;
        }
        write(result.tail());
        return false;
    }
}
