package headroom.emulator;

import java.time.Duration;

/// What can be chosen about the Bulk APIs. Immutable; each `with` gives a changed copy.
///
/// @param queued how long a batch or job waits before its work begins, in wall time
/// @param perBatch how much longer each batch takes than its work, in wall time
/// @param shuffled whether Bulk 2.0 hands out results in another order than its rows came:
///   Salesforce promises none
/// @param shuffleSeed makes that order the same in every run
/// @param batchesMax batches a day of both Bulk APIs, server-made ones included: 15,000 by the
///   limits cheat sheet
/// @param queryJobsMax query jobs a day of Bulk 2.0: 10,000 by the same
/// @param pageRows rows of a Bulk 2.0 result page where the call asks for no number; Salesforce
///   publishes none, clients see about this many
/// @param spent what the first Bulk API says once the daily total of calls is spent: unsure, no
///   capture was found
public record BulkOptions(
        Duration queued,
        Duration perBatch,
        boolean shuffled,
        long shuffleSeed,
        int batchesMax,
        int queryJobsMax,
        int pageRows,
        Spent spent) {
    public static final BulkOptions DEFAULTS =
            new BulkOptions(
                    Duration.ZERO,
                    Duration.ZERO,
                    true,
                    1,
                    15_000,
                    10_000,
                    50_000,
                    Spent.EXCEEDED_QUOTA);

    /// How a refusal for the daily total looks to callers of `services/async`.
    public enum Spent {
        /// HTTP 400 and `ExceededQuota`: the only code of the closed list that fits; Gobblin waits
        /// on it.
        EXCEEDED_QUOTA,
        /// HTTP 403 and REST's array, as the front door words it for every other family.
        REST_FORM
    }

    /// How long a batch waits, and how long it takes beyond its work.
    public BulkOptions withPace(Duration wait, Duration batch) {
        return new BulkOptions(
                wait, batch, shuffled, shuffleSeed, batchesMax, queryJobsMax, pageRows, spent);
    }

    public BulkOptions withShuffle(boolean on, long seed) {
        return new BulkOptions(
                queued, perBatch, on, seed, batchesMax, queryJobsMax, pageRows, spent);
    }

    /// The two daily allowances.
    public BulkOptions withDaily(int batches, int queryJobs) {
        return new BulkOptions(
                queued, perBatch, shuffled, shuffleSeed, batches, queryJobs, pageRows, spent);
    }

    public BulkOptions withPageRows(int value) {
        return new BulkOptions(
                queued, perBatch, shuffled, shuffleSeed, batchesMax, queryJobsMax, value, spent);
    }

    public BulkOptions withSpent(Spent value) {
        return new BulkOptions(
                queued, perBatch, shuffled, shuffleSeed, batchesMax, queryJobsMax, pageRows, value);
    }
}
