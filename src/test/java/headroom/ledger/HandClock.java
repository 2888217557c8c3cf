package headroom.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock moved by hand.
final class HandClock implements InstantSource {
    private volatile Instant now;

    HandClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Instant to) {
        now = to;
    }

    void forward(Duration by) {
        now = now.plus(by);
    }
}
