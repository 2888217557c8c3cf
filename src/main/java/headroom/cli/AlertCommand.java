package headroom.cli;

import picocli.CommandLine.Command;

/// Groups what is about telling people.
@Command(
        name = "alert",
        synopsisSubcommandLabel = "COMMAND",
        description = "About alerts: try the ways to people, see what has not arrived.")
final class AlertCommand {}
