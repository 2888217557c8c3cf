package headroom.ledger;

import java.util.List;

/// What an org's limits resource said at one moment. Immutable.
///
/// @param org the ledger's id of the org
/// @param atMillis when it was said, on the org's clock
public record LimitSightings(int org, long atMillis, List<Limit> limits) {
    /// One key of the resource.
    ///
    /// @param name the key's number in the dictionary, [Names#LIMIT]; a nested key is written
    ///   `Outer/Inner`
    public record Limit(int name, long max, long remaining) {}

    public LimitSightings {
        limits = List.copyOf(limits);
    }
}
