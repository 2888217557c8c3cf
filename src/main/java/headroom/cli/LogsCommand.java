package headroom.cli;

import picocli.CommandLine.Command;

/// Groups what is about an org's event logs.
@Command(
        name = "logs",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "About the event logs that an org keeps of its API use: what there is, fetch it, export"
                    + " what is imported.",
            "",
            "A running gateway fetches them by itself, for orgs with `access`. Without Event"
                    + " Monitoring an org keeps a file for one day: what nobody fetches by then is"
                    + " gone."
        })
final class LogsCommand {}
