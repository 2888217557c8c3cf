package headroom.cli;

import headroom.ledger.LedgerReader;
import headroom.report.Facts;
import headroom.report.OverviewReader;
import headroom.report.OverviewSheet;
import headroom.report.RangeText;
import headroom.report.ReportRange;
import headroom.report.Reports;
import headroom.report.Sheet;
import headroom.report.SheetText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Answers about an org's API use, from ledger and imported history together.
@Command(
        name = "report",
        description = {
            "Show a report over the ledger and the imported event logs.",
            "",
            "It disturbs no running gateway. Times are UTC.",
            "",
            "  headroom report last-7-days",
            "  headroom report heaviest --last 30d --format csv > heaviest.csv",
            "  headroom report reconcile --org acme-prod --format html > reconcile.html"
        })
final class ReportCommand implements Callable<Integer> {
    private enum Format {
        TABLE,
        JSON,
        CSV,
        HTML
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "One of " + Reports.NAMES + ".")
    private String name = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json, csv or html (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TABLE;

    @Option(
            names = "--org",
            paramLabel = "NAME",
            description = "Which org; needed where there are several.")
    private @Nullable String org;

    @Option(names = "--from", paramLabel = "TIME", description = "2026-11-12 or 2026-11-12T08:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before then (default: now).")
    private @Nullable String to;

    @Option(
            names = "--last",
            paramLabel = "N[d|h]",
            description = "The last so many UTC days or hours (default: 7d).")
    private @Nullable String last;

    @Mixin private final LedgerPlace place = new LedgerPlace();
    @Mixin private final Troubles troubles = new Troubles();

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        if (!Reports.known(name)) {
            throw new Failure(
                    ExitCodes.USAGE, "no report is called '" + name + "': " + Reports.NAMES);
        }
        var found = place.find(surroundings);
        try (var reader = LedgerReader.open(found.ledgerFile())) {
            var reports = new Reports(reader, found.historyFolder());
            var now = reports.now(surroundings.clock().instant());
            var of = org(reader, found.historyFolder());
            var sheet =
                    name.equals(Reports.OVERVIEW)
                            ? overview(reader, found, of)
                            : reports.make(name, of, range(now), now);
            surroundings.out().print(rendered(sheet));
            surroundings.out().flush();
        }
        return ExitCodes.OK;
    }

    private Sheet overview(LedgerReader reader, LedgerPlace.Found found, String of) {
        if (from != null || to != null || last != null) {
            throw new Failure(
                    ExitCodes.USAGE,
                    "the overview is of now and the 24 hours before: it takes no --from, --to or"
                            + " --last");
        }
        var overview =
                new OverviewReader(reader, found.declared()).read(surroundings.clock().instant());
        if (overview.orgs().stream().noneMatch(one -> one.name().equals(of))) {
            throw new Failure(
                    ExitCodes.NO_INPUT,
                    "the ledger knows nothing of "
                            + of
                            + " yet, only imported files do: see report last-7-days");
        }
        return OverviewSheet.of(overview, of);
    }

    private String org(LedgerReader reader, Path history) {
        var orgs = Facts.orgs(reader, history);
        if (org != null && orgs.contains(org)) {
            return org;
        }
        if (org == null && orgs.size() == 1) {
            return orgs.getFirst();
        }
        throw new Failure(
                ExitCodes.USAGE,
                orgs.isEmpty()
                        ? "no call is known yet: nothing to report"
                        : (org == null ? "name one with --org: " : "no such org; there are ")
                                + String.join(", ", orgs));
    }

    private ReportRange range(Instant now) {
        try {
            return new RangeText(said(from), said(to), said(last)).read(now);
        } catch (DateTimeException e) {
            throw new Failure(
                    ExitCodes.USAGE,
                    "not a range of time: "
                            + e.getMessage()
                            + "; say --last 7d, --last 12h, or --from 2026-11-12 with --to"
                            + " 2026-11-13T08:00Z");
        }
    }

    private static String said(@Nullable String option) {
        return option == null ? "" : option;
    }

    private String rendered(Sheet sheet) {
        return switch (format) {
            case JSON -> SheetText.json(sheet) + "\n";
            case CSV -> SheetText.csv(sheet);
            case HTML -> SheetText.html(sheet);
            case TABLE -> String.join("\n", table(sheet)) + "\n";
        };
    }

    private List<String> table(Sheet sheet) {
        var screen = surroundings.screen();
        var lines = new ArrayList<String>();
        lines.add(screen.bold(sheet.title()));
        lines.addAll(sheet.lead());
        for (var section : sheet.sections()) {
            lines.add("");
            lines.add(screen.bold(section.title()));
            if (section.rows().isEmpty()) {
                lines.add("(nothing)");
                continue;
            }
            lines.addAll(new SheetTable(section, screen).render());
        }
        if (!sheet.notes().isEmpty()) {
            lines.add("");
        }
        sheet.notes().forEach(note -> lines.add(screen.dim(note)));
        return lines;
    }
}
