package headroom.cli;

import headroom.cli.config.Configuration.Org;
import headroom.cli.config.ConfigurationEdit;
import headroom.cli.config.ConfigurationEdit.NotEditable;
import headroom.salesforce.RecordId;
import headroom.watch.LoginRefused;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Accepts that an org has a new id: what a sandbox refresh does.
@Command(
        name = "relink",
        description = {
            "Accept an org's new id, after a sandbox was refreshed.",
            "",
            "The gateway forwards only tokens of the org it knows. A refresh makes a new org under"
                    + " the old name; this asks it for its id and writes that to headroom.yaml. The"
                    + " ledger's history stays under the org's name.",
            "",
            "  headroom org relink uat"
        })
final class OrgRelinkCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private final OrgChoice choice = new OrgChoice();
    @Mixin private final Troubles troubles = new Troubles();

    OrgRelinkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var org = choice.org(surroundings);
        var called = org.route().name();
        var id = idNow(org);
        var before = org.route().orgId().orElse("");
        if (RecordId.areSame(before, id)) {
            surroundings.out().println(called + " is " + id + " still; nothing to do");
            return ExitCodes.OK;
        }
        var file = choice.file(surroundings);
        try {
            var edit =
                    new ConfigurationEdit(EditedFile.read(file))
                            .withOrgValue(called, List.of("org-id"), id);
            EditedFile.check(edit, file, surroundings);
            EditedFile.write(edit, file);
        } catch (NotEditable e) {
            throw new Failure(
                    ExitCodes.BAD_INPUT,
                    "the file cannot be changed: "
                            + e.getMessage()
                            + "; set `org-id: "
                            + id
                            + "` there yourself",
                    e);
        }
        surroundings
                .out()
                .println(called + " is now " + id + (before.isEmpty() ? "" : ", was " + before));
        surroundings.out().println("restart `headroom serve` to take its tokens");
        return ExitCodes.OK;
    }

    private String idNow(Org org) throws Exception {
        try (var door = OrgPlace.door(org, OrgPlace.credentials(org), surroundings)) {
            var answer = door.query("SELECT Id FROM Organization");
            var id = answer.body().path("records").path(0).path("Id").asString("");
            if (RecordId.find(id).isEmpty()) {
                throw new Failure(
                        ExitCodes.UNAVAILABLE,
                        "the org does not tell its id (" + answer + "); see `headroom org check`");
            }
            return id;
        } catch (LoginRefused e) {
            throw new Failure(
                    ExitCodes.UNAVAILABLE,
                    e.getMessage() + "; `headroom org check` says what to do",
                    e);
        }
    }
}
