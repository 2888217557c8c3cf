package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.cli.config.Configuration.Org;
import headroom.ledger.Ledger;
import headroom.watch.OrgDoor;
import headroom.watch.UsageFiles;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Looks every hour for daily usage files of the orgs to which Headroom has access of its own, and
/// brings what is new: one thread per org. Thread-safe.
final class Imports implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Imports.class.getName());
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<UsageFiles> sources = new ArrayList<>();
    private final List<OrgDoor> doors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /// @param gateway its own address: Headroom's calls are metered like everybody's
    Imports(Configuration configuration, Ledger ledger, String gateway) {
        var callers = new LoggedCallers(configuration.integrations());
        for (var org : configuration.orgs()) {
            org.access()
                    .ifPresent(access -> {
                        var door = new OrgDoor(address(org, gateway), access.credentials());
                        var name = org.route().name();
                        var files = new UsageFiles(ledger, name, door, false, callers::of);
                        doors.add(door);
                        sources.add(files);
                        threads.add(
                                Thread.ofVirtual()
                                        .name("import-" + name)
                                        .start(() -> run(name, files)));
                    });
        }
    }

    /// Where this org is reached at the gateway: by one of its hosts, else by its path prefix.
    static URI address(Org org, String gateway) {
        var url = URI.create(gateway);
        var hosts = org.route().hosts();
        var host = hosts.isEmpty() ? url.getHost() : hosts.getFirst();
        var prefix = org.route().pathPrefix().orElse("");
        return URI.create(url.getScheme() + "://" + host + ":" + url.getPort() + prefix);
    }

    private void run(String org, UsageFiles files) {
        try {
            do {
                round(org, files);
            } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void round(String org, UsageFiles files) throws InterruptedException {
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
        } catch (IOException | RuntimeException e) {
            if (!files.isStopped()) {
                LOG.log(
                        Level.WARNING,
                        "org " + org + ": usage files could not be imported; trying in an hour",
                        e);
            }
        }
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
