package headroom.emulator;

import headroom.emulator.call.Caller;
import headroom.emulator.call.Work.Usage;
import headroom.emulator.eventlog.BookedCall;
import headroom.salesforce.LimitInfo;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// What the org tells of its count: to the header at once, to `/limits` with its lag, by app, and
/// by periods of 30 days. One owner: the event loop.
public final class Gauge {
    private static final Duration PERIOD = Duration.ofDays(30);
    private static final int PERIODS_MAX = 1_000;

    private final Books books;
    private final EmulatorOptions options;
    private final LimitOptions limits;
    private final Map<String, SecondRing> byApp = new HashMap<>();
    private final SecondRing debugging = new SecondRing();
    private final Map<Long, Long> byPeriod = new HashMap<>();
    private final Instant contractStart;
    private long shown;
    private long shownTick = Long.MIN_VALUE;

    public Gauge(EmulatorOptions options, Books books) {
        this.options = options;
        this.limits = options.limits();
        this.books = books;
        var start = limits.contractStart();
        this.contractStart =
                start == null ? options.clock().instant().truncatedTo(ChronoUnit.DAYS) : start;
        limits.appQuotas().keySet().forEach(app -> byApp.put(app, new SecondRing()));
    }

    /// One connected app's share of the pilot's quotas.
    public record AppUsage(String app, long used, long max) {}

    /// A period of 30 days since the contract's start, and what was charged in it so far.
    public record Month(Instant start, Instant end, long used, long max) {}

    /// Books a call, with everything that is counted beside the books.
    void book(BookedCall call) {
        lag(call.at());
        books.book(call);
        var ring = byApp.get(call.caller().app());
        if (ring != null) {
            ring.add(call.at().getEpochSecond(), call.charge());
        }
        if (call.charge() > 0) {
            addToMonth(call.at(), call.charge());
        }
    }

    private void addToMonth(Instant at, long charge) {
        var period = period(at);
        if (byPeriod.size() < PERIODS_MAX || byPeriod.containsKey(period)) {
            byPeriod.merge(period, charge, Long::sum);
        }
    }

    private long period(Instant at) {
        return Math.floorDiv(Duration.between(contractStart, at).toSeconds(), PERIOD.toSeconds());
    }

    /// What the header says to this caller.
    public Usage usage(Caller caller) {
        var used = books.used();
        var max = books.max();
        var app = appUsage(caller.app());
        var isOver = limits.bursts() && used > max;
        if (app == null && !isOver) {
            return new Usage(used, max);
        }
        var parts = new ArrayList<LimitInfo.Part>();
        parts.add(new LimitInfo.ApiUsage(used, max));
        if (isOver) {
            parts.add(new LimitInfo.ApiBursts(used - max, monthMax()));
        }
        if (app != null) {
            parts.add(new LimitInfo.PerApp(app.used(), app.max(), app.app()));
        }
        return new Usage(used, max, new LimitInfo(parts));
    }

    /// The app's own usage where it has a quota.
    public @Nullable AppUsage appUsage(String app) {
        var ring = byApp.get(app);
        var quota = limits.appQuotas().get(app);
        return ring == null || quota == null
                ? null
                : new AppUsage(app, ring.sum(now().getEpochSecond()), quota);
    }

    /// Calls used as `/limits` tells: as of the start of the lag's current step, or exact where
    /// there is no lag.
    public long lagging() {
        lag(now());
        return limits.lag().isZero() ? books.used() : shown;
    }

    private void lag(Instant now) {
        if (limits.lag().isZero()) {
            return;
        }
        var tick = Math.floorDiv(now.toEpochMilli(), limits.lag().toMillis());
        if (tick != shownTick) {
            shownTick = tick;
            shown = books.used();
        }
    }

    /// Takes a call with a DebuggingHeader from its own pool; false if that is spent.
    boolean takeDebugging(Instant at) {
        var second = at.getEpochSecond();
        if (debugging.sum(second) >= limits.debuggingCalls()) {
            return false;
        }
        debugging.add(second, 1);
        return true;
    }

    /// The 30 days in which that instant lies.
    public Month month(Instant at) {
        var period = period(at);
        var start = contractStart.plus(PERIOD.multipliedBy(period));
        return new Month(start, start.plus(PERIOD), byPeriod.getOrDefault(period, 0L), monthMax());
    }

    private long monthMax() {
        return limits.monthlyCalls() >= 0 ? limits.monthlyCalls() : books.max() * PERIOD.toDays();
    }

    /// Makes the window show that usage, spread evenly over the time up to now.
    public void preset(long used, Duration over) {
        books.preset(used, over);
        shownTick = Long.MIN_VALUE;
    }

    /// Makes the current 30 days show that usage.
    public void presetMonth(long used) {
        byPeriod.put(period(now()), used);
    }

    /// Forgets everything counted.
    public void reset() {
        books.reset();
        byApp.replaceAll((_, _) -> new SecondRing());
        debugging.clear();
        byPeriod.clear();
        shownTick = Long.MIN_VALUE;
    }

    private Instant now() {
        return options.clock().instant();
    }
}
