package headroom.cli;

import headroom.cli.Table.Column;
import headroom.report.IntegrationFigures;
import headroom.report.OrgOverview;
import headroom.report.Overview;
import headroom.report.OwnSpending;
import headroom.report.Trend;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The overview as lines of text for a terminal. Immutable.
///
/// @param zone in which times are shown
/// @param rowsMax integrations shown at most
/// @param own what Headroom itself spent, by org, where it was read
record OverviewText(Screen screen, ZoneId zone, int rowsMax, Map<String, OwnSpending> own) {
    private static final int BAR_MAX = 40;
    private static final double SCARCE = 0.25;
    private static final double NEARLY_SPENT = 0.1;

    OverviewText(Screen screen, ZoneId zone, int rowsMax) {
        this(screen, zone, rowsMax, Map.of());
    }

    List<String> render(Overview overview) {
        var lines = new ArrayList<String>();
        lines.add(state(overview));
        if (overview.orgs().isEmpty()) {
            lines.add("No call yet.");
        }
        for (var org : overview.orgs()) {
            lines.add("");
            org(org, lines);
            lines.add("");
            lines.addAll(table(org).render(screen));
        }
        lines.addAll(notes(overview));
        return lines.stream().map(screen::fit).toList();
    }

    private String state(Overview overview) {
        var state =
                switch (overview.state()) {
                    case LIVE -> screen.good("live");
                    case STOPPED -> screen.warning("gateway stopped");
                    case SILENT -> screen.bad("gateway not heard of");
                };
        return state
                + ", as of "
                + Figures.time(overview.asOf(), zone)
                + (overview.simulated() ? ", simulated org and clock" : "");
    }

    private void org(OrgOverview org, List<String> lines) {
        var used = org.usage().used();
        var calls = org.allocation().calls();
        lines.add(
                label(org.name())
                        + Figures.count(used)
                        + calls.map(of -> " of " + Figures.count(of)).orElse("")
                        + " charges used in the rolling 24 h"
                        + calls.map(of -> ", " + Figures.percent((double) used / of)).orElse(""));
        lines.add(label("allocation") + allocation(org));
        lines.add(
                label("headroom")
                        + painted(org, org.headroom().map(Figures::count).orElse("not known"))
                        + runsOut(org));
        if (screen.width() >= 60) {
            lines.add(label("") + bar(org));
        }
        lines.add(label("made of") + madeOf(org));
        lines.add(label("known by") + knownBy(org));
        Optional.ofNullable(own.get(org.name()))
                .ifPresent(spent -> lines.add(label("own calls") + ownCalls(spent)));
    }

    private static String label(String words) {
        return words.length() < 12 ? words + " ".repeat(12 - words.length()) : words + "  ";
    }

    private String allocation(OrgOverview org) {
        var at = org.allocation().asOf().map(when -> " at " + Figures.time(when, zone)).orElse("");
        return switch (org.allocation().by()) {
            case ORG -> "said by the org" + at;
            case OPERATOR -> "as declared by the operator";
            case EDITION -> "from edition and licences as declared";
            case NOBODY -> "not known until the org's first answer";
        };
    }

    private String runsOut(OrgOverview org) {
        var rate = " at the last hour's " + Figures.count(org.ratePerHour());
        if (org.headroom().isEmpty()) {
            return "";
        }
        return org.runsOutIn()
                .map(left ->
                        left.equals(Duration.ZERO)
                                ? ", spent: the org refuses"
                                : ", runs out in " + Figures.duration(left) + rate)
                .orElse(", lasts 24 h and more" + rate);
    }

    private String painted(OrgOverview org, String text) {
        var share =
                org.headroom().orElse(0L)
                        / (double) Math.max(1, org.allocation().calls().orElse(1L));
        if (org.headroom().isEmpty()) {
            return text;
        }
        return share < NEARLY_SPENT
                ? screen.bad(text)
                : share < SCARCE ? screen.warning(text) : screen.good(text);
    }

    private String bar(OrgOverview org) {
        var whole = org.allocation().calls().orElse(Math.max(1, org.usage().used()));
        var width = Math.min(BAR_MAX, screen.width() - 14);
        var full = Math.clamp(Math.round((double) width * org.usage().used() / whole), 0, width);
        var signs = screen.unicode() ? "█░" : "#.";
        return painted(org, signs.substring(0, 1).repeat(full))
                + screen.dim(signs.substring(1).repeat(width - full));
    }

    private static String madeOf(OrgOverview org) {
        var usage = org.usage();
        var made =
                usage.sighted()
                        .map(said ->
                                Figures.count(said.used())
                                        + " sighted ("
                                        + said.source()
                                        + ") + "
                                        + Figures.count(usage.meteredSince())
                                        + " metered since − "
                                        + Figures.count(usage.agedOutSince())
                                        + " aged out since")
                        .orElse("the ledger's own count; the org has not been sighted");
        return made + ", " + Figures.count(usage.inFlight()) + " in flight";
    }

    static String ownCalls(OwnSpending spent) {
        return Figures.count(spent.total())
                + " charges by Headroom itself in the last 24 clock hours"
                + (spent.total() == 0 ? "" : ": " + spent.purposes());
    }

    private static String knownBy(OrgOverview org) {
        var all = org.integrations();
        var metered = all.stream().mapToLong(IntegrationFigures::metered).sum();
        var imported = all.stream().mapToLong(IntegrationFigures::imported).sum();
        var simulated = all.stream().mapToLong(IntegrationFigures::simulated).sum();
        var parts = new ArrayList<String>();
        parts.add(Figures.count(metered) + " metered");
        if (imported > 0) {
            parts.add(Figures.count(imported) + " imported");
        }
        if (simulated > 0) {
            parts.add(Figures.count(simulated) + " imported, simulated");
        }
        org.unattributed()
                .ifPresent(rest ->
                        parts.add(
                                rest >= 0
                                        ? Figures.count(rest) + " unattributed"
                                        : Figures.count(-rest) + " more than the org counts"));
        return String.join(" · ", parts);
    }

    private Table table(OrgOverview org) {
        var table =
                new Table(
                        List.of(
                                Column.words("integration"),
                                Column.number("charges 24 h", 0),
                                Column.number("share", 1),
                                Column.number("last hour", 2),
                                new Column("trend", false, 3),
                                new Column("by hour", false, 6),
                                Column.number("calls 24 h", 5),
                                Column.number("errors", 4),
                                new Column("known by", false, 7),
                                Column.number("UTC day", 8)));
        var shown = org.integrations().stream().limit(rowsMax).toList();
        shown.forEach(each -> table.row(row(each)));
        var more = org.integrations().size() - shown.size();
        if (more > 0) {
            var rest = org.integrations().stream().skip(rowsMax).toList();
            var charges = rest.stream().mapToLong(IntegrationFigures::charges).sum();
            table.row(
                    List.of(
                            "(" + more + " more)",
                            Figures.count(charges),
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            ""));
        }
        return table;
    }

    private List<String> row(IntegrationFigures each) {
        return List.of(
                safe(each.name()),
                Figures.count(each.charges()),
                Figures.percent(each.share()),
                Figures.count(each.lastHour()),
                trend(each.trend()),
                Figures.sparkline(each.hours(), screen.unicode()),
                Figures.count(each.calls()),
                Figures.count(each.errors()),
                source(each),
                Figures.count(each.dayCharges()));
    }

    private String trend(Trend trend) {
        return switch (trend) {
            case RISING -> screen.unicode() ? "▲" : "up";
            case FALLING -> screen.unicode() ? "▼" : "down";
            case STEADY -> screen.unicode() ? "▬" : "-";
        };
    }

    private static String source(IntegrationFigures each) {
        var logged = each.imported() + each.simulated();
        if (each.charges() == 0) {
            return "";
        }
        var words = each.simulated() > 0 ? "imported, simulated" : "imported";
        if (each.metered() == 0) {
            return words;
        }
        return logged == 0
                ? "metered"
                : "metered " + Figures.percent((double) each.metered() / each.charges());
    }

    private List<String> notes(Overview overview) {
        var lines = new ArrayList<String>();
        var books = overview.books();
        if (books.gaps() > 0) {
            lines.add(
                    screen.bad(
                            Figures.count(books.gapCalls())
                                    + " calls passed in "
                                    + (books.gaps() == 1 ? "1 gap" : books.gaps() + " gaps")
                                    + " of the ledger: counted, not kept one by"
                                    + " one"));
        }
        if (books.unsettled() > 0) {
            lines.add(
                    screen.warning(
                            Figures.count(books.unsettled())
                                    + " calls were under way when a process was killed:"
                                    + " they count as spent"));
        }
        if (!lines.isEmpty()) {
            lines.addFirst("");
        }
        return lines;
    }

    /// A client's name as one harmless word: no control characters reach a terminal.
    private static String safe(String name) {
        var plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return plain.length() <= 32 ? plain : plain.substring(0, 31) + "…";
    }
}
