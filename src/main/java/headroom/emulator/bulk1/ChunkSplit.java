package headroom.emulator.bulk1;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.bulk.Slices;
import headroom.emulator.bulk1.AsyncBatch.State;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Row;
import headroom.emulator.soql.Cursors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Cuts a query by primary key: a batch for each stretch of ids, and the one that asked is not
/// processed. One owner.
///
/// A stretch holds so many rows of the object, deleted ones included, so fewer may be found in it.
final class ChunkSplit implements Slices.Step {
    private final AsyncJobs owner;
    private final AsyncJob job;
    private final AsyncBatch batch;
    private final Cursors cursors;

    ChunkSplit(AsyncJobs owner, AsyncJob job, AsyncBatch batch, Cursors cursors) {
        this.owner = owner;
        this.job = job;
        this.batch = batch;
        this.cursors = cursors;
    }

    @Override
    public boolean run() {
        if (batch.state() != State.QUEUED) {
            return false;
        }
        try {
            split();
            owner.move(job, batch, State.NOT_PROCESSED, "");
        } catch (BulkFailure e) {
            owner.move(job, batch, State.FAILED, e.stateMessage());
        } catch (ApiFailure e) {
            owner.move(
                    job,
                    batch,
                    State.FAILED,
                    "InvalidBatch : Failed to process query: " + e.code() + ": " + e.message());
        }
        return false;
    }

    /// Ids of one type are made in the order of their characters.
    private void split() {
        var jobs = owner.jobs();
        var page = BatchQuery.find(cursors, jobs, job, batch);
        var soql = new String(batch.content(), StandardCharsets.UTF_8).strip();
        var borders = borders(jobs.org().store().table(page.query().type()).rows());
        var found = new ArrayList<>(page.rows());
        found.sort(Comparator.comparing(Row::id));
        var next = 0;
        for (var i = 0; i < borders.size(); i++) {
            var from = borders.get(i);
            var to = i + 1 < borders.size() ? borders.get(i + 1) : "~";
            var start = next;
            while (next < found.size() && found.get(next).id().compareTo(to) < 0) {
                next++;
            }
            var rows = List.copyOf(found.subList(start, next));
            if (!jobs.org().bulkCounts().takeBatch(jobs.now())) {
                throw new BulkFailure("ExceededQuota", "ApiBatchItems Limit exceeded.");
            }
            owner.addPart(job, bounded(soql, from, to), new BatchQuery.Part(page, rows));
        }
    }

    private List<String> borders(Iterable<Row> table) {
        var borders = new ArrayList<String>();
        var place = 0;
        for (var row : table) {
            if (place++ % job.wish().chunkRows() == 0) {
                borders.add(row.id().substring(0, 15));
            }
        }
        return borders;
    }

    private static String bounded(String soql, String from, String to) {
        var where = soql.toLowerCase(Locale.ROOT).contains(" where ") ? " AND " : " WHERE ";
        var end = to.equals("~") ? "" : " AND Id < '" + to + "'";
        return soql + where + "Id >= '" + from + "'" + end;
    }

    @Override
    public void broke(RuntimeException cause) {
        owner.move(job, batch, State.FAILED, "InternalServerError : An unexpected error occurred");
    }
}
