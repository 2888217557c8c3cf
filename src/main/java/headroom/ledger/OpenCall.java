package headroom.ledger;

import headroom.meter.SightedUsage;

import org.jspecify.annotations.Nullable;

/// A call between its intent and its ending: what the ledger gives back for an intent.
///
/// Whoever began it settles and finishes it, once each and in this order, from one thread.
public final class OpenCall {
    private final Intent intent;
    private boolean settled;
    private boolean finished;

    /// Not in the books: only counted.
    volatile boolean inGap;

    /// What follows belongs to the writer.
    long seq;

    SightedUsage.@Nullable Mark mark;
    @Nullable Settlement settlement;
    @Nullable Ending ending;

    OpenCall(Intent intent) {
        this.intent = intent;
    }

    public Intent intent() {
        return intent;
    }

    void markSettled() {
        if (settled) {
            throw new IllegalStateException("call " + intent.requestId() + " is settled already");
        }
        settled = true;
    }

    void markFinished() {
        if (!settled || finished) {
            throw new IllegalStateException(
                    "call " + intent.requestId() + " must be settled once, then finished once");
        }
        finished = true;
    }

    /// How the call went, as far as it is known.
    Outcome outcome() {
        var head = settlement;
        if (head == null) {
            return Outcome.IN_FLIGHT;
        }
        var end = ending;
        if (end == null || head.outcome() != Outcome.ANSWERED) {
            return head.outcome();
        }
        return end.outcome();
    }
}
