package headroom.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// The command line as a whole: the commands there are, and how every one of them fails.
@Command(
        name = "headroom",
        versionProvider = Program.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Know, forecast, govern and stretch a Salesforce org's API allocation.",
            "",
            "Integrations call Salesforce through Headroom's gateway as they always did; Headroom"
                    + " counts who spends what of the 24-hour allocation, exactly and at once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headroom demo                             an org in a box, six integrations, live",
            "  headroom config check headroom.yaml       before every start",
            "  headroom serve --config headroom.yaml     the gateway and its page",
            "  headroom status                           who used what in the last 24 hours",
            "  headroom forecast                         when it runs out, and who drives it",
            "  eval \"$(headroom completion bash)\"        words completed by the Tab key",
            "",
            "Units: calls are what clients send, charges what Salesforce counts for them. A window"
                    + " is the rolling 24 hours, a day is a UTC day."
        })
final class Program {
    private Program() {}

    static int run(Surroundings surroundings, String... arguments) {
        var line = commandLine(surroundings);
        return line.execute(arguments);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        var check = new CommandLine(new ConfigCheckCommand(surroundings));
        var config = new CommandLine(new ConfigCommand()).addSubcommand(check);
        var org =
                new CommandLine(new OrgCommand())
                        .addSubcommand(new OrgAddCommand(surroundings))
                        .addSubcommand(new OrgListCommand(surroundings))
                        .addSubcommand(new OrgCheckCommand(surroundings))
                        .addSubcommand(new OrgCalibrateCommand(surroundings))
                        .addSubcommand(new OrgRelinkCommand(surroundings));
        var alert =
                new CommandLine(new AlertCommand())
                        .addSubcommand(new AlertTestCommand(surroundings))
                        .addSubcommand(new AlertListCommand(surroundings));
        var digest =
                new CommandLine(new DigestCommand(surroundings))
                        .addSubcommand(new DigestSendCommand(surroundings));
        var logs =
                new CommandLine(new LogsCommand())
                        .addSubcommand(new LogsListCommand(surroundings))
                        .addSubcommand(new LogsGetCommand(surroundings))
                        .addSubcommand(new LogsExportCommand(surroundings));
        var line =
                new CommandLine(new Program())
                        .addSubcommand(new DemoCommand(surroundings))
                        .addSubcommand(new EmulatorCommand(surroundings))
                        .addSubcommand(new ServeCommand(surroundings))
                        .addSubcommand(new StatusCommand(surroundings))
                        .addSubcommand(new TopCommand(surroundings))
                        .addSubcommand(new ForecastCommand(surroundings))
                        .addSubcommand(new PlanCommand(surroundings))
                        .addSubcommand(new ImportCommand(surroundings))
                        .addSubcommand(new ReportCommand(surroundings))
                        .addSubcommand(config)
                        .addSubcommand(org)
                        .addSubcommand(alert)
                        .addSubcommand(digest)
                        .addSubcommand(logs)
                        .addSubcommand(new BackupCommand(surroundings))
                        .addSubcommand(new RestoreCommand(surroundings))
                        .addSubcommand(new CompletionCommand(surroundings));
        for (var each : line.getSubcommands().values()) {
            describe(each);
        }
        line.addSubcommand(new CommandLine.HelpCommand());
        describe(check);
        org.getSubcommands().values().forEach(Program::describe);
        alert.getSubcommands().values().forEach(Program::describe);
        digest.getSubcommands().values().forEach(Program::describe);
        logs.getSubcommands().values().forEach(Program::describe);
        describe(line);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                surroundings.screen().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(surroundings.screen().width(), 60, 110))
                .setParameterExceptionHandler(Program::misused)
                .setExecutionExceptionHandler(
                        (thrown, command, parsed) -> failed(surroundings, thrown, parsed));
    }

    private static void describe(CommandLine command) {
        var spec = command.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(CommandLine.Model.UsageMessageSpec.keyValuesMap(ExitCodes.HELP))
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%n")
                .commandListHeading("%nCommands:%n")
                .descriptionHeading("%n")
                .sortOptions(false);
    }

    /// Wrong usage: one line, a guess at what was meant, where to read on.
    private static int misused(CommandLine.ParameterException e, String[] arguments) {
        var command = e.getCommandLine();
        var err = command.getErr();
        var message = Redacted.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        err.println("headroom: " + message);
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println(
                "Try `" + command.getCommandSpec().qualifiedName() + " --help` for what it takes.");
        err.flush();
        return ExitCodes.USAGE;
    }

    private static int failed(Surroundings surroundings, Exception thrown, ParseResult parsed) {
        var failure = PlainWords.of(thrown);
        var err = surroundings.err();
        failure.line().lines().forEach(line -> err.println("headroom: " + line));
        if (debug(parsed)) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return failure.exitCode();
    }

    private static boolean debug(ParseResult parsed) {
        for (var at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            if (at.hasMatchedOption("--debug")) {
                return true;
            }
        }
        return false;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /// `headroom 0.1.0 (Java 25.0.3)`, from the file the build writes.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            var properties = new Properties();
            try (var file = Program.class.getResourceAsStream("/headroom/version.properties")) {
                if (file != null) {
                    properties.load(file);
                }
            }
            return new String[] {
                "headroom "
                        + properties.getProperty("version", "(unbuilt)")
                        + " (Java "
                        + Runtime.version().feature()
                        + ")"
            };
        }
    }
}
