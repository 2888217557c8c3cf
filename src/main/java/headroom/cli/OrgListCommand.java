package headroom.cli;

import headroom.cli.Table.Column;
import headroom.cli.config.Configuration;
import headroom.cli.config.Configuration.Org;
import headroom.ledger.LedgerReader;
import headroom.report.IntegrationFigures;
import headroom.report.OrgOverview;
import headroom.report.OverviewReader;
import headroom.report.OwnSpending;
import headroom.salesforce.Allocation;
import headroom.salesforce.Edition;

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
            "List the configured orgs: edition, id, allocation as declared and as the org says, the"
                    + " way in, what watching has cost.",
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
                                new Column("EDITION", false, 1),
                                new Column("ID", false, 3),
                                Column.number("DECLARED", 0),
                                Column.number("ORG SAYS", 0),
                                Column.number("USED (24 H)", 0),
                                Column.number("OWN (24 H)", 4),
                                new Column("ACCESS", false, 2),
                                Column.number("LAST SEEN", 5),
                                new Column("INSTANCE", false, 6)));
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
        var seen = Optional.ofNullable(all.get(org.route().name()));
        var sighted = seen.flatMap(it -> it.usage().sighted());
        var declared =
                org.declaredAllocation().or(() -> org.computedAllocation().map(Allocation::calls));
        return List.of(
                org.route().name(),
                org.edition().map(Edition::word).orElse(NOTHING),
                org.route().orgId().orElse(NOTHING),
                declared.map(Figures::count).orElse(NOTHING),
                sighted.map(it -> said(it.max(), declared)).orElse(NOTHING),
                seen.map(it -> Figures.count(it.usage().used())).orElse(NOTHING),
                seen.map(it -> Figures.count(own(it))).orElse(NOTHING),
                org.access().map(it -> it.credentials().flow()).orElse("gateway only"),
                sighted.map(it -> it.source() + " " + Figures.time(it.at(), configuration.zone()))
                        .orElse("never"),
                org.route().instanceUrl().toString());
    }

    /// The org's own word, and whether the declaration differs from it.
    private static String said(long max, Optional<Long> declared) {
        var difference = declared.map(calls -> max - calls).orElse(0L);
        return Figures.count(max)
                + (difference == 0
                        ? ""
                        : " ("
                                + Figures.count(Math.abs(difference))
                                + (difference > 0 ? " more)" : " fewer)"));
    }

    private static long own(OrgOverview seen) {
        return seen.integrations().stream()
                .filter(each -> each.name().equals("headroom"))
                .mapToLong(IntegrationFigures::charges)
                .sum();
    }
}
