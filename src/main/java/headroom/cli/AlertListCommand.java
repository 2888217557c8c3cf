package headroom.cli;

import headroom.cli.Table.Column;
import headroom.watch.Outbox;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// What has not reached people yet, and why.
@Command(
        name = "list",
        description = "List the messages that no one has taken yet, with the reason.")
final class AlertListCommand implements Callable<Integer> {
    static final String OUTBOX_FILE = "outbox.json";

    private final Surroundings surroundings;

    @Mixin private final OrgPlace place = new OrgPlace();
    @Mixin private final Troubles troubles = new Troubles();

    AlertListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var configuration = place.load(surroundings);
        var waiting = Outbox.open(configuration.data().resolve(OUTBOX_FILE)).waiting();
        if (waiting.isEmpty()) {
            surroundings.out().println("nothing waits: every message was taken");
            return ExitCodes.OK;
        }
        var table =
                new Table(
                        List.of(
                                Column.words("AT"),
                                Column.words("BY"),
                                Column.number("TRIES", 2),
                                Column.words("NEXT"),
                                Column.words("SUBJECT"),
                                new Column("TROUBLE", false, 3)));
        for (var letter : waiting) {
            table.row(
                    List.of(
                            Figures.time(letter.message().at(), configuration.zone()),
                            letter.channel(),
                            Figures.count(letter.tries()),
                            letter.givenUp()
                                    ? "given up"
                                    : Figures.time(letter.nextAt(), configuration.zone()),
                            letter.message().subject(),
                            Redacted.of(letter.trouble())));
        }
        table.render(surroundings.screen()).forEach(surroundings.out()::println);
        return ExitCodes.OK;
    }
}
