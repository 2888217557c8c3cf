package headroom.cli;

import headroom.cli.Table.Column;
import headroom.report.Sheet;
import headroom.report.SheetText;

import java.util.ArrayList;
import java.util.List;

/// A section of a report as lines of text. Where the width does not suffice, the widest words are
/// shortened first; columns that must leave all the same are named. Immutable.
record SheetTable(Sheet.Section section, Screen screen) {
    private static final int WORDS_MIN = 24;
    private static final String GAP = "  ";

    List<String> render() {
        var rows = section.rows().stream().map(this::cells).toList();
        var widths = widths(rows);
        var shown = widths.size();
        var table = new Table(columns().subList(0, shown));
        for (var row : rows) {
            var fitted = new ArrayList<String>();
            for (var i = 0; i < shown; i++) {
                fitted.add(shortened(row.get(i), widths.get(i)));
            }
            table.row(fitted);
        }
        var lines = new ArrayList<>(table.render(screen));
        var missing = section.columns().stream().skip(shown).map(Sheet.Column::title).toList();
        if (!missing.isEmpty()) {
            lines.add(
                    screen.dim(
                            "too narrow for: "
                                    + String.join(", ", missing)
                                    + " (--format csv has all)"));
        }
        return lines;
    }

    private List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (var column : section.columns()) {
            columns.add(new Column(column.title(), !isWords(column), columns.size()));
        }
        return columns;
    }

    private List<String> cells(List<Object> row) {
        var cells = new ArrayList<String>();
        for (var i = 0; i < row.size(); i++) {
            cells.add(SheetText.shown(section.columns().get(i).kind(), row.get(i)));
        }
        return cells;
    }

    /// How wide each column may be, of the first ones that there is room for.
    private List<Integer> widths(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (var i = 0; i < section.columns().size(); i++) {
            var at = i;
            var widest = rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
            widths.add(Math.max(section.columns().get(i).title().length(), widest));
        }
        while (widths.size() > 1 && tooMuch(leasts(widths)) > 0) {
            widths.removeLast();
        }
        var leasts = leasts(widths);
        for (var tooMuch = tooMuch(widths); tooMuch > 0; tooMuch--) {
            var widest = 0;
            for (var i = 1; i < widths.size(); i++) {
                var isWider = widths.get(i) > widths.get(widest);
                var canGive = widths.get(i) > leasts.get(i);
                widest =
                        canGive && (isWider || widths.get(widest) <= leasts.get(widest))
                                ? i
                                : widest;
            }
            widths.set(widest, widths.get(widest) - 1);
        }
        return widths;
    }

    /// Words may be shortened, figures and times not.
    private List<Integer> leasts(List<Integer> widths) {
        var leasts = new ArrayList<Integer>();
        for (var width : widths) {
            var column = section.columns().get(leasts.size());
            var least = Math.max(WORDS_MIN, column.title().length());
            leasts.add(isWords(column) ? Math.min(width, least) : width);
        }
        return leasts;
    }

    private int tooMuch(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum()
                + GAP.length() * (widths.size() - 1)
                - screen.width();
    }

    private static boolean isWords(Sheet.Column column) {
        return column.kind() == Sheet.Kind.WORDS;
    }

    /// The middle goes: beginnings and ends tell more.
    private static String shortened(String cell, int width) {
        if (cell.length() <= width) {
            return cell;
        }
        var tail = width / 3;
        return cell.substring(0, width - tail - 1) + "…" + cell.substring(cell.length() - tail);
    }
}
