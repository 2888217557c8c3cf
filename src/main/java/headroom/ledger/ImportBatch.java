package headroom.ledger;

import java.util.List;

/// The calls of one event log file.
///
/// @param file its name, to show
/// @param contentHash what tells it from other files: the same hash is booked once
/// @param simulated whether the org is a simulated one
public record ImportBatch(
        int org, String file, String contentHash, boolean simulated, List<ImportedCall> calls) {

    /// One logged call; an empty request id means it has none.
    public record ImportedCall(
            long atMillis,
            int integration,
            int user,
            int kind,
            int charge,
            String requestId,
            boolean error) {}

    public ImportBatch {
        calls = List.copyOf(calls);
    }

    Source source() {
        return simulated ? Source.SIMULATED : Source.IMPORTED;
    }
}
