package headroom.salesforce;

/// The daily calls of orgs that the official table does not name: guesses, each to be set by who
/// knows.
///
/// The Developer edition and Full sandbox are in the table and therefore not here. Captures show
/// `43/5000000` for sandboxes; blogs say 15,000 for scratch orgs; nothing was found for trials,
/// which are read as Developer orgs.
public record FlatAllocations(
        long partialSandbox,
        long developerProSandbox,
        long developerSandbox,
        long scratch,
        long trial) {
    public static final FlatAllocations DEFAULTS =
            new FlatAllocations(5_000_000, 5_000_000, 5_000_000, 15_000, 15_000);

    public FlatAllocations {
        var least =
                Math.min(
                        Math.min(partialSandbox, developerProSandbox),
                        Math.min(developerSandbox, Math.min(scratch, trial)));
        if (least < 0) {
            throw new IllegalArgumentException("an allocation cannot be negative: " + least);
        }
    }
}
