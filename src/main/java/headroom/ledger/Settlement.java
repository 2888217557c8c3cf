package headroom.ledger;

import headroom.meter.Sighting;

import org.jspecify.annotations.Nullable;

/// What the head of the answer told: status, real charge, and what the org said of its usage.
///
/// @param status the HTTP status, or 0 if there was no answer
/// @param sighting the usage the answer carried, if it did
public record Settlement(int status, int charge, @Nullable Sighting sighting, Outcome outcome) {
    public Settlement {
        if (charge < 0) {
            throw new IllegalArgumentException("a charge of " + charge);
        }
        if (outcome == Outcome.IN_FLIGHT) {
            throw new IllegalArgumentException("a settled call is not in flight");
        }
    }

    boolean isError() {
        return status >= 400 || outcome.isError();
    }
}
