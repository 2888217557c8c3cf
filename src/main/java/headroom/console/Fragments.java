package headroom.console;

import headroom.report.OrgOverview;
import headroom.report.OrgOverview.Said;
import headroom.report.Overview;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// The changing parts of the page, rendered once a second on the server: the page shows them as
/// they are and the stream sends them again, so that there is one renderer and one place that
/// escapes. Immutable.
///
/// @param zone in which times are shown
record Fragments(ZoneId zone) {
    private static final JsonMapper JSON = new JsonMapper();

    /// The data of one stream event.
    String event(Overview overview, boolean withCurve) {
        var orgs = new ArrayList<Map<String, Object>>();
        for (var org : overview.orgs()) {
            var parts = new LinkedHashMap<String, Object>();
            parts.put("name", org.name());
            parts.put("summary", summary(org));
            parts.put("table", new IntegrationTable(org).render());
            if (withCurve) {
                parts.put("curve", curve(org));
            }
            orgs.add(parts);
        }
        return JSON.writeValueAsString(
                Map.of(
                        "status",
                        status(overview),
                        "announce",
                        announcement(overview),
                        "notes",
                        notes(overview),
                        "orgs",
                        orgs));
    }

    /// What the chart draws: minutes from an instant, and the line they should stay under.
    private Map<String, Object> curve(OrgOverview org) {
        var curve = new LinkedHashMap<String, Object>();
        curve.put("from", org.curve().from().toEpochMilli());
        curve.put("zone", zone.getId().equals("Z") ? "UTC" : zone.getId());
        curve.put("rolling", org.curve().rolling());
        curve.put("charges", org.curve().charges());
        org.allocation().calls().ifPresent(calls -> curve.put("allocation", calls));
        return curve;
    }

    /// Such as `Live · as of 2026-11-21 03:41:12 UTC · simulated org and clock`.
    String status(Overview overview) {
        var state =
                switch (overview.state()) {
                    case LIVE -> "<strong class=\"good\">Live</strong>";
                    case STOPPED -> "<strong class=\"warn\">Gateway stopped</strong>";
                    case SILENT -> "<strong class=\"bad\">Gateway not heard of</strong>";
                };
        return state
                + " · as of "
                + Html.escape(Shown.time(overview.asOf(), zone))
                + (overview.simulated() ? " · simulated org and clock" : "");
    }

    /// For readers that hear the page: said when it changes, and it changes seldom.
    String announcement(Overview overview) {
        var said = new ArrayList<String>();
        for (var org : overview.orgs()) {
            var left = org.headroom().orElse(0L);
            var calls = org.allocation().calls().orElse(0L);
            if (calls > 0) {
                var tenth = Math.clamp(10 * left / calls, 0, 10);
                said.add(org.name() + ": about " + tenth * 10 + " % headroom left.");
            }
        }
        return String.join(" ", said);
    }

    /// What the books could not take as they should, and what they were given from files.
    String notes(Overview overview) {
        var books = overview.books();
        var lines = new ArrayList<String>();
        if (books.gaps() > 0) {
            lines.add(
                    "<li class=\"bad\">"
                            + Shown.count(books.gapCalls())
                            + " calls passed in "
                            + (books.gaps() == 1 ? "1 gap" : books.gaps() + " gaps")
                            + " of the ledger: counted, not kept one by one.</li>");
        }
        if (books.unsettled() > 0) {
            lines.add(
                    "<li class=\"warn\">"
                            + Shown.count(books.unsettled())
                            + " calls were under way when a process was killed: they count as"
                            + " spent.</li>");
        }
        if (books.files() > 0) {
            lines.add(
                    "<li>"
                            + Shown.count(books.files())
                            + " parts of event log files imported.</li>");
        }
        return String.join("", lines);
    }

    String summary(OrgOverview org) {
        var used = org.usage().used();
        var allocation = org.allocation();
        var share = allocation.calls().map(calls -> Shown.percent(used, calls)).orElse("");
        return "<dl class=\"figures\">"
                + figure("Used", Shown.count(used), share + " · charges, rolling 24 h")
                + figure(
                        "Allocation",
                        allocation.calls().map(Shown::count).orElse("not known yet"),
                        said(allocation))
                + figure(
                        "Headroom",
                        org.headroom().map(Shown::count).orElse("–"),
                        "allocation − used")
                + figure(
                        "Runs out",
                        runsOut(org),
                        Shown.count(org.ratePerHour()) + " in the last hour")
                + "</dl>"
                + new UsageBar(org).render()
                + "<p class=\"parts\">"
                + parts(org)
                + "</p>";
    }

    private static String figure(String name, String value, String note) {
        return "<div><dt>%s</dt><dd>%s<small>%s</small></dd></div>"
                .formatted(name, Html.escape(value), Html.escape(note));
    }

    private String said(OrgOverview.AllocationFigure allocation) {
        var at = allocation.asOf().map(when -> ", " + Shown.clock(when, zone)).orElse("");
        return switch (allocation.by()) {
            case ORG -> "said by the org" + at;
            case OPERATOR -> "declared by the operator";
            case EDITION -> "from edition and licences";
            case NOBODY -> "the org will say at its first answer";
        };
    }

    private static String runsOut(OrgOverview org) {
        if (org.allocation().by() == Said.NOBODY) {
            return "–";
        }
        return org.runsOutIn()
                .map(left -> left.equals(Duration.ZERO) ? "spent" : "in " + Shown.duration(left))
                .orElse("not within 24 h");
    }

    /// How `used` came about, in one sentence.
    private String parts(OrgOverview org) {
        var usage = org.usage();
        var begun =
                usage.sighted()
                        .map(said ->
                                "Used = <b>"
                                        + Shown.count(said.used())
                                        + "</b> sighted ("
                                        + Html.escape(said.source())
                                        + ", "
                                        + Shown.clock(said.at(), zone)
                                        + ") + <b>"
                                        + Shown.count(usage.meteredSince())
                                        + "</b> metered since − <b>"
                                        + Shown.count(usage.agedOutSince())
                                        + "</b> aged out since.")
                        .orElse(
                                "Used is the ledger's own count: the org has not been sighted in"
                                        + " the last 24 h.");
        return begun
                + " In flight: <b>"
                + Shown.count(usage.inFlight())
                + "</b>. UTC day (a different count): <b>"
                + Shown.count(org.dayCharges())
                + "</b>.";
    }
}
