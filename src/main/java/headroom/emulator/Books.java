package headroom.emulator;

import headroom.emulator.eventlog.BookedCall;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The org's own count: the rolling window, totals for ever, and the newest calls one by one.
/// Thread-safe.
///
/// It shares no code with the ledger, so that the two can be held against each other.
public final class Books {
    private static final int NAMES_MAX = 10_000;
    private static final String OTHERS = "(others)";

    private final InstantSource clock;
    private final long max;
    private final int detailMax;

    /// Guards everything below.
    private final ReentrantLock lock = new ReentrantLock();

    private final SecondRing window = new SecondRing();
    private final List<Charged> detail = new ArrayList<>();
    private final Map<String, Tally> byUser = new HashMap<>();
    private final Map<String, Tally> byClient = new HashMap<>();
    private long calls;
    private long charges;

    public Books(InstantSource clock, long max, int detailMax) {
        this.clock = clock;
        this.max = max;
        this.detailMax = detailMax;
    }

    void book(BookedCall call) {
        lock.lock();
        try {
            window.add(call.at().getEpochSecond(), call.charge());
            var client = call.caller().clientName();
            count(byUser, call.caller().user(), call.charge());
            count(byClient, client, call.charge());
            if (detailMax > 0) {
                keep(call, client);
            }
            calls++;
            charges += call.charge();
        } finally {
            lock.unlock();
        }
    }

    private static void count(Map<String, Tally> tallies, String name, int charge) {
        var known = tallies.containsKey(name) || tallies.size() < NAMES_MAX ? name : OTHERS;
        tallies.put(known, tallies.getOrDefault(known, Tally.NONE).plus(charge));
    }

    private void keep(BookedCall call, String client) {
        var charged =
                new Charged(
                        call.requestId(),
                        call.at(),
                        call.charge(),
                        call.caller().user(),
                        client,
                        call.name().resource(),
                        call.status());
        if (detail.size() < detailMax) {
            detail.add(charged);
        } else {
            detail.set((int) (calls % detailMax), charged);
        }
    }

    /// Calls charged in the last 24 hours.
    public long used() {
        lock.lock();
        try {
            return window.sum(clock.instant().getEpochSecond());
        } finally {
            lock.unlock();
        }
    }

    /// Makes the window show that usage, spread evenly over the time up to now, a second at least.
    /// Totals and the list of calls stay as they are.
    void preset(long used, Duration over) {
        if (used < 0 || used > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a usage is between 0 and 2^31: " + used);
        }
        lock.lock();
        try {
            window.clear();
            var now = clock.instant().getEpochSecond();
            var seconds = Math.clamp(over.toSeconds(), 1, SecondRing.SECONDS);
            for (var i = 0L; i < seconds; i++) {
                var charge = used * (i + 1) / seconds - used * i / seconds;
                window.add(now - seconds + 1 + i, (int) charge);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Forgets every call.
    void reset() {
        lock.lock();
        try {
            window.clear();
            detail.clear();
            byUser.clear();
            byClient.clear();
            calls = 0;
            charges = 0;
        } finally {
            lock.unlock();
        }
    }

    /// The org's allocation.
    public long max() {
        return max;
    }

    /// Everything ever charged, history included.
    public long totalCharge() {
        lock.lock();
        try {
            return charges;
        } finally {
            lock.unlock();
        }
    }

    /// Every call ever booked, those charged nothing included; also the next call's index.
    public long totalCalls() {
        lock.lock();
        try {
            return calls;
        } finally {
            lock.unlock();
        }
    }

    public Map<String, Tally> byUser() {
        lock.lock();
        try {
            return Map.copyOf(byUser);
        } finally {
            lock.unlock();
        }
    }

    /// By connected app, or by what the call options name.
    public Map<String, Tally> byClient() {
        lock.lock();
        try {
            return Map.copyOf(byClient);
        } finally {
            lock.unlock();
        }
    }

    /// The newest calls, oldest first; how many are kept is an option.
    public List<Charged> calls() {
        return callsSince(0);
    }

    /// The kept calls from that index on, counting every call ever booked from 0.
    public List<Charged> callsSince(long index) {
        lock.lock();
        try {
            var first = Math.max(index, calls - detail.size());
            var result = new ArrayList<Charged>();
            for (var i = Math.max(0, first); i < calls; i++) {
                result.add(detail.get((int) (i % detailMax)));
            }
            return result;
        } finally {
            lock.unlock();
        }
    }
}
