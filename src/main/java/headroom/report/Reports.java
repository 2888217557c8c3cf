package headroom.report;

import headroom.ledger.LedgerReader;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Every report there is, by name. One-owner, as the reader it uses.
public final class Reports {
    /// For help texts.
    public static final String NAMES =
            "overview, last-7-days, heaviest, reconcile, limits, errors, retiring-versions, advice";

    /// The one that [OverviewSheet] makes.
    public static final String OVERVIEW = "overview";

    private final LedgerReader ledger;
    private final Path history;

    /// @param history the history's folder, which need not exist
    public Reports(LedgerReader ledger, Path history) {
        this.ledger = ledger;
        this.history = history;
    }

    public static boolean known(String name) {
        return List.of(NAMES.split(", ")).contains(name);
    }

    /// What time it is for the orgs: that of the wall, but in a simulation.
    public Instant now(Instant wall) {
        return RunMark.of(ledger)
                .filter(RunMark::simulated)
                .map(mark -> mark.orgTime(wall))
                .orElse(wall);
    }

    /// Makes a report.
    ///
    /// @throws IllegalArgumentException if no report has that name
    public Sheet make(String name, String org, ReportRange range, Instant now) {
        if (name.equals("limits")) {
            return new LimitsSheet(ledger).make(org, range, now);
        }
        if (name.equals("reconcile")) {
            return new ReconcileSheet(ledger).make(org, range, now);
        }
        try (var facts = new Facts(ledger, history, org, range)) {
            var sheets = new UsageSheets(facts, org);
            return switch (name) {
                case "last-7-days" -> sheets.lastSevenDays();
                case "heaviest" -> sheets.heaviest();
                case "errors" -> sheets.errors();
                case "retiring-versions" -> sheets.retiringVersions();
                case "advice" -> new AdviceSheet(new Habits(facts), range, org).make(now);
                default -> throw new IllegalArgumentException("no report " + name);
            };
        }
    }
}
