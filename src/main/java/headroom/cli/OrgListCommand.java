package headroom.cli;

import headroom.cli.Table.Column;
import headroom.cli.config.Configuration;
import headroom.cli.config.Configuration.Org;
import headroom.ledger.LedgerReader;
import headroom.report.OrgOverview;
import headroom.report.OverviewReader;
import headroom.report.OwnSpending;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// The configured orgs, the way into each, and what was last seen of them.
@Command(
        name = "list",
        description = {
            "List the configured orgs: the way in, what was last seen, what watching has cost.",
            "",
            "It asks no org; what was seen comes from the ledger."
        })
final class OrgListCommand implements Callable<Integer> {
    private static final String NOTHING = "–";

    private final Surroundings surroundings;

    @Mixin private final OrgPlace place = new OrgPlace();
    @Mixin private final Troubles troubles = new Troubles();

    OrgListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var configuration = place.load(surroundings);
        var seen = seen(configuration);
        var own = own(configuration);
        var table =
                new Table(
                        List.of(
                                Column.words("ORG"),
                                Column.words("INSTANCE"),
                                Column.words("ACCESS"),
                                Column.number("USED OF ALLOCATION (24 H)", 1),
                                Column.number("SAID BY THE ORG", 3)));
        for (var org : configuration.orgs()) {
            table.row(row(configuration, org, seen));
        }
        table.render(surroundings.screen()).forEach(surroundings.out()::println);
        for (var org : configuration.orgs()) {
            Optional.ofNullable(own.get(org.route().name()))
                    .map(spent -> org.route().name() + ": " + OverviewText.ownCalls(spent))
                    .ifPresent(surroundings.out()::println);
        }
        return ExitCodes.OK;
    }

    private Map<String, OrgOverview> seen(Configuration configuration) {
        var seen = new HashMap<String, OrgOverview>();
        if (Files.exists(configuration.ledgerFile())) {
            try (var reader =
                    new OverviewReader(
                            LedgerReader.open(configuration.ledgerFile()),
                            Declarations.of(configuration))) {
                reader.read(surroundings.clock().instant())
                        .orgs()
                        .forEach(org -> seen.put(org.name(), org));
            }
        }
        return seen;
    }

    private Map<String, OwnSpending> own(Configuration configuration) {
        if (!Files.exists(configuration.ledgerFile())) {
            return Map.of();
        }
        try (var reader = LedgerReader.open(configuration.ledgerFile())) {
            return OwnSpending.all(reader, surroundings.clock().instant());
        }
    }

    private static List<String> row(
            Configuration configuration, Org org, Map<String, OrgOverview> all) {
        var access = org.access().map(it -> it.credentials().flow()).orElse("gateway only");
        var seen = all.get(org.route().name());
        if (seen == null) {
            return List.of(
                    org.route().name(),
                    org.route().instanceUrl().toString(),
                    access,
                    NOTHING,
                    "never");
        }
        return List.of(
                org.route().name(),
                org.route().instanceUrl().toString(),
                access,
                Figures.count(seen.usage().used())
                        + " of "
                        + seen.allocation().calls().map(Figures::count).orElse("?"),
                seen.usage()
                        .sighted()
                        .map(it -> it.source() + " " + Figures.time(it.at(), configuration.zone()))
                        .orElse("never"));
    }
}
