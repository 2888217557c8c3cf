package headroom.emulator.bulk1;

import headroom.emulator.bulk.Job;
import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.LoadPlan;
import headroom.emulator.bulk.ResultFolder;
import headroom.salesforce.RecordId;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A job of the first API with its batches. One owner.
final class AsyncJob extends Job {
    private final Wish wish;
    private final @Nullable LoadPlan plan;
    private final ResultFolder folder;
    private final Map<RecordId, AsyncBatch> batches = new LinkedHashMap<>();

    /// What its creator asked for beside object and operation.
    ///
    /// @param serial whether batches are to run one after the other: here they always may
    /// @param chunkRows rows per batch of a query cut by primary key; 0 where it is not cut
    record Wish(
            Format format,
            boolean serial,
            String externalId,
            String assignmentRule,
            int chunkRows) {}

    /// @param plan null for queries, which write nothing
    AsyncJob(Ticket ticket, Wish wish, @Nullable LoadPlan plan, ResultFolder folder) {
        super(ticket, JobState.OPEN);
        this.wish = wish;
        this.plan = plan;
        this.folder = folder;
    }

    @Override
    public Kind kind() {
        return Kind.CLASSIC;
    }

    @Override
    public String contentType() {
        return wish.format().name();
    }

    @Override
    public long resultBytes() {
        return batches.values().stream().mapToLong(AsyncBatch::resultBytes).sum();
    }

    @Override
    public boolean isChunked() {
        return wish.chunkRows() > 0;
    }

    Wish wish() {
        return wish;
    }

    Format format() {
        return wish.format();
    }

    LoadPlan plan() {
        if (plan == null) {
            throw new IllegalStateException("a query writes nothing");
        }
        return plan;
    }

    void add(AsyncBatch batch) {
        batches.put(RecordId.parse(batch.id()), batch);
    }

    Collection<AsyncBatch> batches() {
        return batches.values();
    }

    Optional<AsyncBatch> batch(String id) {
        return RecordId.find(id).map(batches::get);
    }

    long count(AsyncBatch.State state) {
        return batches.values().stream().filter(it -> it.state() == state).count();
    }

    @Override
    public void forget() {
        batches.values().forEach(batch -> batch.forget(folder));
    }
}
