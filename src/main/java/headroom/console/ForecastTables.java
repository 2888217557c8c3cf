package headroom.console;

import headroom.forecast.Forecast;
import headroom.forecast.Forecast.Driver;

import java.util.List;
import java.util.Locale;

/// A forecast's tables: hour by hour, and who drives it. Immutable.
record ForecastTables(Forecast forecast, ForecastWords words) {
    private static final int DRIVERS_MAX = 20;
    private static final int EVERY = 8;

    /// Every two hours a line.
    void hours(Markup html) {
        head(
                html,
                "The next 24 hours",
                List.of("At", "Used, median", "Of allocation", "10 %", "90 %", "Headroom, median"));
        for (var at = EVERY - 1; at < forecast.day().size(); at += EVERY) {
            var band = forecast.day().get(at);
            html.own("<tr>")
                    .element(
                            "th scope=\"row\" class=\"when\"",
                            Shown.weekday(band.at(), words.zone()));
            figure(html, band.mid());
            cell(html, Shown.percent(band.mid(), forecast.allocation()));
            figure(html, band.low());
            figure(html, band.high());
            cell(html, ForecastWords.signed(forecast.allocation() - band.mid()));
            html.own("</tr>");
        }
        html.own("</tbody></table></div>");
    }

    void drivers(Markup html) {
        var all = forecast.drivers().stream().mapToLong(Driver::next24h).sum();
        html.own("<h3>What drives it</h3>");
        head(
                html,
                "Integrations by what is expected of them",
                List.of("Integration", "Next 24 h", "Share", "Last hour", "Usual hour", ""));
        for (var each : forecast.drivers().stream().limit(DRIVERS_MAX).toList()) {
            html.own("<tr>").element("th scope=\"row\"", each.name());
            figure(html, each.next24h());
            cell(html, Shown.percent(each.next24h(), all));
            figure(html, each.lastHour());
            figure(html, each.usualHour());
            html.element("td class=\"warn\"", changed(each)).own("</tr>");
        }
        html.own("</tbody></table></div>");
    }

    private static void head(Markup html, String name, List<String> columns) {
        html.own("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"").text(name);
        html.own("\"><table><thead><tr>");
        for (var at = 0; at < columns.size(); at++) {
            var isWords = at == 0 || columns.get(at).isEmpty();
            html.element(
                    isWords ? "th scope=\"col\"" : "th scope=\"col\" class=\"number\"",
                    columns.get(at));
        }
        html.own("</tr></thead><tbody>");
    }

    private static void figure(Markup html, long charges) {
        cell(html, Shown.count(charges));
    }

    private static void cell(Markup html, String figure) {
        html.element("td class=\"number\"", figure);
    }

    private String changed(Driver each) {
        return each.changedSince()
                .map(since ->
                        (each.usualHour() == 0
                                        ? "new level"
                                        : String.format(
                                                Locale.ROOT,
                                                "%.0f × its norm",
                                                (double) each.lastHour() / each.usualHour()))
                                + " since "
                                + words.clock(since))
                .orElse("");
    }
}
