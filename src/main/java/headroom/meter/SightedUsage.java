package headroom.meter;

import org.jspecify.annotations.Nullable;

/// The usage of one org: the latest sighting, counted on.
///
/// Idea: `begun` sums the charges of all calls ever begun, in the order of their intents, and each
/// call in flight remembers what `begun` was with itself included: its mark. A sighting brought by
/// a call stands for everything begun up to that call, so what came after is `begun` − mark. In the
/// same way `aged` sums what left the window, and what left since is `aged` − its value at the
/// sighting.
///
/// When a call settles at another charge than expected, `begun` moves by the difference, and so do
/// the marks of all calls begun at or after it; if the latest sighting belongs to it or to a later
/// call, so does the sighting's mark, because the org counted what was really charged.
///
/// A sighting that has itself left the window says nothing any more: the ledger alone counts then.
/// One-owner.
public final class SightedUsage {
    private @Nullable Mark oldest;
    private @Nullable Mark newest;
    private long begun;
    private long aged;
    private long inFlight;
    private @Nullable Sighting latest;
    private long latestOrder = Long.MIN_VALUE;
    private long latestBegun;
    private long latestAged;

    /// A call in flight, at its place in the order of intents.
    public static final class Mark {
        private final long order;
        private int charge;
        private long begun;
        private @Nullable Mark before;
        private @Nullable Mark after;

        private Mark(long order, int charge, long begun) {
            this.order = order;
            this.charge = charge;
            this.begun = begun;
        }

        /// The call's place in the order of intents.
        public long order() {
            return order;
        }
    }

    /// A call begins; orders must ascend.
    public Mark begin(long order, int expectedCharge) {
        begun += expectedCharge;
        inFlight += expectedCharge;
        var mark = new Mark(order, expectedCharge, begun);
        mark.before = newest;
        if (newest == null) {
            oldest = mark;
        } else {
            newest.after = mark;
        }
        newest = mark;
        return mark;
    }

    /// A call settles at its real charge, with the sighting its answer brought, if any.
    public void settle(Mark mark, int charge, @Nullable Sighting sighting) {
        inFlight -= mark.charge;
        correct(mark, charge - mark.charge);
        unlink(mark);
        if (sighting != null) {
            sight(sighting, mark.order, mark.begun);
        }
    }

    /// The org spoke outside any call of ours: that stands for everything begun so far.
    public void sight(Sighting sighting, long order) {
        sight(sighting, order, begun);
    }

    /// Metered charges left the window.
    public void agedOut(int charge) {
        aged += charge;
    }

    /// Charges became known afterwards, by import or from a gap, at the second they fell in.
    public void learned(long second, int charge, long nowSecond) {
        if (latest == null) {
            return;
        }
        var sightedSecond = Math.floorDiv(latest.atMillis(), 1000);
        if (second > sightedSecond) {
            begun += charge;
        }
        if (second > sightedSecond - RollingWindow.SECONDS
                && second <= nowSecond - RollingWindow.SECONDS) {
            aged += charge;
        }
    }

    /// Takes up, after a restart, what the ledger's rows say.
    public void restore(Sighting sighting, long order, long begunSince, long agedOutSince) {
        sight(sighting, order, begun);
        begun += begunSince;
        aged += agedOutSince;
    }

    /// The figure as of `nowSecond`, given what the ledger alone counts in the window.
    public UsageFigure figure(long nowSecond, long metered) {
        if (latest == null || hasLeft(latest, nowSecond)) {
            return UsageFigure.ofLedgerAlone(nowSecond, metered, inFlight);
        }
        return UsageFigure.since(
                latest, begun - latestBegun, aged - latestAged, inFlight, nowSecond, metered);
    }

    /// The order of the oldest call in flight, or `none` if there is none.
    public long oldestInFlight(long none) {
        return oldest == null ? none : oldest.order;
    }

    /// Whether a sighting is so old that all it counted has left the window.
    public static boolean hasLeft(Sighting sighting, long nowSecond) {
        return Math.floorDiv(sighting.atMillis(), 1000) <= nowSecond - RollingWindow.SECONDS;
    }

    private void sight(Sighting sighting, long order, long begunUpTo) {
        if (order < latestOrder || (latest != null && !sighting.supersedes(latest))) {
            return;
        }
        latest = sighting;
        latestOrder = order;
        latestBegun = begunUpTo;
        latestAged = aged;
    }

    private void correct(Mark mark, int difference) {
        if (difference == 0) {
            return;
        }
        begun += difference;
        for (Mark later = mark; later != null; later = later.after) {
            later.begun += difference;
        }
        if (mark.order <= latestOrder) {
            latestBegun += difference;
        }
    }

    private void unlink(Mark mark) {
        if (mark.before == null) {
            oldest = mark.after;
        } else {
            mark.before.after = mark.after;
        }
        if (mark.after == null) {
            newest = mark.before;
        } else {
            mark.after.before = mark.before;
        }
        mark.before = null;
        mark.after = null;
    }
}
