package headroom.console;

import headroom.report.IntegrationFigures;
import headroom.report.OrgOverview;

import java.util.Locale;

/// The allocation as a bar, and what fills it: metered, imported, unattributed.
///
/// Widths are SVG attributes, not styles: the page's policy lets no inline style in.
record UsageBar(OrgOverview org) {
    String render() {
        var whole = Math.max(1, org.allocation().calls().orElse(org.usage().used()));
        var metered = sum(IntegrationFigures::metered);
        var imported = sum(each -> each.imported() + each.simulated());
        var unattributed = Math.max(0, org.unattributed().orElse(0L));
        var bar =
                new StringBuilder(
                        "<svg class=\"bar\" viewBox=\"0 0 1000 24\" preserveAspectRatio=\"none\"");
        bar.append(" role=\"img\" aria-label=\"")
                .append(Shown.count(org.usage().used()))
                .append(" of ")
                .append(Shown.count(whole))
                .append(" used\"><rect class=\"left\" width=\"1000\" height=\"24\"/>");
        var at = 0.0;
        at = part(bar, "metered", at, metered, whole);
        at = part(bar, "imported", at, imported, whole);
        part(bar, "unattributed", at, unattributed, whole);
        return bar.append("</svg><ul class=\"legend\">")
                .append(legend("metered", "metered by the gateway", metered))
                .append(legend("imported", importedWords(), imported))
                .append(legend("unattributed", "unattributed", unattributed))
                .append("</ul>")
                .toString();
    }

    private String importedWords() {
        return sum(IntegrationFigures::simulated) > 0
                ? "imported from event logs, simulated"
                : "imported from event logs";
    }

    private long sum(java.util.function.ToLongFunction<IntegrationFigures> part) {
        return org.integrations().stream().mapToLong(part).sum();
    }

    private static double part(StringBuilder bar, String kind, double at, long part, long whole) {
        var width = Math.min(1000 - at, 1000.0 * part / whole);
        bar.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"24\"/>",
                        kind,
                        at,
                        Math.max(0, width)));
        return at + Math.max(0, width);
    }

    private static String legend(String kind, String words, long charges) {
        return "<li><span class=\"swatch %s\" aria-hidden=\"true\"></span>%s <b>%s</b></li>"
                .formatted(kind, words, Shown.count(charges));
    }
}
