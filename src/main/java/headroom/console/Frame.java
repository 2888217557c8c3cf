package headroom.console;

import java.time.ZoneId;
import java.util.Map;

/// What all pages have around them: the way to the others, how current the figures are, what the
/// words mean. Immutable.
enum Frame {
    OVERVIEW("/", "Overview"),
    FORECAST("/forecast", "Forecast"),
    ALERTS("/alerts", "Alerts"),
    LIMITS("/limits", "Limits"),
    REPORTS("/reports", "Reports");

    /// The scripts of the page that a stream keeps current, of those that ask anew, and of reports.
    static final String LIVE =
            script("echarts") + script("charts") + script("console") + reloadWithoutScript(5);

    static final String ASKING =
            script("echarts")
                    + script("charts")
                    + script("tables")
                    + script("asking")
                    + reloadWithoutScript(30);
    static final String TABLES = script("tables");

    private static final Template TEMPLATE = Template.of("/headroom/console/page.html");

    private final String path;
    private final String words;

    Frame(String path, String words) {
        this.path = path;
        this.words = words;
    }

    /// A page of this part of the console.
    ///
    /// @param title of the browser's window
    /// @param scripts one of the three above
    /// @param main HTML
    String around(String title, String scripts, Picture picture, ZoneId zone, String main) {
        return TEMPLATE.fill(
                Map.of(
                        "title", Html.escape(title),
                        "scripts", scripts,
                        "ways", ways(picture.alerts().count()),
                        "status", Fragments.status(picture.overview(), zone),
                        "main", main));
    }

    private String ways(int alerts) {
        var ways = new Markup();
        for (var other : values()) {
            ways.own("<li><a href=\"").own(other.path).own("\"");
            ways.own(other == this ? " aria-current=\"page\">" : ">");
            ways.text(other.words);
            if (other == ALERTS) {
                ways.own(
                        "<span class=\"count\" id=\"alert-count\"%s>%d</span>"
                                .formatted(alerts == 0 ? " hidden" : "", alerts));
            }
            ways.own("</a></li>");
        }
        return ways.toString();
    }

    private static String script(String name) {
        return "<script src=\"/assets/" + name + ".js\" defer></script>\n";
    }

    private static String reloadWithoutScript(int seconds) {
        return "<noscript><meta http-equiv=\"refresh\" content=\"" + seconds + "\"></noscript>";
    }
}
