package headroom.console;

import headroom.report.OrgLimits.Level;
import headroom.report.OrgOverview;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// Everything an org limits, the fullest first, and what Headroom itself spends to know it.
/// Immutable.
///
/// @param zone in which times are shown
record LimitsPage(Picture picture, ZoneId zone) {
    private static final Duration OLD = Duration.ofHours(25);
    private static final String HEAD =
            "<table class=\"sortable\"><thead><tr><th scope=\"col\">Limit</th>"
                    + "<th scope=\"col\">Unit</th><th scope=\"col\" class=\"number\">Used</th>"
                    + "<th scope=\"col\" class=\"number\">Max</th>"
                    + "<th scope=\"col\" class=\"number\">Remaining</th>"
                    + "<th scope=\"col\" class=\"number\">Share</th>"
                    + "<th scope=\"col\">7 days<small>most of every 3 h</small></th>"
                    + "<th scope=\"col\">As of</th></tr></thead><tbody>";

    String render() {
        var html = new Markup().own("<h1>Limits</h1>");
        if (picture.overview().orgs().isEmpty()) {
            html.own("<p class=\"empty\">No org is known yet.</p>");
        }
        var index = 0;
        for (var org : picture.overview().orgs()) {
            html.own("<section class=\"card\" data-part=\"" + index + "\" id=\"part-" + index);
            html.own("\" aria-label=\"").text(org.name()).own("\">").element("h2", org.name());
            own(html, org);
            levels(html, org, index);
            html.own("</section>");
            index++;
        }
        html.own("<div class=\"afterwards\"><p>“Used” is max − remaining as the org said it; it")
                .own(" may lag by five minutes. A key that names no span is a stock or a")
                .own(" concurrent limit.</p><p class=\"links\">The same as")
                .own(" <a href=\"/api/v1/limits\">JSON</a>; over any time as a")
                .own(" <a href=\"/reports/limits\">report</a>.</p></div>");
        return Frame.LIMITS.around(
                "Headroom: limits", Frame.ASKING, picture, zone, html.toString());
    }

    private static void own(Markup html, OrgOverview org) {
        var own = org.own();
        html.own("<p class=\"parts\">Headroom's own calls to this org: ");
        if (own.isEmpty()) {
            html.own("<b>none</b> in the last 24 h.</p>");
            return;
        }
        var charges = own.get().charges();
        html.own("<b>").own(Shown.count(own.get().dayCharges()));
        html.own("</b> charges today (UTC day), <b>").own(Shown.count(charges));
        html.own("</b> in the rolling 24 h");
        org.allocation()
                .calls()
                .filter(all -> all > 0)
                .ifPresent(all ->
                        html.own(", ")
                                .own(String.format(Locale.ROOT, "%.2f %%", 100.0 * charges / all))
                                .own(" of the allocation"));
        html.own(".</p>");
    }

    private void levels(Markup html, OrgOverview org, int index) {
        var levels = picture.levels(org.name());
        if (levels.isEmpty()) {
            html.own("<p>The org's limits have not been read: Headroom has no access of its own")
                    .own(" to this org yet. <code>headroom org add</code> gives it one.</p>");
            return;
        }
        table(html, org, "Limits in use", levels.stream().filter(LimitsPage::isUsed).toList());
        var unused = levels.stream().filter(level -> !isUsed(level)).toList();
        if (!unused.isEmpty()) {
            html.own("<details id=\"unused-" + index + "\"><summary>");
            html.text(
                    (unused.size() == 1 ? "1 limit" : Shown.count(unused.size()) + " limits")
                            + " of which nothing is used");
            html.own("</summary>");
            table(html, org, "Limits not in use", unused);
            html.own("</details>");
        }
    }

    private static boolean isUsed(Level level) {
        return level.used() != 0 || level.series().stream().anyMatch(point -> point.used() != 0);
    }

    private void table(Markup html, OrgOverview org, String name, List<Level> levels) {
        html.own("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"").text(name);
        html.text(", " + org.name()).own("\">").own(HEAD);
        levels.forEach(level -> row(html, org, level));
        html.own("</tbody></table></div>");
    }

    private void row(Markup html, OrgOverview org, Level level) {
        html.own("<tr>").element("th scope=\"row\"", level.key().replace("/", " / "));
        html.element("td class=\"dim when\"", level.unit());
        figure(html, level.used());
        figure(html, level.max());
        figure(html, level.remaining());
        html.own("<td data-value=\"" + level.share() + "\" class=\"number share\">");
        html.own(meter(level)).own("<span>").own(Shown.percent(level.share()));
        html.own("</span></td><td>").own(new LevelLine(level).render()).own("</td>");
        var isOld = Duration.between(level.at(), org.asOf()).compareTo(OLD) > 0;
        html.own("<td data-value=\"" + level.at().toEpochMilli() + "\" class=\"when");
        html.own(isOld ? " warn\">" : "\">").text(Shown.moment(level.at(), org.asOf(), zone));
        html.own("</td></tr>");
    }

    private static void figure(Markup html, long figure) {
        html.own("<td data-value=\"" + figure + "\" class=\"number\">");
        html.own(Shown.count(figure)).own("</td>");
    }

    private static String meter(Level level) {
        return String.format(
                Locale.ROOT,
                "<svg class=\"meter\" viewBox=\"0 0 60 8\" aria-hidden=\"true\"><rect"
                        + " class=\"left\" width=\"60\" height=\"8\"/><rect class=\"%s\""
                        + " width=\"%.1f\" height=\"8\"/></svg>",
                OrgSummary.grade(level).replace("good", "metered"),
                60 * Math.clamp(level.share(), 0, 1));
    }
}
