package headroom.emulator;

import java.time.Instant;

/// What the Bulk APIs took of their own allowances in the last 24 hours, exact to the second. One
/// owner: the event loop.
public final class BulkCounts {
    private static final int BYTES_PER_KB = 1_000;

    private final int batchesMax;
    private final int queryJobsMax;
    private final SecondRing batches = new SecondRing();
    private final SecondRing queryJobs = new SecondRing();
    private final SecondRing resultKb = new SecondRing();

    public BulkCounts(BulkOptions options) {
        this.batchesMax = options.batchesMax();
        this.queryJobsMax = options.queryJobsMax();
    }

    /// Takes one batch; false if the day's are spent.
    public boolean takeBatch(Instant at) {
        return take(batches, batchesMax, at);
    }

    /// Takes one query job of Bulk 2.0; false if the day's are spent.
    public boolean takeQueryJob(Instant at) {
        return take(queryJobs, queryJobsMax, at);
    }

    private static boolean take(SecondRing ring, int max, Instant at) {
        if (ring.sum(at.getEpochSecond()) >= max) {
            return false;
        }
        ring.add(at.getEpochSecond(), 1);
        return true;
    }

    /// Notes a Bulk 2.0 query's result, which counts by its size.
    public void addResult(Instant at, long bytes) {
        var kb = Math.min((bytes + BYTES_PER_KB - 1) / BYTES_PER_KB, Integer.MAX_VALUE);
        resultKb.add(at.getEpochSecond(), (int) kb);
    }

    /// `DailyBulkApiBatches` used.
    public long batches(Instant now) {
        return batches.sum(now.getEpochSecond());
    }

    public long batchesMax() {
        return batchesMax;
    }

    /// `DailyBulkV2QueryJobs` used.
    public long queryJobs(Instant now) {
        return queryJobs.sum(now.getEpochSecond());
    }

    public long queryJobsMax() {
        return queryJobsMax;
    }

    /// `DailyBulkV2QueryFileStorageMB` used.
    public long resultMb(Instant now) {
        return resultKb.sum(now.getEpochSecond()) / BYTES_PER_KB;
    }
}
