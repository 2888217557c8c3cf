package headroom.cli;

import headroom.report.Overview;
import headroom.report.OverviewJson;
import headroom.report.OwnSpending;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Who used what: read from the ledger's file, beside a running gateway or after it.
@Command(
        name = "status",
        description = {
            "Show used, allocation and headroom, and who spent it, read from the ledger.",
            "",
            "It asks no gateway and disturbs none. When the gateway has stopped, the figures are as"
                    + " of its last sign of life, and say so.",
            "",
            "  headroom status",
            "  headroom status --json | jq '.orgs[0].headroom'"
        })
final class StatusCommand implements Callable<Integer> {
    private static final int ROWS_MAX = 50;

    private final Surroundings surroundings;

    @Mixin private final LedgerPlace place = new LedgerPlace();

    @Option(names = "--json", description = "The same as JSON, for programs.")
    private boolean json;

    @Mixin private final Troubles troubles = new Troubles();

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var found = place.find(surroundings);
        try (var reader = found.open()) {
            var overview = reader.read(surroundings.clock().instant());
            if (json) {
                surroundings.out().println(OverviewJson.renderPretty(overview));
            } else {
                new OverviewText(
                                surroundings.screen(), found.zone(), ROWS_MAX, own(found, overview))
                        .render(overview)
                        .forEach(surroundings.out()::println);
            }
        }
        return ExitCodes.OK;
    }

    private static Map<String, OwnSpending> own(LedgerPlace.Found found, Overview overview) {
        try (var reader = found.reader()) {
            return OwnSpending.all(reader, overview.asOf());
        }
    }
}
