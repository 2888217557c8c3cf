package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.cli.config.ConfigurationFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Runs the gateway and its console until told to stop.
@Command(
        name = "serve",
        description = {
            "Run the gateway, the ledger and the page, as headroom.yaml says.",
            "",
            "Ctrl-C or SIGTERM takes no new calls, lets those under way end, and has everything on"
                + " disk before the process ends. A second gateway on the same data is refused.",
            "",
            "  headroom serve --config /etc/headroom/headroom.yaml"
        })
final class ServeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "headroom.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("headroom.yaml");

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long calls under way may take to end (default: ${DEFAULT-VALUE}).")
    private int drain;

    @Mixin private final Troubles troubles = new Troubles();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.INFO);
        var file = surroundings.folder().resolve(config);
        var configuration = ConfigurationFile.load(file, surroundings.environment());
        surroundings.stop().takeOver();
        var time = OrgTime.real(surroundings.clock());
        try (var service = Service.start(configuration, time, Declarations.of(configuration))) {
            announce(configuration, service);
            surroundings.stop().await();
            var underWay = service.gateway().figures().inFlight();
            surroundings
                    .out()
                    .println("stopping; " + Figures.count(underWay) + " calls are under way");
            service.drain(Duration.ofSeconds(drain));
        }
        surroundings.out().println("stopped");
        return ExitCodes.OK;
    }

    private void announce(Configuration configuration, Service service) {
        var out = surroundings.out();
        out.println("gateway  " + service.gatewayUrl());
        out.println("console  " + service.consoleUrl());
        out.println("ledger   " + configuration.ledgerFile());
        for (var org : configuration.orgs()) {
            out.println("org      " + org.route().name() + " → " + org.route().instanceUrl());
        }
        out.flush();
    }
}
