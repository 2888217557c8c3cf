package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.cli.demo.DemoOrg;
import headroom.cli.demo.Traffic;
import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClock;
import headroom.gateway.GatewayOptions.Listen;
import headroom.watch.LogOptions;
import headroom.watch.LogRound;
import headroom.watch.OrgDoor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One run of the demo, from the org's first day to the comparison of the books. One-owner.
final class Demo {
    private static final Logger LOG = Logger.getLogger(Demo.class.getName());
    private static final Duration REDRAW = Duration.ofMillis(500);
    private static final Duration REPRINT = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final int ROWS_MAX = 20;

    private final Surroundings surroundings;
    private final Logs logs;
    private final Path folder;
    private final int port;
    private final double speed;
    private final long seed;
    private final AtomicReference<String> past =
            new AtomicReference<>("last week's usage files: importing");

    Demo(Surroundings surroundings, Logs logs, Path folder, int port, double speed, long seed) {
        this.surroundings = surroundings;
        this.logs = logs;
        this.folder = folder;
        this.port = port;
        this.speed = speed;
        this.seed = seed;
    }

    /// Runs until stopped or for that long; the exit code says whether the books agreed.
    int run(Duration limit) throws IOException, InterruptedException {
        var start = firstMoment(surroundings.clock().instant());
        var clock = EmulatorClock.standingAt(start);
        surroundings
                .out()
                .println("an org in a box writes its last seven days (seed " + seed + ") …");
        try (var emulator = startOrg(clock)) {
            var before = emulator.books().byClient();
            clock.speed(speed);
            var time = new OrgTime(clock, surroundings.clock(), speed, true);
            var configuration = configuration(emulator);
            try (var service = Service.start(configuration, time, Declarations.of(configuration))) {
                announce(service);
                live(service, clock, limit);
                clock.speed(0);
                var verdict =
                        Reconciliation.of(service.ledger(), DemoOrg.NAME, start, emulator, before);
                verdict.render().forEach(surroundings.out()::println);
                return verdict.agrees() ? ExitCodes.OK : ExitCodes.DIFFERENT;
            }
        }
    }

    /// Five past three in the morning: the file of the day before has just come out.
    static Instant firstMoment(Instant wall) {
        return wall.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(185));
    }

    private Emulator startOrg(EmulatorClock clock) {
        var listen = Listen.loopback(port == 0 ? 0 : port + 2);
        try {
            return DemoOrg.start(clock, listen.port(), seed);
        } catch (RuntimeException e) {
            throw PortTaken.orElse(e, listen, "emulator");
        }
    }

    private Configuration configuration(Emulator emulator) {
        return DemoConfiguration.of(URI.create(emulator.url()), port, folder);
    }

    private void announce(Service service) {
        var out = surroundings.out();
        out.println("page      " + service.consoleUrl());
        out.println("gateway   " + service.gatewayUrl());
        out.println("elsewhere headroom status --data " + folder);
        out.println(
                "time runs " + Figures.count(Math.round(speed)) + " times as fast; Ctrl-C ends it");
        out.flush();
    }

    /// Traffic, import and table side by side; on return all calls have ended and are booked.
    private void live(Service service, EmulatorClock clock, Duration limit)
            throws InterruptedException {
        var gateway = URI.create(service.gatewayUrl());
        try (var traffic = new Traffic(gateway, clock, speed, seed);
                var door = new OrgDoor(gateway, DemoOrg.HEADROOM);
                var _ = new DemoLimits(service.ledger(), door, clock, speed)) {
            var files =
                    new LogRound(
                            DemoOrg.NAME,
                            folder.resolve("logs"),
                            door,
                            service.history(),
                            LogOptions.DEFAULTS,
                            clock);
            traffic.begin();
            var importing = Thread.ofVirtual().name("import").start(() -> bringThePast(files));
            watch(service, limit);
            surroundings.out().println("stopping: letting calls under way end …");
            surroundings.out().flush();
            files.stop();
            if (!traffic.end()) {
                LOG.warning("some made-up clients did not end in time");
            }
            importing.join(DRAIN);
        }
        service.drain(DRAIN);
    }

    private void watch(Service service, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        var screen = surroundings.screen();
        logs.show(!screen.terminal());
        try (var frame = new Frame(surroundings.out(), screen)) {
            var pause = screen.terminal() ? REDRAW : REPRINT;
            while (!surroundings.stop().asked() && System.nanoTime() < end) {
                frame.show(lines(service, screen.measured()));
                var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                surroundings.stop().await(left.compareTo(pause) < 0 ? left : pause);
            }
            frame.show(lines(service, screen.measured()));
        } finally {
            logs.show(true);
        }
    }

    private List<String> lines(Service service, Screen screen) {
        var lines = new ArrayList<String>();
        lines.add(screen.bold("headroom demo") + "  page " + service.consoleUrl());
        lines.addAll(new OverviewText(screen, ZoneOffset.UTC, ROWS_MAX).render(service.overview()));
        lines.add("");
        lines.add(screen.dim(past.get()));
        lines.add(
                screen.dim(
                        "seed "
                                + seed
                                + " · "
                                + Figures.count(Math.round(speed))
                                + "× · Ctrl-C ends"));
        if (screen.terminal()) {
            logs.lastWarning().ifPresent(line -> lines.add(screen.warning(line)));
        }
        return lines;
    }

    /// Headroom learns of last week as it would of a real org's: from the files the org keeps.
    private void bringThePast(LogRound files) {
        try {
            var outcome = files.run(progress -> past.set(words(progress)));
            outcome.troubles().forEach(LOG::warning);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            past.set("last week's usage files could not be imported");
            LOG.log(Level.WARNING, "the import of usage files failed", e);
        }
    }

    private static String words(LogRound.Progress progress) {
        return "last week's usage files: "
                + (progress.brought() == 0
                        ? progress.fetched() + " of " + progress.files() + " fetched, importing"
                        : progress.brought()
                                + " of "
                                + progress.files()
                                + " imported, "
                                + Figures.count(progress.rows())
                                + " calls, simulated");
    }
}
