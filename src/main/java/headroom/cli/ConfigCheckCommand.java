package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.cli.config.Configuration;
import headroom.cli.config.ConfigurationFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.stream.Collectors;

/// Reads a configuration as `serve` would, and says what it found.
@Command(
        name = "check",
        description = {
            "Check a configuration file as a whole: every problem with its line, or a summary.",
            "",
            "Environment variables and files that it refers to must be there, as for `serve`."
        })
final class ConfigCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "headroom.yaml",
            description = "The file to check (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("headroom.yaml");

    @Mixin private final Troubles troubles = new Troubles();

    ConfigCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        troubles.logs(surroundings, Level.WARNING);
        try {
            var path = surroundings.folder().resolve(file);
            summarise(ConfigurationFile.load(path, surroundings.environment()));
            return ExitCodes.OK;
        } catch (BadConfiguration bad) {
            bad.problems()
                    .forEach(problem -> surroundings.err().println(problem.at(file.toString())));
            var count = bad.problems().size();
            surroundings.err().println(count == 1 ? "1 problem" : count + " problems");
            return ExitCodes.BAD_INPUT;
        }
    }

    private void summarise(Configuration configuration) {
        var out = surroundings.out();
        out.println(file + " is fine.");
        out.println("gateway       " + Addresses.of(configuration.gateway()));
        out.println("console       " + Addresses.of(configuration.console()));
        configuration.publicUrl().ifPresent(url -> out.println("public URL    " + url));
        out.println("data          " + configuration.data());
        out.println(
                "times in      "
                        + Figures.zone(configuration.zone(), surroundings.clock().instant()));
        for (var org : configuration.orgs()) {
            out.println("org           " + org.route().name() + " → " + org.route().instanceUrl());
            out.println("              " + allocation(org));
        }
        for (var integration : configuration.integrations()) {
            out.println("integration   " + integration.marks().name());
        }
    }

    private static String allocation(Configuration.Org org) {
        if (org.declaredAllocation().isPresent()) {
            return "allocation " + Figures.count(org.declaredAllocation().get()) + ", as declared";
        }
        return org.computedAllocation()
                .map(sum ->
                        "allocation "
                                + Figures.count(sum.calls())
                                + " = "
                                + sum.terms().stream()
                                        .map(ConfigCheckCommand::term)
                                        .collect(Collectors.joining(" + ")))
                .orElse("allocation learned from the org's own answers");
    }

    private static String term(headroom.salesforce.Allocation.Term term) {
        return term.count() == 1
                ? Figures.count(term.rate()) + " " + term.label()
                : Figures.count(term.count())
                        + " × "
                        + Figures.count(term.rate())
                        + " "
                        + term.label();
    }
}
