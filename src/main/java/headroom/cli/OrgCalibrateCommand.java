package headroom.cli;

import headroom.cli.Table.Column;
import headroom.cli.config.ConfigurationEdit;
import headroom.cli.config.ConfigurationEdit.NotEditable;
import headroom.watch.Calibration;
import headroom.watch.LoginRefused;
import headroom.watch.OrgDoor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Finds out by experiment which doubtful calls an org counts, and keeps the answers.
@Command(
        name = "calibrate",
        description = {
            "Find out which of the doubtful calls an org counts, with at most 30 calls.",
            "",
            "Whether failed calls, answers 304, token requests or the parts of a composite/batch"
                    + " count is told by no document, but by the count that comes with every"
                    + " answer. The answers go into the org's `charges` in headroom.yaml. Run it on"
                    + " a sandbox while nobody else calls it; it only reads.",
            "",
            "  headroom org calibrate uat"
        })
final class OrgCalibrateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--production", description = "Go on although the org is no sandbox.")
    private boolean production;

    @Option(names = "--dry-run", description = "Show the answers and leave the file as it is.")
    private boolean dryRun;

    @Mixin private final OrgChoice choice = new OrgChoice();
    @Mixin private final Troubles troubles = new Troubles();

    OrgCalibrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var org = choice.org(surroundings);
        try (var door = OrgPlace.door(org, OrgPlace.credentials(org), surroundings)) {
            if (!production && !Calibration.isSandbox(door)) {
                throw new Failure(
                        ExitCodes.USAGE,
                        org.route().name()
                                + " is no sandbox; add --production to spend up to "
                                + Calibration.CALLS_MAX
                                + " of its calls all the same");
            }
            var answers = run(door);
            if (!dryRun) {
                keep(org.route().name(), answers);
            }
        } catch (LoginRefused e) {
            throw new Failure(
                    ExitCodes.UNAVAILABLE,
                    e.getMessage() + "; `headroom org check` says what to do",
                    e);
        }
        return ExitCodes.OK;
    }

    private List<Calibration.Answer> run(OrgDoor door) throws IOException, InterruptedException {
        var table =
                new Table(
                        List.of(
                                Column.words("OPTION"),
                                Column.words("ANSWER"),
                                Column.words("EVIDENCE")));
        var answers = new Calibration(door, _ -> {}).run();
        for (var answer : answers) {
            table.row(
                    List.of(
                            answer.option().word(),
                            answer.counts().map(String::valueOf).orElse("unclear"),
                            answer.evidence()));
        }
        table.render(surroundings.screen()).forEach(surroundings.out()::println);
        surroundings.out().println();
        surroundings.out().println(OrgPlace.sent(door));
        return answers;
    }

    private void keep(String org, List<Calibration.Answer> answers) throws Exception {
        var file = choice.file(surroundings);
        var edit = new ConfigurationEdit(EditedFile.read(file));
        var written = new ArrayList<String>();
        for (var answer : answers) {
            if (answer.counts().isPresent()) {
                var value = answer.counts().get().toString();
                edit = changed(edit, org, answer.option().word(), value);
                written.add(answer.option().word());
            }
        }
        EditedFile.check(edit, file, surroundings);
        EditedFile.write(edit, file);
        surroundings
                .out()
                .println("kept " + written.size() + " answers in " + file + ", org " + org);
    }

    private static ConfigurationEdit changed(
            ConfigurationEdit edit, String org, String key, String value) {
        try {
            return edit.withOrgValue(org, List.of("charges", key), value);
        } catch (NotEditable e) {
            throw new Failure(
                    ExitCodes.BAD_INPUT,
                    "the file cannot be changed: "
                            + e.getMessage()
                            + "; put the answers under `charges` yourself",
                    e);
        }
    }
}
