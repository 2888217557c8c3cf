package headroom.console;

import headroom.report.OrgLimits.Level;
import headroom.report.OrgOverview;
import headroom.report.OrgOverview.Said;
import headroom.watch.LimitsReading;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;

/// An org at a glance: what is used and left, when it runs out, what of it stands as an alert.
/// Immutable.
///
/// @param zone in which times are shown
record OrgSummary(OrgOverview org, Picture picture, ZoneId zone) {
    private static final int LIMITS_SHOWN = 3;

    String render() {
        var html = new Markup();
        alerts(html);
        figures(html);
        html.own(new UsageBar(org).render());
        html.own("<p class=\"parts\">").own(parts()).own("</p><p class=\"parts\">");
        own(html);
        limits(html);
        return html.own("</p>").toString();
    }

    private void alerts(Markup html) {
        var standing = picture.standing(org.name());
        if (standing.isEmpty()) {
            return;
        }
        var words = new ArrayList<String>();
        standing.forEach((rule, one) ->
                words.add(
                        RuleWords.of(rule)
                                + " (since "
                                + Shown.moment(one.since(), org.asOf(), zone)
                                + ")"));
        words.sort(null);
        var count = words.size() == 1 ? "1 alert stands" : words.size() + " alerts stand";
        html.own("<p class=\"standing\">").link("/alerts", count);
        html.text(": " + String.join("; ", words)).own("</p>");
    }

    private void figures(Markup html) {
        var used = org.usage().used();
        var allocation = org.allocation();
        var share = allocation.calls().map(calls -> Shown.percent(used, calls)).orElse("");
        html.own("<dl class=\"figures\">");
        figure(html, "Used", Shown.count(used), share + " · charges, rolling 24 h");
        figure(
                html,
                "Allocation",
                allocation.calls().map(Shown::count).orElse("not known yet"),
                said(allocation));
        figure(html, "Headroom", org.headroom().map(Shown::count).orElse("–"), "allocation − used");
        outlook(html);
        html.own("</dl>");
    }

    /// By the forecast, or by the last hour's rate while there is none.
    private void outlook(Markup html) {
        var rate = Shown.count(org.ratePerHour()) + " in the last hour";
        var foresight = picture.foresight(org.name());
        if (foresight.isEmpty()) {
            figure(html, "Runs out", runsOut(), rate + "; at that rate, no forecast yet");
            return;
        }
        var words = new ForecastWords(foresight.get(), zone);
        html.own("<div><dt>Runs out</dt><dd").own(words.isBad() ? " class=\"bad\">" : ">");
        html.text(words.runsOut()).element("small", words.runsOutNote() + "; " + rate);
        html.own("</dd></div>");
        figure(html, "Lowest in 24 h", words.lowOfDay(), words.lowOfDayNote());
    }

    private static void figure(Markup html, String name, String value, String note) {
        html.own("<div>").element("dt", name).own("<dd>").text(value);
        html.element("small", note).own("</dd></div>");
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

    private String runsOut() {
        if (org.allocation().by() == Said.NOBODY) {
            return "–";
        }
        return org.runsOutIn()
                .map(left -> left.equals(Duration.ZERO) ? "spent" : "in " + Shown.duration(left))
                .orElse("not within 24 h");
    }

    /// How `used` came about, in one sentence.
    private String parts() {
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

    private void own(Markup html) {
        org.own()
                .ifPresent(own ->
                        html.own("Headroom itself spent <b>")
                                .own(Shown.count(own.dayCharges()))
                                .own("</b> today (UTC day), <b>")
                                .own(Shown.count(own.charges()))
                                .own("</b> in 24 h. "));
    }

    /// The fullest, but for that of daily calls, which all the rest is about.
    private void limits(Markup html) {
        var levels = picture.levels(org.name());
        if (levels.isEmpty()) {
            return;
        }
        var others =
                levels.stream()
                        .filter(one -> !one.key().equals(API) && one.share() >= WORTH_SAYING)
                        .limit(LIMITS_SHOWN)
                        .toList();
        html.own(others.isEmpty() ? "Every other limit is used by less than 1 %: " : FULLEST);
        for (var level : others) {
            html.text(level.key()).own(" <b class=\"").own(grade(level)).own("\">");
            html.own(Shown.percent(level.share())).own("</b>, ");
        }
        html.link("/limits", "all " + levels.size()).own(".");
    }

    private static final String FULLEST = "Other limits, fullest first: ";
    private static final double WORTH_SAYING = 0.01;
    private static final String API = LimitsReading.API_REQUESTS;

    static String grade(Level level) {
        return level.share() >= 0.9 ? "bad" : level.share() >= 0.75 ? "warn" : "good";
    }
}
