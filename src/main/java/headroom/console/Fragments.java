package headroom.console;

import headroom.report.OrgOverview;
import headroom.report.Overview;

import tools.jackson.databind.json.JsonMapper;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// The changing parts of the first page, rendered once a second on the server: the page shows them
/// as they are and the stream sends them again, so that there is one renderer and one place that
/// escapes. Immutable.
///
/// @param zone in which times are shown
record Fragments(Picture picture, ZoneId zone) {
    private static final JsonMapper JSON = new JsonMapper();

    /// The data of one stream event.
    String event(boolean withCurve) {
        var orgs = new ArrayList<Map<String, Object>>();
        for (var org : picture.overview().orgs()) {
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
                        "status", status(picture.overview(), zone),
                        "announce", announcement(),
                        "alerts", picture.alerts().count(),
                        "notes", notes(),
                        "orgs", orgs));
    }

    String summary(OrgOverview org) {
        return new OrgSummary(org, picture, zone).render();
    }

    Map<String, Object> curve(OrgOverview org) {
        return new Curves(zone).aroundNow(org, picture.foresight(org.name()));
    }

    /// Such as `Live · as of 2026-11-21 03:41:12 UTC · simulated org and clock`.
    static String status(Overview overview, ZoneId zone) {
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
    private String announcement() {
        var said = new ArrayList<String>();
        for (var org : picture.overview().orgs()) {
            var left = org.headroom().orElse(0L);
            var calls = org.allocation().calls().orElse(0L);
            if (calls > 0) {
                var tenth = Math.clamp(10 * left / calls, 0, 10);
                said.add(org.name() + ": about " + tenth * 10 + " % headroom left.");
            }
            var alerts = picture.standing(org.name()).size();
            if (alerts > 0) {
                said.add(alerts == 1 ? "1 alert stands." : alerts + " alerts stand.");
            }
        }
        return String.join(" ", said);
    }

    /// What the books could not take as they should, and what they were given from files.
    String notes() {
        var books = picture.overview().books();
        var lines = new ArrayList<String>();
        if (books.gaps() > 0) {
            var gaps = books.gaps() == 1 ? "1 gap" : books.gaps() + " gaps";
            lines.add(
                    "<li class=\"bad\">%s calls passed in %s of the ledger: counted, not kept one by one.</li>"
                            .formatted(Shown.count(books.gapCalls()), gaps));
        }
        if (books.unsettled() > 0) {
            lines.add(
                    "<li class=\"warn\">%s calls were under way when a process was killed: they count as spent.</li>"
                            .formatted(Shown.count(books.unsettled())));
        }
        if (books.importedDays() > 0) {
            lines.add(
                    "<li>%s days of event logs imported.</li>"
                            .formatted(Shown.count(books.importedDays())));
        }
        return String.join("", lines);
    }
}
