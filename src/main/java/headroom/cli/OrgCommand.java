package headroom.cli;

import picocli.CommandLine.Command;

/// Groups what is about the orgs that Headroom watches.
@Command(
        name = "org",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "About the orgs that Headroom watches: add one, see them, check the way into one.",
            "",
            "docs/connect-a-real-org.md says what to do in Salesforce first."
        })
final class OrgCommand {}
