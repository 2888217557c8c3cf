package headroom.emulator.call;

import java.time.Instant;

/// A bulk job or batch entered a state: what the event logs BulkApi and BulkApi2 have a line for.
///
/// @param api which of the two APIs
/// @param userId 18 characters
/// @param batchId empty for Bulk 2.0, whose batches are its own affair, and for a job itself
/// @param operation `insert`, `query` …
/// @param state as the API spells it
/// @param processed rows so far, failed ones included
/// @param resultBytes size of what the job answers; 0 while it has no answer
/// @param message why it failed, or empty
public record JobEvent(
        Api api,
        Instant at,
        String userId,
        String jobId,
        String batchId,
        String operation,
        String object,
        String state,
        long processed,
        long failed,
        long resultBytes,
        String message) {

    /// The two Bulk APIs.
    public enum Api {
        V1,
        V2
    }
}
