package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.cli.config.Units;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;

/// The whole product on embedded defaults, with an org in a box and six integrations.
@Command(
        name = "demo",
        description = {
            "See it work: an emulated org (Enterprise, 15 licences: 115,000 calls per 24 h), six"
                + " made-up integrations calling it through the gateway over real HTTP, the ledger,"
                + " the page.",
            "",
            "Time runs 60 times as fast, so that the window visibly breathes; after a little more"
                + " than an hour of it one script goes wild. The seven days before are simulated"
                + " and imported from the org's event logs. Ctrl-C stops everything, compares the"
                + " ledger with the org's own books, and leaves nothing behind.",
            "",
            "  headroom demo",
            "  headroom demo --for 30s --seed 7 --port 0"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_533;

    private final Surroundings surroundings;

    @Option(
            names = "--speed",
            paramLabel = "TIMES",
            defaultValue = "60",
            description = "Seconds of the org's time in one of ours (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = {"-p", "--port"},
            defaultValue = "" + Configuration.GATEWAY_PORT,
            description =
                    "Of the gateway; page and org take the next two. 0: any free ones"
                            + " (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Stop by itself after so long, such as 30s or 5m (default: never).")
    private @Nullable String limit;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Makes the same past and the same draws again (default: a new one).")
    private @Nullable Long seed;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "FOLDER",
            description = "Keep the ledger there (default: a folder that ends with the demo).")
    private @Nullable Path data;

    @Mixin private final Troubles troubles = new Troubles();

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        var logs = troubles.logs(surroundings, Level.WARNING);
        if (!(speed >= 1 && speed <= 3_600)) {
            throw new Failure(ExitCodes.USAGE, "--speed takes a number from 1 to 3600");
        }
        if (port < 0 || port > PORT_MAX) {
            throw new Failure(ExitCodes.USAGE, "--port takes a number from 0 to " + PORT_MAX);
        }
        var draws = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        var folder = folder();
        surroundings.stop().takeOver();
        try {
            return new Demo(surroundings, logs, folder, port, speed, draws).run(duration());
        } finally {
            if (data == null) {
                remove(folder);
            }
        }
    }

    private Duration duration() {
        try {
            return limit == null ? Duration.ofDays(36_500) : Units.duration(limit);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCodes.USAGE, "--for: " + e.getMessage(), e);
        }
    }

    private Path folder() throws IOException {
        if (data == null) {
            return Files.createTempDirectory("headroom-demo-");
        }
        var folder = surroundings.folder().resolve(data);
        if (Files.exists(folder.resolve(Configuration.LEDGER_FILE))) {
            throw new Failure(
                    ExitCodes.CANNOT_WRITE,
                    folder + " holds a ledger already; name an empty folder with --data");
        }
        return Files.createDirectories(folder);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
