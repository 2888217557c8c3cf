package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.cli.config.Configuration.Org;
import headroom.cli.config.ConfigurationEdit;
import headroom.cli.config.ConfigurationEdit.NotEditable;
import headroom.watch.Finding;
import headroom.watch.Finding.Grade;
import headroom.watch.OrgCheck;
import headroom.watch.OrgCheck.Expected;
import headroom.watch.OrgCheck.Identity;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Looks at the way into an org and at every permission Headroom wants there.
@Command(
        name = "check",
        description = {
            "Check Headroom's way into an org: login, API, limits, event logs, permissions.",
            "",
            "It costs about seven calls of the org, sent straight to it and not through a gateway."
                + " Exit code 69 says that Headroom cannot watch this org. Where headroom.yaml does"
                + " not say the org's id yet, it is noted there.",
            "",
            "  headroom org check acme"
        })
final class OrgCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private final OrgChoice choice = new OrgChoice();
    @Mixin private final Troubles troubles = new Troubles();

    OrgCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var org = choice.org(surroundings);
        surroundings.out().println(org.route().name() + "  " + org.route().instanceUrl());
        surroundings.out().println();
        var checked = run(surroundings, org);
        if (org.route().orgId().isEmpty()) {
            checked.identity().ifPresent(who -> note(org.route().name(), who.id()));
        }
        return checked.isBad() ? ExitCodes.UNAVAILABLE : ExitCodes.OK;
    }

    /// Writes the id down, so that logs, tokens and `relink` know the org by it. A file that cannot
    /// be written is no reason for the check to fail.
    private void note(String name, String id) {
        var file = choice.file(surroundings);
        try {
            var edit =
                    new ConfigurationEdit(EditedFile.read(file))
                            .withOrgValue(name, List.of("org-id"), id);
            EditedFile.check(edit, file, surroundings);
            EditedFile.write(edit, file);
            surroundings.out().println("noted its id, " + id + ", in " + file);
        } catch (NotEditable | BadConfiguration | IOException e) {
            surroundings
                    .out()
                    .println(
                            "its id could not be noted ("
                                    + e.getMessage()
                                    + "); add `org-id: "
                                    + id
                                    + "` to the org in "
                                    + file);
        }
    }

    /// What came out.
    record Checked(List<Finding> findings, Optional<Identity> identity) {
        boolean isBad() {
            return findings.stream().anyMatch(finding -> finding.grade() == Grade.BAD);
        }
    }

    /// Prints each finding as it is made, and what the check has cost.
    static Checked run(Surroundings surroundings, Org org)
            throws IOException, InterruptedException {
        var credentials = OrgPlace.credentials(org);
        var allocation =
                org.declaredAllocation()
                        .or(() -> org.computedAllocation().map(sum -> sum.calls()))
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty());
        try (var door = OrgPlace.door(org, credentials, surroundings)) {
            var check =
                    new OrgCheck(
                            door,
                            credentials,
                            new Expected(org.route().orgId(), allocation),
                            finding -> print(surroundings, finding));
            var findings = check.run();
            if (door.sent() > 0) {
                surroundings.out().println();
                surroundings.out().println(OrgPlace.sent(door));
            }
            return new Checked(findings, check.identity());
        }
    }

    private static void print(Surroundings surroundings, Finding finding) {
        var screen = surroundings.screen();
        var grade =
                switch (finding.grade()) {
                    case GOOD -> screen.good("good   ");
                    case WARNING -> screen.warning("warning");
                    case BAD -> screen.bad("bad    ");
                };
        var topic = (finding.topic() + "             ").substring(0, 13);
        var first = true;
        for (var line : Screen.wrapped(finding.words(), Math.max(40, screen.width() - 25))) {
            surroundings
                    .out()
                    .println((first ? "  " + grade + "  " + topic : " ".repeat(24)) + " " + line);
            first = false;
        }
    }
}
