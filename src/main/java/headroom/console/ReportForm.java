package headroom.console;

import java.util.List;
import java.util.Map;

/// What stands above a report: the other reports, of which org and time it is, and the same as a
/// file. Immutable.
///
/// @param orgs to choose from
record ReportForm(ReportKind kind, ReportQuestion question, List<String> orgs) {
    private static final Map<String, String> TIMES =
            new java.util.TreeMap<>(
                    Map.of(
                            "24h", "last 24 hours",
                            "2d", "today and yesterday",
                            "7d", "last 7 days",
                            "30d", "last 30 days",
                            "90d", "last 90 days"));
    private static final List<String> ORDER = List.of("24h", "2d", "7d", "30d", "90d");

    String render() {
        var html = new Markup();
        html.own("<nav class=\"tabs\" aria-label=\"Reports\"><ul>");
        for (var other : ReportKind.all()) {
            html.own("<li><a href=\"/reports/")
                    .text(other.word() + question.query())
                    .own(other == kind ? "\" aria-current=\"page\">" : "\">")
                    .text(other.title())
                    .own("</a></li>");
        }
        html.own("</ul></nav><form class=\"ask\" method=\"get\" action=\"/reports/")
                .text(kind.word())
                .own("\">");
        orgs(html);
        if (kind.hasRange()) {
            times(html);
        }
        html.own("<button type=\"submit\">Show</button>");
        files(html);
        return html.own("</form>").toString();
    }

    private void orgs(Markup html) {
        html.own("<label>Org <select name=\"org\">");
        for (var org : orgs) {
            html.own("<option").own(org.equals(question.org()) ? " selected>" : ">");
            html.text(org).own("</option>");
        }
        html.own("</select></label>");
    }

    private void times(Markup html) {
        var range = question.range();
        var chosen = range.last().isEmpty() && range.from().isEmpty() ? "7d" : range.last();
        html.own("<label>Time <select name=\"last\">");
        if (!ORDER.contains(chosen)) {
            html.own("<option selected value=\"").text(chosen).own("\">");
            html.text(chosen.isEmpty() ? "as said here:" : "last " + chosen).own("</option>");
        }
        for (var time : ORDER) {
            html.own("<option value=\"").own(time).own("\"");
            html.own(time.equals(chosen) ? " selected>" : ">");
            html.text(TIMES.getOrDefault(time, time)).own("</option>");
        }
        html.own("</select></label>");
        day(html, "from", "or from", range.from());
        day(html, "to", "to before", range.to());
    }

    private static void day(Markup html, String name, String words, String value) {
        html.own("<label>").own(words).own(" <input type=\"date\" name=\"").own(name);
        html.own("\" value=\"").text(value).own("\"> </label>");
    }

    private void files(Markup html) {
        var address = "/api/v1/reports/" + kind.word() + question.query();
        html.own("<span class=\"files\">");
        html.link(address + "&format=csv", "CSV").own(" ").link(address, "JSON");
        html.own(" <button type=\"button\" class=\"print\" hidden>Print</button></span>");
    }
}
