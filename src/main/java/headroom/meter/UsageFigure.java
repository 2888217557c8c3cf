package headroom.meter;

import java.util.Optional;
import java.util.OptionalLong;

/// The usage of an org at a moment, and what it is made of.
///
/// With a sighting: `used` = sighted + begun since − aged out since. Without one: the ledger alone,
/// the window's charges plus those in flight.
///
/// @param atSecond the second the figure is as of
/// @param used the usage
/// @param sighting the latest sighting inside the window, if there is one
/// @param begunSince charges of calls begun after the sighting, in flight at their expected charge
/// @param agedOutSince metered charges that left the window since the sighting
/// @param inFlight expected charges of calls begun and not settled
/// @param metered what the ledger alone counts in the window
public record UsageFigure(
        long atSecond,
        long used,
        Optional<Sighting> sighting,
        long begunSince,
        long agedOutSince,
        long inFlight,
        long metered) {

    /// The figure of a ledger that has no sighting of the org.
    public static UsageFigure ofLedgerAlone(long atSecond, long metered, long inFlight) {
        return new UsageFigure(
                atSecond, metered + inFlight, Optional.empty(), 0, 0, inFlight, metered);
    }

    /// The figure counted on from a sighting.
    public static UsageFigure since(
            Sighting sighting,
            long begunSince,
            long agedOutSince,
            long inFlight,
            long atSecond,
            long metered) {
        var used = Math.max(0, sighting.used() + begunSince - agedOutSince);
        return new UsageFigure(
                atSecond, used, Optional.of(sighting), begunSince, agedOutSince, inFlight, metered);
    }

    /// What the org itself said, as far as the figure rests on it.
    public long sighted() {
        return sighting.map(Sighting::used).orElse(0L);
    }

    /// The allocation as the org stated it, if it did.
    public OptionalLong allocation() {
        return sighting.isPresent() ? OptionalLong.of(sighting.get().max()) : OptionalLong.empty();
    }

    /// What is left of an allocation; negative when the org is past it.
    public long headroom(long allocation) {
        return allocation - used;
    }
}
