package headroom.report;

import headroom.report.Digest.Bar;
import headroom.report.Digest.Bars;
import headroom.report.Digest.Block;
import headroom.report.Digest.Figures;
import headroom.report.Digest.Heading;
import headroom.report.Digest.Line;
import headroom.report.Digest.Rows;
import headroom.report.Digest.Step;
import headroom.report.Digest.Steps;
import headroom.report.Digest.Words;

import java.util.Locale;
import java.util.Optional;

/// A digest as HTML that mail programs show: tables and styles in place, nothing to load.
public final class DigestHtml {
    private static final int BAR_PIXELS = 260;
    private static final String FONT = "font:15px/1.5 -apple-system,'Segoe UI',Arial,sans-serif";
    private static final String CELL = "padding:2px 12px 2px 0;vertical-align:top";
    private static final String FIGURE = CELL + ";text-align:right;white-space:nowrap";

    private DigestHtml() {}

    /// The whole letter.
    ///
    /// @param link where to read on
    public static String render(Digest digest, Optional<String> link) {
        var html = new StringBuilder();
        html.append("<!doctype html><html><head><meta charset=\"utf-8\"><title>")
                .append(escaped(digest.subject()))
                .append("</title></head><body style=\"")
                .append(FONT)
                .append(";color:#1b1f24;max-width:640px;margin:16px\">\n");
        digest.blocks().forEach(block -> block(html, block));
        link.ifPresent(url ->
                html.append("<p><a href=\"")
                        .append(escaped(url))
                        .append("\">Open Headroom</a></p>\n"));
        return html.append("</body></html>\n").toString();
    }

    private static void block(StringBuilder html, Block block) {
        switch (block) {
            case Words(var text) -> html.append("<p>").append(escaped(text)).append("</p>\n");
            case Heading(var text) ->
                    html.append("<h2 style=\"font-size:16px;margin:20px 0 6px\">")
                            .append(escaped(text))
                            .append("</h2>\n");
            case Figures(var lines) -> {
                open(html);
                lines.forEach(line -> figure(html, line));
                html.append("</table>\n");
            }
            case Bars bars -> {
                open(html);
                var most = Math.max(1, bars.longest());
                bars.bars().forEach(bar -> bar(html, bar, most));
                html.append("</table>\n");
            }
            case Rows rows -> rows(html, rows);
            case Steps(var steps) -> {
                html.append("<ol style=\"padding-left:22px\">\n");
                steps.forEach(step -> step(html, step));
                html.append("</ol>\n");
            }
        }
    }

    private static void open(StringBuilder html) {
        html.append("<table role=\"presentation\" cellspacing=\"0\" cellpadding=\"0\" border=\"0\"")
                .append(" style=\"border-collapse:collapse;")
                .append(FONT)
                .append("\">\n");
    }

    private static void figure(StringBuilder html, Line line) {
        html.append("<tr>");
        cell(html, CELL + ";color:#57606a", line.name());
        cell(html, CELL, line.said());
        html.append("</tr>\n");
    }

    /// The bar is a table cell of that width: styles of other elements are not shown everywhere.
    private static void bar(StringBuilder html, Bar bar, long most) {
        var pixels = Math.round((double) BAR_PIXELS * bar.count() / most);
        html.append("<tr>");
        cell(html, CELL + ";white-space:nowrap", bar.name());
        cell(html, FIGURE, String.format(Locale.ROOT, "%,d", bar.count()));
        html.append("<td style=\"vertical-align:middle\">");
        if (pixels > 0) {
            html.append("<table role=\"presentation\" cellspacing=\"0\" cellpadding=\"0\"><tr>")
                    .append("<td bgcolor=\"#2f6fb3\" width=\"")
                    .append(pixels)
                    .append("\" height=\"12\" style=\"font-size:1px;line-height:12px\">&nbsp;</td>")
                    .append("</tr></table>");
        }
        html.append("</td></tr>\n");
    }

    private static void rows(StringBuilder html, Rows table) {
        open(html);
        html.append("<tr>");
        for (var column = 0; column < table.titles().size(); column++) {
            var title = table.titles().get(column);
            cell(html, (column == 0 ? CELL : FIGURE) + ";color:#57606a", title);
        }
        html.append("</tr>\n");
        for (var row : table.rows()) {
            html.append("<tr>");
            for (var column = 0; column < row.size(); column++) {
                cell(html, column == 0 ? CELL : FIGURE, row.get(column));
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private static void step(StringBuilder html, Step step) {
        html.append("<li style=\"margin-bottom:8px\">")
                .append(escaped(step.what()))
                .append("<br>→ ")
                .append(escaped(step.how()))
                .append("</li>\n");
    }

    private static void cell(StringBuilder html, String style, String text) {
        html.append("<td style=\"").append(style).append("\">");
        html.append(escaped(text)).append("</td>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace(" %", "&nbsp;%");
    }
}
