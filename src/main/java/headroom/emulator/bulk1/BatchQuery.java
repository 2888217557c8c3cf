package headroom.emulator.bulk1;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.bulk.BulkOperation;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.records.Row;
import headroom.emulator.soql.Cursors;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A batch that answers a query, or a part of one between two ids. One owner.
final class BatchQuery extends BatchRun {
    private static final int ROWS_PER_STEP = 500;

    private final Cursors cursors;
    private final @Nullable Part part;
    private Cursors.@Nullable Page page;
    private @Nullable QueryText text;
    private List<Row> rows = List.of();
    private int next;

    /// Part of a query's rows that were found already.
    record Part(Cursors.Page page, List<Row> rows) {}

    /// @param part null for the whole of what the batch asks
    BatchQuery(
            AsyncJobs owner, AsyncJob job, AsyncBatch batch, Cursors cursors, @Nullable Part part) {
        super(owner, job, batch);
        this.cursors = cursors;
        this.part = part;
    }

    @Override
    void begin() {
        var found = part == null ? find(cursors, jobs(), job(), batch()) : part.page();
        rows = part == null ? found.rows() : part.rows();
        page = found;
        var shown =
                new QueryText(
                        job().format(),
                        jobs().org().store().schema(),
                        found.query().type(),
                        found.columns(),
                        "/services/data/v" + job().ticket().version() + ".0");
        text = shown;
        write(rows.isEmpty() ? shown.nothing() : shown.head());
    }

    /// Runs a batch's query; what is wrong with it is thrown.
    static Cursors.Page find(Cursors cursors, Jobs jobs, AsyncJob job, AsyncBatch batch) {
        var soql = new String(batch.content(), StandardCharsets.UTF_8).strip();
        if (soql.isEmpty()) {
            throw new BulkFailure("InvalidBatch", "Records not found");
        }
        var deleted = job.ticket().operation() == BulkOperation.QUERY_ALL;
        var viewer = jobs.viewer(job.ticket().userId());
        var query = cursors.bind(soql, deleted, jobs.now(), viewer);
        query.bulkProblem()
                .ifPresent(problem -> {
                    throw new BulkFailure("InvalidBatch", "Failed to process query: " + problem);
                });
        return cursors.run(query, Integer.MAX_VALUE, jobs.now());
    }

    @Override
    boolean work() {
        var found = page;
        var shown = text;
        if (found == null || shown == null || rows.isEmpty()) {
            return false;
        }
        var to = Math.min(next + ROWS_PER_STEP, rows.size());
        batch().count(to - next, 0);
        job().count(to - next, 0);
        for (; next < to; next++) {
            var row = rows.get(next);
            write(shown.row(row, found.cells(row)));
        }
        if (next < rows.size()) {
            return true;
        }
        write(shown.tail());
        return false;
    }
}
