package headroom.report;

import headroom.report.Sheet.Column;
import headroom.report.Sheet.Kind;
import headroom.report.Sheet.Section;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;

/// A sheet as JSON, CSV or HTML.
public final class SheetText {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String STYLE =
            """
            body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem;
              padding: 0 1rem; color: #1a1f26; }
            h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
            p { margin: .15rem 0; } .lead, footer { color: #4a5563; }
            table { border-collapse: collapse; width: 100%; }
            th { text-align: left; font-weight: 600; border-bottom: 1.5px solid #1a1f26; }
            th, td { padding: .22rem .6rem .22rem 0; vertical-align: top; overflow-wrap: anywhere; }
            tr + tr td { border-top: 1px solid #e3e7ec; }
            .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            footer { margin-top: 2rem; border-top: 1px solid #cbd2da; padding-top: .6rem; }
            @media print { body { margin: 0; max-width: none; font-size: 10pt; }
              thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; } }
            """;

    private SheetText() {}

    /// One object per row, names as in the columns.
    public static String json(Sheet sheet) {
        var sections = new LinkedHashMap<String, Object>();
        for (var section : sheet.sections()) {
            var rows = new ArrayList<Object>();
            for (var row : section.rows()) {
                var cells = new LinkedHashMap<String, Object>();
                for (var i = 0; i < row.size(); i++) {
                    cells.put(section.columns().get(i).name(), row.get(i));
                }
                rows.add(cells);
            }
            sections.put(section.name(), rows);
        }
        var whole = new LinkedHashMap<String, Object>();
        whole.put("report", sheet.name());
        whole.put("title", sheet.title());
        whole.put("lead", sheet.lead());
        whole.put("sections", sections);
        whole.put("notes", sheet.notes());
        return JSON.writeValueAsString(whole);
    }

    /// Table after table, the first column saying which; a header before each.
    public static String csv(Sheet sheet) {
        var text = new StringBuilder();
        for (var section : sheet.sections()) {
            var names = section.columns().stream().map(Column::name).toList();
            text.append("section,").append(String.join(",", names)).append("\r\n");
            for (var row : section.rows()) {
                text.append(section.name());
                row.forEach(cell -> text.append(',').append(quoted(cell)));
                text.append("\r\n");
            }
        }
        return text.toString();
    }

    /// A page that needs nothing else and prints well.
    public static String html(Sheet sheet) {
        var page =
                new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.append("<meta name=\"viewport\" content=\"width=device-width\"><title>Headroom: ");
        page.append(escaped(sheet.title())).append("</title><style>\n").append(STYLE);
        page.append("</style></head><body>\n<h1>").append(escaped(sheet.title())).append("</h1>\n");
        sheet.lead().forEach(line -> paragraph(page, "<p class=\"lead\">", line));
        sheet.sections().forEach(section -> table(page, section));
        page.append("<footer>\n");
        sheet.notes().forEach(line -> paragraph(page, "<p>", line));
        return page.append("</footer></body></html>\n").toString();
    }

    /// A cell for people.
    public static String shown(Kind kind, Object cell) {
        return switch (kind) {
            case WORDS, SENTENCE, PHRASE -> cell.toString();
            case COUNT -> String.format(Locale.ROOT, "%,d", (Long) cell);
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", (Double) cell * 100);
        };
    }

    private static void table(StringBuilder page, Section section) {
        page.append("<h2>").append(escaped(section.title())).append("</h2>\n<table><thead><tr>");
        for (var column : section.columns()) {
            page.append(column.isText() ? "<th>" : "<th class=\"n\">");
            page.append(escaped(column.title())).append("</th>");
        }
        page.append("</tr></thead><tbody>\n");
        for (var row : section.rows()) {
            page.append("<tr>");
            for (var i = 0; i < row.size(); i++) {
                var column = section.columns().get(i);
                page.append(column.isText() ? "<td>" : "<td class=\"n\">");
                page.append(escaped(shown(column.kind(), row.get(i)))).append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</tbody></table>\n");
        if (section.rows().isEmpty()) {
            paragraph(page, "<p>", "(nothing)");
        }
    }

    private static void paragraph(StringBuilder page, String open, String line) {
        page.append(open).append(escaped(line)).append("</p>\n");
    }

    /// A spreadsheet must not take a text for a formula.
    private static String quoted(Object cell) {
        if (!(cell instanceof String text)) {
            return cell.toString();
        }
        var safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
