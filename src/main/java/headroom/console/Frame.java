package headroom.console;

import java.util.Map;

/// What all pages have around them: the way to the others, how current the figures are, what the
/// words mean. Immutable.
enum Frame {
    OVERVIEW("/", "Overview"),
    REPORTS("/reports", "Reports");

    /// The scripts of pages with charts, and of pages with tables.
    static final String CHARTS =
            "<script src=\"/assets/echarts.js\" defer></script>"
                    + "<script src=\"/assets/charts.js\" defer></script>"
                    + "<script src=\"/assets/console.js\" defer></script>"
                    + "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>";

    static final String TABLES = "<script src=\"/assets/tables.js\" defer></script>";

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
    /// @param scripts one of the two above, or both
    /// @param status and `main`: HTML
    String around(String title, String scripts, String status, String main) {
        return TEMPLATE.fill(
                Map.of(
                        "title", Html.escape(title),
                        "scripts", scripts,
                        "ways", ways(),
                        "status", status,
                        "main", main));
    }

    private String ways() {
        var ways = new Markup();
        for (var other : values()) {
            ways.own("<li><a href=\"").own(other.path).own("\"");
            ways.own(other == this ? " aria-current=\"page\">" : ">");
            ways.text(other.words).own("</a></li>");
        }
        return ways.toString();
    }
}
