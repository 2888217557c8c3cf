package headroom.forecast;

import java.util.List;

/// All that a forecast stands on. Immutable.
///
/// @param nowMinute the minute of the forecast, since 1970
/// @param allocation calls per rolling 24 hours
/// @param used usage now, as sighted or metered
/// @param sighted whether the org itself said so within the window
/// @param knownSinceMinute since when calls are metered or imported without a break
/// @param integrations whose calls the ledger knows
/// @param sightings what the org said of its usage in the last 24 hours, oldest first
public record Past(
        long nowMinute,
        long allocation,
        long used,
        boolean sighted,
        long knownSinceMinute,
        List<Arrivals> integrations,
        List<Said> sightings) {
    /// Minutes of the window.
    public static final int WINDOW = 1440;

    /// Usage as the org stated it in a minute.
    public record Said(long minute, long used) {}

    public Past {
        sightings = List.copyOf(sightings);
        integrations = List.copyOf(integrations);
        if (allocation <= 0 || used < 0) {
            throw new IllegalArgumentException(used + " used of " + allocation);
        }
    }

    /// What the ledger knows of the window that ends now.
    public long metered() {
        return metered(nowMinute);
    }

    /// What it knows of the window that ended with a minute.
    long metered(long minute) {
        return integrations.stream()
                .mapToLong(each -> each.minutes().sum(minute - WINDOW + 1, minute + 1))
                .sum();
    }

    /// Usage that no metered call explains: nobody knows when it ages out.
    public long unexplained() {
        return Math.max(0, used - metered());
    }

    /// How much of the window lies before anything was known, 0 to 1.
    public double unseen() {
        var seen = nowMinute + 1 - knownSinceMinute;
        return Math.clamp(1 - (double) seen / WINDOW, 0, 1);
    }

    /// Whole days known.
    public long daysKnown() {
        return Math.max(0, (nowMinute - knownSinceMinute) / WINDOW);
    }
}
