package headroom.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// The heaviest integrations, redrawn until stopped.
@Command(
        name = "top",
        description = {
            "Watch the heaviest integrations, read from the ledger and redrawn; Ctrl-C ends it.",
            "",
            "  headroom top --every 5 --rows 20",
            "  headroom top --once > heaviest.txt"
        })
final class TopCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private final LedgerPlace place = new LedgerPlace();

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "ROWS",
            defaultValue = "10",
            description = "Integrations shown at most (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Seconds between two readings (default: ${DEFAULT-VALUE}).")
    private int every;

    @Option(names = "--once", description = "Print one reading and end.")
    private boolean once;

    @Mixin private final Troubles troubles = new Troubles();

    TopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        if (rows < 1 || every < 1) {
            throw new Failure(ExitCodes.USAGE, "--rows and --every take whole numbers from 1 on");
        }
        var found = place.find(surroundings);
        var stop = surroundings.stop();
        if (!once) {
            stop.takeOver();
        }
        try (var reader = found.open();
                var frame = new Frame(surroundings.out(), surroundings.screen())) {
            do {
                var screen = surroundings.screen().measured();
                var overview = reader.read(surroundings.clock().instant());
                frame.show(new OverviewText(screen, found.zone(), rows).render(overview));
            } while (!once && !stop.await(Duration.ofSeconds(every)));
        }
        return ExitCodes.OK;
    }
}
