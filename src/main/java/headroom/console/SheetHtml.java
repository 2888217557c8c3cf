package headroom.console;

import headroom.report.Sheet;
import headroom.report.Sheet.Column;
import headroom.report.Sheet.Kind;
import headroom.report.Sheet.Section;
import headroom.report.SheetText;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A report's sheet as part of a page: its words, and tables that the script makes sortable.
/// Immutable.
record SheetHtml(Sheet sheet) {
    private static final int ROWS_MAX = 1_000;
    private static final int COLUMNS_NARROW = 7;
    private static final int SHORT = 20;
    private static final int LONG = 45;

    String render() {
        var page = new Markup();
        page.own("<h1>").text(sheet.title()).own("</h1>");
        sheet.lead().forEach(line -> page.element("p class=\"lead\"", line));
        sheet.sections().forEach(section -> section(page, section));
        page.own("<div class=\"afterwards\">");
        sheet.notes().forEach(line -> page.element("p", line));
        return page.own("</div>").toString();
    }

    private static void section(Markup page, Section section) {
        var isBroad = section.columns().size() > COLUMNS_NARROW;
        page.own(isBroad ? "<section class=\"card broad\">" : "<section class=\"card\">");
        page.element("h2", section.title());
        if (section.rows().isEmpty()) {
            page.own("<p class=\"dim\">Nothing in this time.</p></section>");
            return;
        }
        page.own("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(section.title())
                .own("\"><table class=\"sortable\"><thead><tr>");
        var beside = isBroad ? withoutSentences(section.columns()) : section.columns();
        for (var column : beside) {
            page.own(column.isText() ? "<th scope=\"col\">" : HEAD_OF_FIGURES)
                    .text(column.title())
                    .own("</th>");
        }
        page.own("</tr></thead>");
        section.rows().stream()
                .limit(ROWS_MAX)
                .forEach(row -> row(page, section.columns(), beside, row));
        page.own("</table></div>");
        if (section.rows().size() > ROWS_MAX) {
            page.element(
                    "p class=\"dim\"",
                    "The first %,d of %,d rows; the CSV file has all."
                            .formatted(ROWS_MAX, section.rows().size()));
        }
        page.own("</section>");
    }

    private static final String HEAD_OF_FIGURES = "<th scope=\"col\" class=\"number\">";

    private static List<Column> withoutSentences(List<Column> columns) {
        return columns.stream().filter(column -> column.kind() != Kind.SENTENCE).toList();
    }

    /// A body of its own for each row: what stands below it is sorted with it.
    ///
    /// @param beside the columns that have a place in the table; the others stand below the row
    private static void row(
            Markup page, List<Column> columns, List<Column> beside, List<Object> row) {
        page.own(beside.size() < columns.size() ? "<tbody><tr class=\"above\">" : "<tbody><tr>");
        var below = new ArrayList<String>();
        for (var at = 0; at < row.size(); at++) {
            var column = columns.get(at);
            if (beside.contains(column)) {
                cell(page, column, row.get(at), at == 0);
            } else {
                below.add(column.title() + ": " + row.get(at));
            }
        }
        page.own("</tr>");
        for (var words : below) {
            page.own("<tr class=\"below\"><td></td><td colspan=\"" + (beside.size() - 1) + "\">");
            page.text(words).own("</td></tr>");
        }
        page.own("</tbody>");
    }

    private static void cell(Markup page, Column column, Object cell, boolean isFirst) {
        var shown = SheetText.shown(column.kind(), cell);
        switch (column.kind()) {
            case WORDS, SENTENCE, PHRASE ->
                    page.own(isFirst ? "<th scope=\"row\"" : "<td").own(length(shown)).text(shown);
            case COUNT -> figure(page, cell).own("\">").text(shown);
            case SHARE ->
                    figure(page, cell)
                            .own(" share\">")
                            .own(bar((Double) cell))
                            .element("span", shown);
        }
        page.own(column.isText() && isFirst ? "</th>" : "</td>");
    }

    /// Times and short names stay on a line; sentences want room.
    private static String length(String words) {
        return words.length() <= SHORT
                ? " class=\"short\">"
                : words.length() > LONG ? " class=\"prose\">" : ">";
    }

    private static Markup figure(Markup page, Object cell) {
        return page.own("<td data-value=\"").text(cell.toString()).own("\" class=\"number");
    }

    private static String bar(double share) {
        return String.format(
                Locale.ROOT,
                "<svg class=\"meter\" viewBox=\"0 0 60 8\" aria-hidden=\"true\"><rect"
                        + " class=\"left\" width=\"60\" height=\"8\"/><rect class=\"metered\""
                        + " width=\"%.1f\" height=\"8\"/></svg>",
                60 * Math.clamp(share, 0, 1));
    }
}
