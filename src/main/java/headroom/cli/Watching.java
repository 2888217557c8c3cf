package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.cli.config.Configuration.Org;
import headroom.ledger.Ledger;
import headroom.watch.Credentials.BadCredentials;
import headroom.watch.DayBudget;
import headroom.watch.LimitsWatch;
import headroom.watch.OrgDoor;
import headroom.watch.Pace;
import headroom.watch.UsageFiles;

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
/// follows how they stand, and every hour their new usage files. A thread per chore. Thread-safe.
final class Watching implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watching.class.getName());
    private static final Duration FILES_EVERY = Duration.ofHours(1);

    /// A look costs two calls and a file one: enough for a week's hourly files a day.
    private static final long FILE_CALLS_MAX = 240;

    private static final Duration AGAIN_AFTER_TROUBLE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<UsageFiles> sources = new ArrayList<>();
    private final List<OrgDoor> doors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final LoggedCallers callers;
    private final Ledger ledger;
    private final OrgTime time;

    /// One look, and how long to wait until the next.
    @FunctionalInterface
    private interface Chore {
        Duration round() throws IOException, InterruptedException;
    }

    /// @param gateway its own address: Headroom's calls are metered like everybody's
    /// @param standings how each org stands, by its name
    Watching(
            Configuration configuration,
            Ledger ledger,
            String gateway,
            OrgTime time,
            Function<String, Pace.Standing> standings) {
        this.callers = new LoggedCallers(configuration.integrations());
        this.ledger = ledger;
        this.time = time;
        for (var org : configuration.orgs()) {
            org.access()
                    .ifPresent(access -> {
                        var door = new OrgDoor(address(org, gateway), access.credentials());
                        doors.add(door);
                        watch(org.route().name(), door, standings);
                    });
        }
    }

    private void watch(String org, OrgDoor door, Function<String, Pace.Standing> standings) {
        var limits =
                new LimitsWatch(
                        ledger, org, door, time.clock(), Pace.DEFAULTS, () -> standings.apply(org));
        var files = new UsageFiles(ledger, org, door, false, callers::of);
        var budget = new DayBudget(FILE_CALLS_MAX);
        sources.add(files);
        start(org, "limits", limits::round);
        start(org, "usage files", () -> files(org, files, door, budget));
    }

    /// Where this org is reached at the gateway: by one of its hosts, else by its path prefix.
    static URI address(Org org, String gateway) {
        var url = URI.create(gateway);
        var hosts = org.route().hosts();
        var host = hosts.isEmpty() ? url.getHost() : hosts.getFirst();
        var prefix = org.route().pathPrefix().orElse("");
        return URI.create(url.getScheme() + "://" + host + ":" + url.getPort() + prefix);
    }

    private void start(String org, String what, Chore chore) {
        threads.add(
                Thread.ofVirtual().name(what + " of " + org).start(() -> run(org, what, chore)));
    }

    private void run(String org, String what, Chore chore) {
        try {
            Duration delay;
            do {
                delay = round(org, what, chore);
            } while (!stop.await(delay.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration round(String org, String what, Chore chore) throws InterruptedException {
        try {
            return chore.round();
        } catch (BadCredentials | IOException e) {
            if (stop.getCount() > 0) {
                LOG.warning(
                        "org "
                                + org
                                + ": no "
                                + what
                                + ", trying again in "
                                + Figures.duration(AGAIN_AFTER_TROUBLE)
                                + ": "
                                + Redacted.of(String.valueOf(e.getMessage())));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "org " + org + ": no " + what, e);
        }
        return AGAIN_AFTER_TROUBLE;
    }

    private Duration files(String org, UsageFiles files, OrgDoor door, DayBudget budget)
            throws IOException, InterruptedException {
        var now = time.wall().instant();
        if (!budget.allows(now)) {
            return Duration.between(now, budget.renewsAt());
        }
        var before = door.sent();
        try {
            files.bring(progress ->
                    LOG.fine(() ->
                            "org "
                                    + org
                                    + ": "
                                    + progress.done()
                                    + " of "
                                    + progress.files()
                                    + " usage files are in the ledger"));
        } finally {
            budget.spend(door.sent() - before);
        }
        return FILES_EVERY;
    }

    @Override
    public void close() {
        stop.countDown();
        sources.forEach(UsageFiles::stop);
        for (var thread : threads) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        doors.forEach(OrgDoor::close);
    }
}
