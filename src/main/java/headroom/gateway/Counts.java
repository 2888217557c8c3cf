package headroom.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// The gateway's own counters. Thread-safe.
final class Counts {
    private final LongAdder calls = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder ownAnswers = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder unreachable = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    final AtomicInteger clientConnections = new AtomicInteger();

    void begun() {
        calls.increment();
    }

    void ended() {
        ended.increment();
    }

    void ownAnswer() {
        ownAnswers.increment();
    }

    void retried() {
        retries.increment();
    }

    void unreachable() {
        unreachable.increment();
    }

    void gap() {
        gaps.increment();
    }

    long inFlight() {
        var over = ended.sum();
        return Math.max(0, calls.sum() - over);
    }

    GatewayFigures figures() {
        return new GatewayFigures(
                calls.sum(),
                inFlight(),
                ownAnswers.sum(),
                retries.sum(),
                unreachable.sum(),
                gaps.sum(),
                clientConnections.get());
    }
}
