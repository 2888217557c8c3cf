package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.cli.config.Configuration.Org;
import headroom.ledger.Ledger;
import headroom.watch.Credentials.BadCredentials;
import headroom.watch.HistoryTurns;
import headroom.watch.LimitsWatch;
import headroom.watch.LogRound;
import headroom.watch.OrgDoor;
import headroom.watch.Pace;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What Headroom asks of the orgs to which it has access of its own: their limits, at a pace that
/// follows how they stand, and every hour their new event logs. A thread per chore. Thread-safe.
final class Watching implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watching.class.getName());
    private static final Duration LOGS_EVERY = Duration.ofHours(1);
    private static final Duration BOOKED_EVERY = Duration.ofSeconds(5);
    private static final Duration AGAIN_FIRST = Duration.ofMinutes(5);
    private static final Duration AGAIN_LAST = Duration.ofHours(1);
    private static final Duration LIMITS_AGAIN_LAST = AGAIN_FIRST;

    /// For all chores together: calls under way at the gateway wait meanwhile.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<LogRound> rounds = new ArrayList<>();
    private final List<OrgDoor> doors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Configuration configuration;
    private final Ledger ledger;
    private final HistoryTurns history;
    private final OrgTime time;

    /// One look, and how long to wait until the next.
    @FunctionalInterface
    private interface Chore {
        Duration round() throws IOException, InterruptedException;
    }

    /// @param history where logs go
    /// @param gateway its own address: Headroom's calls are metered like everybody's
    /// @param standings how each org stands, by its name
    Watching(
            Configuration configuration,
            Ledger ledger,
            HistoryTurns history,
            String gateway,
            OrgTime time,
            Function<String, Pace.Standing> standings) {
        this.configuration = configuration;
        this.ledger = ledger;
        this.history = history;
        this.time = time;
        start("imported days", AGAIN_LAST, this::bookImports);
        for (var org : configuration.orgs()) {
            org.access().ifPresent(access -> watch(org, address(org, gateway), access, standings));
        }
    }

    private void watch(
            Org org,
            URI address,
            Configuration.Access access,
            Function<String, Pace.Standing> standings) {
        var name = org.route().name();
        var limits =
                new LimitsWatch(
                        ledger,
                        name,
                        door(address, access),
                        time.clock(),
                        Pace.DEFAULTS,
                        () -> standings.apply(name));
        var logs =
                new LogRound(
                        name,
                        LogsPlace.of(configuration, name),
                        door(address, access),
                        history,
                        configuration.logs(),
                        time.clock());
        rounds.add(logs);
        start("org " + name + ": limits", LIMITS_AGAIN_LAST, limits::round);
        start("org " + name + ": event logs", AGAIN_LAST, () -> fetch(name, logs));
    }

    /// Each chore has a door of its own, so that it knows what it sends.
    private OrgDoor door(URI address, Configuration.Access access) {
        var door = new OrgDoor(address, access.credentials());
        doors.add(door);
        return door;
    }

    /// Where this org is reached at the gateway: by one of its hosts, else by its path prefix.
    static URI address(Org org, String gateway) {
        var url = URI.create(gateway);
        var hosts = org.route().hosts();
        var host = hosts.isEmpty() ? url.getHost() : hosts.getFirst();
        var prefix = org.route().pathPrefix().orElse("");
        return URI.create(url.getScheme() + "://" + host + ":" + url.getPort() + prefix);
    }

    /// Platform threads, because an import within DuckDB would keep a carrier from everybody else.
    ///
    /// @param againLast how long to wait at longest after trouble
    private void start(String what, Duration againLast, Chore chore) {
        threads.add(
                Thread.ofPlatform()
                        .daemon()
                        .name(what)
                        .start(() -> run(what, chore, new Repeated(againLast))));
    }

    private void run(String what, Chore chore, Repeated troubles) {
        try {
            Duration delay;
            do {
                delay = round(what, chore, troubles);
            } while (!stop.await(delay.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration round(String what, Chore chore, Repeated troubles)
            throws InterruptedException {
        try {
            var delay = chore.round();
            if (troubles.end()) {
                LOG.info(what + " are told again");
            }
            return delay;
        } catch (BadCredentials | IOException e) {
            return troubles.begin(what, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, what, e);
            return troubles.begin(what, String.valueOf(e));
        }
    }

    /// Trouble that goes on is told once, and tried again ever more seldom. One-owner.
    private final class Repeated {
        private final Duration last;
        private String told = "";
        private Duration delay = AGAIN_FIRST;

        Repeated(Duration last) {
            this.last = last;
        }

        Duration begin(String what, String why) {
            var wait = delay;
            var twice = delay.multipliedBy(2);
            delay = twice.compareTo(last) < 0 ? twice : last;
            if (stop.getCount() > 0 && !told.equals(why)) {
                told = why;
                LOG.warning(
                        what
                                + " are not to be had; trying again in "
                                + Figures.duration(wait)
                                + ", then more seldom: "
                                + Redacted.of(why));
            }
            return wait;
        }

        boolean end() {
            var was = !told.isEmpty();
            told = "";
            delay = AGAIN_FIRST;
            return was;
        }
    }

    private Duration bookImports() throws IOException, InterruptedException {
        history.bookWhatOthersBrought();
        return BOOKED_EVERY;
    }

    private Duration fetch(String org, LogRound logs) throws IOException, InterruptedException {
        var outcome = logs.run(_ -> {});
        outcome.troubles()
                .forEach(trouble -> LOG.warning("org " + org + ": " + Redacted.of(trouble)));
        if (outcome.brought() > 0) {
            LOG.info(
                    "org "
                            + org
                            + ": "
                            + outcome.brought()
                            + " event log files, "
                            + Figures.count(outcome.rows())
                            + " rows");
        }
        return LOGS_EVERY;
    }

    @Override
    public void close() {
        stop.countDown();
        rounds.forEach(LogRound::stop);
        join(PATIENCE);
        // What still waits for an org is cut short; what is half brought is brought again.
        threads.forEach(Thread::interrupt);
        doors.forEach(OrgDoor::close);
    }

    /// Waits for all threads, but no longer than that for all together.
    private void join(Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        for (var thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
