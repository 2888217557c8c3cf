package headroom.report;

import headroom.report.Sheet.Column;
import headroom.report.Sheet.Section;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The overview of one org as a report: the same figures as `headroom status`. Immutable.
public record OverviewSheet(Overview overview, OrgOverview org) {

    /// Makes the report.
    ///
    /// @throws java.util.NoSuchElementException if the overview has no such org
    public static Sheet of(Overview overview, String name) {
        var org = overview.orgs().stream().filter(one -> one.name().equals(name)).findFirst();
        return new OverviewSheet(overview, org.orElseThrow()).make();
    }

    private Sheet make() {
        return new Sheet(
                "overview",
                "Overview",
                lead(),
                List.of(figures(), integrations()),
                List.of(
                        "The rolling 24 hours and the UTC day are two counts; they are never added."
                                + " Shares are of what the ledger knows of the 24 hours.",
                        "Metered: through the gateway. Imported: from the org's event logs;"
                                + " simulated: from those of a simulated org."));
    }

    private List<String> lead() {
        var state =
                switch (overview.state()) {
                    case LIVE -> "live";
                    case STOPPED -> "gateway stopped";
                    case SILENT -> "gateway not heard of";
                };
        var used = org.usage().used();
        var calls = org.allocation().calls();
        var lines = new ArrayList<String>();
        lines.add(
                org.name()
                        + ", as of "
                        + time(org.asOf())
                        + ", "
                        + state
                        + (overview.simulated() ? ", simulated org and clock" : ""));
        lines.add(
                calls.map(of ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d of %,d charges used in the rolling 24 h, %.1f %%",
                                        used,
                                        of,
                                        100.0 * used / of))
                        .orElseGet(() ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d charges used in the rolling 24 h",
                                        used)));
        lines.add("allocation: " + allocation());
        lines.add(
                org.usage()
                        .sighted()
                        .map(said -> "the org was last sighted at " + time(said.at()))
                        .orElse("the org has not been sighted: the ledger's own count"));
        org.runsOutIn()
                .ifPresent(left ->
                        lines.add(
                                "at the last hour's rate it runs out at "
                                        + time(org.asOf().plus(left))));
        return lines;
    }

    private String allocation() {
        return switch (org.allocation().by()) {
            case ORG -> "said by the org";
            case OPERATOR -> "as declared by the operator";
            case EDITION -> "from edition and licences as declared";
            case NOBODY -> "not known until the org's first answer";
        };
    }

    private Section figures() {
        var usage = org.usage();
        var rows = new ArrayList<List<Object>>();
        rows.add(List.of("used, rolling 24 h", usage.used()));
        org.allocation().calls().ifPresent(it -> rows.add(List.of("allocation", it)));
        org.headroom().ifPresent(it -> rows.add(List.of("headroom", it)));
        usage.sighted()
                .ifPresent(said -> {
                    rows.add(List.of("sighted (" + said.source() + ")", said.used()));
                    rows.add(List.of("metered since", usage.meteredSince()));
                    rows.add(List.of("aged out since", usage.agedOutSince()));
                });
        rows.add(List.of("in flight", usage.inFlight()));
        rows.add(List.of("known to the ledger, rolling 24 h", usage.ledgerWindow()));
        org.unattributed().ifPresent(it -> rows.add(List.of("unattributed", it)));
        rows.add(List.of("last hour", org.ratePerHour()));
        rows.add(List.of("known to the ledger, UTC day", org.dayCharges()));
        return new Section(
                "figures",
                "Charges",
                List.of(Column.words("figure", "figure"), Column.count("charges", "charges")),
                rows);
    }

    private Section integrations() {
        var rows = new ArrayList<List<Object>>();
        for (var one : org.integrations()) {
            rows.add(
                    List.of(
                            one.name(),
                            one.charges(),
                            one.share(),
                            one.lastHour(),
                            one.calls(),
                            one.errors(),
                            one.metered(),
                            one.imported(),
                            one.simulated(),
                            one.dayCharges()));
        }
        var columns =
                List.of(
                        Column.words("integration", "integration"),
                        Column.count("charges_24h", "charges 24 h"),
                        Column.share("share", "share"),
                        Column.count("last_hour", "last hour"),
                        Column.count("calls_24h", "calls 24 h"),
                        Column.count("failed_24h", "failed"),
                        Column.count("metered", "metered"),
                        Column.count("imported", "imported"),
                        Column.count("simulated", "simulated"),
                        Column.count("charges_day", "UTC day"));
        return new Section("integrations", "By integration", columns, rows);
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }
}
