package headroom.cli;

import picocli.CommandLine.Command;

/// Groups what is about the configuration file.
@Command(
        name = "config",
        synopsisSubcommandLabel = "COMMAND",
        description = "About the configuration file, headroom.yaml.")
final class ConfigCommand {}
