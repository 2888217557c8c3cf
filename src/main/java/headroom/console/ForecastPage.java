package headroom.console;

import headroom.forecast.Forecast;
import headroom.report.OrgForecast;
import headroom.report.OrgOverview;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/// What is to be expected: when it runs out and recovers, how low it gets, who drives it.
/// Immutable.
///
/// @param zone in which times are shown
record ForecastPage(Picture picture, ZoneId zone) {
    private static final Duration OLD = Duration.ofMinutes(10);

    String render() {
        var html = new Markup().own("<h1>Forecast</h1>");
        if (picture.overview().orgs().isEmpty()) {
            html.own("<p class=\"empty\">No call yet: nothing to forecast.</p>");
        }
        var index = 0;
        for (var org : picture.overview().orgs()) {
            html.own("<section class=\"card\" data-part=\"" + index + "\" id=\"part-" + index);
            html.own("\" aria-label=\"").text(org.name()).own("\">").element("h2", org.name());
            picture.forecast(org.name())
                    .ifPresentOrElse(
                            it -> org(html, org, it),
                            () -> html.own("<p>The first forecast is being made.</p>"));
            html.own("</section>");
            index++;
        }
        html.own(READING);
        return Frame.FORECAST.around(
                "Headroom: forecast", Frame.ASKING, picture, zone, html.toString());
    }

    private static final String READING =
            "<div class=\"afterwards\"><p>Every figure is of the rolling 24 hours, in charges. What"
                + " ages out is known from the ledger to the minute; what arrives is expected by"
                + " each integration's own week. Of 100 cases, 10 lie below the band and 10 above:"
                + " <code>headroom forecast --backtest</code> measures that.</p><p"
                + " class=\"links\">The same as <a href=\"/api/v1/forecast\">JSON</a>.</p></div>";

    private void org(Markup html, OrgOverview org, OrgForecast made) {
        if (made.forecast().isEmpty()) {
            html.own("<p>No forecast: the allocation is not known until the org's first answer.")
                    .own(" Declare edition or allocation to have one now.</p>");
            return;
        }
        var forecast = made.forecast().get();
        var words = new ForecastWords(forecast, zone);
        asOf(html, org, forecast);
        figures(html, forecast, words);
        if (words.isCold()) {
            html.own("<p class=\"warn\">A cold start: less than a day of calls is known, so the")
                    .own(" band is wide and no habit is known yet.</p>");
        }
        html.element("p class=\"parts\"", words.basis());
        chart(
                html,
                "The last 24 hours and the next: the ledger's count, the org's own word (dots), the"
                        + " median and the band of 8 in 10 cases",
                new Curves(zone).aroundNow(org, made.forecast()));
        new ForecastTables(forecast, words).hours(html);
        chart(html, "The next 7 days, hour by hour", new Curves(zone).week(forecast));
        new ForecastTables(forecast, words).drivers(html);
    }

    private void asOf(Markup html, OrgOverview org, Forecast forecast) {
        var age = Duration.between(forecast.asOf(), org.asOf());
        html.own(age.compareTo(OLD) > 0 ? "<p class=\"lead warn\">" : "<p class=\"lead\">")
                .text("Made " + Shown.time(forecast.asOf(), zone))
                .own("</p>");
    }

    private static void figures(Markup html, Forecast forecast, ForecastWords words) {
        html.own("<dl class=\"figures\">");
        figure(
                html,
                "Used",
                Shown.count(forecast.used()),
                Shown.percent(forecast.used(), forecast.allocation())
                        + " of "
                        + Shown.count(forecast.allocation())
                        + ", rolling 24 h",
                "");
        figure(
                html,
                "Runs out",
                words.runsOut(),
                words.runsOutNote(),
                words.isBad() ? " class=\"bad\"" : "");
        words.recovers().ifPresent(it -> figure(html, "Recovers", it, words.recoversNote(), ""));
        figure(html, "Lowest headroom in 24 h", words.lowOfDay(), words.lowOfDayNote(), "");
        figure(html, "Lowest in 7 days", words.lowOfWeek(), words.lowOfWeekNote(), "");
        html.own("</dl>");
    }

    private static void figure(Markup html, String name, String value, String note, String kind) {
        html.own("<div>").element("dt", name).own("<dd").own(kind).own(">").text(value);
        html.element("small", note).own("</dd></div>");
    }

    private void chart(Markup html, String words, Map<String, Object> curve) {
        html.own("<figure><figcaption>")
                .text(words + ". Charges; times in " + Shown.name(zone) + ".")
                .own("</figcaption><div class=\"chart\" role=\"img\" aria-label=\"")
                .text(words + "; a table has the same figures")
                .own("\" data-curve=\"")
                .own(Curves.attribute(curve))
                .own("\"></div></figure>");
    }
}
