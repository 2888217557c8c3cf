package headroom.console;

import headroom.report.IntegrationFigures;
import headroom.report.OrgOverview;
import headroom.report.Trend;

import java.util.Locale;

/// Who spent the window: the integrations, heaviest first, and what nobody can be named for.
record IntegrationTable(OrgOverview org) {
    private static final int ROWS_MAX = 100;

    String render() {
        var table =
                new StringBuilder(
                        "<thead><tr><th scope=\"col\">Integration</th>"
                                + number("Charges<small>24 h</small>", "")
                                + number("Share", "")
                                + number("Last hour", "")
                                + "<th scope=\"col\" class=\"wide\">By hour<small>24 h</small></th>"
                                + number("Calls<small>24 h</small>", "wide")
                                + number("Errors<small>24 h</small>", "wide")
                                + "<th scope=\"col\" class=\"wide\">Known by</th>"
                                + number("Charges<small>UTC day</small>", "wide")
                                + "</tr></thead><tbody>");
        org.integrations().stream().limit(ROWS_MAX).forEach(each -> row(table, each));
        org.unattributed().ifPresent(charges -> unattributed(table, charges));
        return table.append("</tbody>").toString();
    }

    private static String number(String title, String more) {
        return "<th scope=\"col\" class=\"number " + more + "\">" + title + "</th>";
    }

    private static void row(StringBuilder table, IntegrationFigures each) {
        table.append("<tr><th scope=\"row\">").append(Html.escape(each.name())).append("</th>");
        cell(table, "number", Shown.count(each.charges()));
        cell(table, "number", Shown.percent(each.share()));
        cell(table, "number", Shown.count(each.lastHour()) + trend(each.trend()));
        cell(table, "wide", sparkline(each));
        cell(table, "number wide", Shown.count(each.calls()));
        cell(
                table,
                each.errors() > 0 ? "number wide warn" : "number wide",
                Shown.count(each.errors()));
        cell(table, "wide", knownBy(each));
        cell(table, "number wide", Shown.count(each.dayCharges()));
        table.append("</tr>");
    }

    /// `content` is our own markup or numbers, never a client's text.
    private static void cell(StringBuilder table, String kind, String content) {
        table.append("<td class=\"").append(kind).append("\">").append(content).append("</td>");
    }

    private static void unattributed(StringBuilder table, long charges) {
        table.append("<tr class=\"rest\"><th scope=\"row\">unattributed</th>");
        cell(table, "number", Shown.count(charges));
        table.append("<td colspan=\"7\" class=\"why\">")
                .append(
                        charges >= 0
                                ? "the org counts them, the ledger cannot say who"
                                : "the ledger counts more than the org")
                .append("</td></tr>");
    }

    private static String trend(Trend trend) {
        return switch (trend) {
            case RISING -> mark("▲", "rising", "bad");
            case FALLING -> mark("▼", "falling", "good");
            case STEADY -> mark("▬", "steady", "dim");
        };
    }

    private static String mark(String sign, String words, String kind) {
        return " <span class=\"trend %s\" title=\"%s\"><span aria-hidden=\"true\">%s</span><span class=\"heard\">%s</span></span>"
                .formatted(kind, words, sign, words);
    }

    private static String knownBy(IntegrationFigures each) {
        var logged = each.imported() + each.simulated();
        if (each.charges() == 0) {
            return "–";
        }
        var words = each.simulated() > 0 ? "imported, simulated" : "imported";
        if (each.metered() == 0) {
            return words;
        }
        return logged == 0 ? "metered" : "metered " + Shown.percent(each.metered(), each.charges());
    }

    private static String sparkline(IntegrationFigures each) {
        var largest = Math.max(1, each.hours().stream().mapToLong(Long::longValue).max().orElse(1));
        var bars =
                new StringBuilder(
                        "<svg class=\"spark\" viewBox=\"0 0 96 20\" aria-hidden=\"true\">");
        for (var hour = 0; hour < each.hours().size(); hour++) {
            var height = 20.0 * each.hours().get(hour) / largest;
            bars.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%d\" y=\"%.1f\" width=\"3\" height=\"%.1f\"/>",
                            4 * hour,
                            20 - height,
                            height));
        }
        return bars.append("</svg>").toString();
    }
}
