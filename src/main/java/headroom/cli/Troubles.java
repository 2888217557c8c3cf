package headroom.cli;

import picocli.CommandLine.Option;

import java.util.logging.Level;

/// The options by which any command shows more of what it does.
final class Troubles {
    @Option(
            names = {"-v", "--verbose"},
            description = "Log events, not only warnings.")
    private boolean verbose;

    @Option(names = "--debug", description = "Show the stack trace of a failure, and log details.")
    private boolean debug;

    Logs logs(Surroundings surroundings, Level quiet) {
        return Logs.configure(surroundings.err(), verbose ? Level.INFO : quiet, debug);
    }
}
