package headroom.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The latest forecast of every org of a running gateway, made on a thread of its own: whoever asks
/// gets the last one at once and never waits. Thread-safe.
///
/// A forecast is made anew every two minutes, and sooner, though not within ten seconds, when usage
/// or the last hour's rate has changed a lot or the org's own clock has run ahead. It costs 0.1 s
/// of one core for an org with ten integrations and eight weeks known, and the reading of its hours
/// and minutes from the ledger. An org whose forecast fails keeps the last one; its `asOf` tells
/// the age.
public final class Forecasts implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Forecasts.class.getName());
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BiFunction<String, Instant, Optional<OrgForecast>> maker;
    private final Supplier<Overview> overview;
    private final InstantSource wall;
    private final Map<String, Made> latest = new ConcurrentHashMap<>();
    private final Map<String, Instant> failed = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /// A forecast, and how the org stood when it was made.
    ///
    /// @param at by the clock on the wall
    record Made(OrgForecast forecast, Instant at, OrgOverview standing) {
        private static final Duration EVERY = Duration.ofMinutes(2);
        private static final Duration SOONEST = Duration.ofSeconds(10);
        private static final Duration ORG_TIME = Duration.ofMinutes(5);
        private static final double USAGE_MOVED = 0.01;
        private static final double RATE_MOVED = 0.25;
        private static final double LEAST_MOVED = 0.001;

        boolean isDue(OrgOverview now, Instant wallNow) {
            var age = Duration.between(at, wallNow);
            return age.compareTo(EVERY) >= 0
                    || age.isNegative()
                    || (age.compareTo(SOONEST) >= 0 && isStale(now));
        }

        /// Much has changed since: the clock, the allocation, the usage or the rate.
        private boolean isStale(OrgOverview now) {
            var all = now.allocation().calls().orElse(0L);
            var used = Math.abs(now.usage().used() - standing.usage().used());
            var rate = Math.abs(now.ratePerHour() - standing.ratePerHour());
            return Duration.between(standing.asOf(), now.asOf()).compareTo(ORG_TIME) >= 0
                    || !now.allocation().calls().equals(standing.allocation().calls())
                    || used > USAGE_MOVED * all
                    || rate > RATE_MOVED * standing.ratePerHour() + LEAST_MOVED * all;
        }
    }

    /// Begins at once.
    ///
    /// @param maker makes the forecast of a named org when the wall clock says so, absent while its
    ///   ledger is empty; asked by one thread at a time. [ForecastReader#read(String,Instant)]
    /// @param overview says which orgs there are and how they stand
    public Forecasts(
            BiFunction<String, Instant, Optional<OrgForecast>> maker,
            Supplier<Overview> overview,
            InstantSource wall) {
        this.maker = maker;
        this.overview = overview;
        this.wall = wall;
        this.thread = Thread.ofPlatform().daemon().name("forecasts").unstarted(this::run);
        thread.start();
    }

    /// The latest forecast of an org; absent until the first one is made, a second or so after the
    /// start.
    public Optional<OrgForecast> of(String org) {
        return Optional.ofNullable(latest.get(org)).map(Made::forecast);
    }

    /// The latest of every org, in the overview's order.
    public List<OrgForecast> all() {
        return overview.get().orgs().stream().flatMap(org -> of(org.name()).stream()).toList();
    }

    private void run() {
        try {
            do {
                renew();
            } while (!stop.await(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Makes every forecast that is due.
    private void renew() {
        for (var org : overview.get().orgs()) {
            var made = latest.get(org.name());
            var now = wall.instant();
            if (stop.getCount() > 0
                    && !failedLately(org.name(), now)
                    && (made == null || made.isDue(org, now))) {
                make(org, now);
            }
        }
    }

    private void make(OrgOverview org, Instant now) {
        try {
            maker.apply(org.name(), now)
                    .ifPresent(it -> latest.put(org.name(), new Made(it, now, org)));
            failed.remove(org.name());
        } catch (RuntimeException e) {
            if (failed.put(org.name(), now) == null) {
                LOG.log(Level.WARNING, "no forecast for " + org.name() + "; the last one stays", e);
            }
        }
    }

    private boolean failedLately(String org, Instant now) {
        var at = failed.get(org);
        return at != null && Duration.between(at, now).abs().compareTo(Made.EVERY) < 0;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
