package headroom.ledger;

import headroom.meter.UsageFigure;

/// What the ledger counts, from memory: every read is O(1) and may come from any thread.
///
/// Figures follow the clock by at most a tenth of a second of real time.
public interface Meters {
    /// Charges of an org in the rolling 24 hours.
    int window(int org);

    /// Charges of an integration in the rolling 24 hours.
    int window(int org, int integration);

    /// Charges of an org on the current UTC day.
    int day(int org);

    /// Charges of an integration on the current UTC day.
    int day(int org, int integration);

    /// The org's usage: the latest sighting counted on, or the ledger alone.
    UsageFigure usage(int org);
}
