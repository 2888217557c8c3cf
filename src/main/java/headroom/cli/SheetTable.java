package headroom.cli;

import headroom.cli.Table.Column;
import headroom.report.Sheet;
import headroom.report.SheetText;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A section of a report as lines of text. Where the width does not suffice, sentences go below
/// their rows and the widest words are shortened; columns that must leave all the same are named.
/// Immutable.
record SheetTable(Sheet.Section section, Screen screen) {
    private static final int WORDS_MIN = 21;
    private static final String GAP = "  ";
    private static final String INDENT = "    ";

    List<String> render() {
        var all = section.rows().stream().map(this::cells).toList();
        var places = IntStream.range(0, section.columns().size()).boxed().toList();
        var hasRoom = tooMuch(places.stream().map(at -> widest(at, all)).toList()) <= 0;
        var beside = hasRoom ? places : places.stream().filter(at -> !isSentence(at)).toList();
        var below =
                hasRoom ? List.<Integer>of() : places.stream().filter(this::isSentence).toList();
        var fitted = fitted(beside, all);
        var lines = new ArrayList<String>();
        lines.add(fitted.getFirst());
        for (var i = 0; i < all.size(); i++) {
            lines.add(fitted.get(i + 1));
            var next = i + 1 < all.size() ? all.get(i + 1) : List.<String>of();
            lines.addAll(sentences(below, all.get(i), next));
        }
        lines.addAll(fitted.subList(all.size() + 1, fitted.size()));
        return lines;
    }

    /// The head, a line for each row, and what had no room.
    private List<String> fitted(List<Integer> places, List<List<String>> all) {
        var columns = places.stream().map(section.columns()::get).toList();
        var widths = widths(columns, places.stream().map(at -> widest(at, all)).toList());
        var shown = widths.size();
        var table = new Table(tableColumns(columns.subList(0, shown)));
        for (var row : all) {
            var cells = new ArrayList<String>();
            for (var i = 0; i < shown; i++) {
                cells.add(shortened(row.get(places.get(i)), widths.get(i)));
            }
            table.row(cells);
        }
        var lines = new ArrayList<>(table.render(screen));
        var missing = columns.stream().skip(shown).map(Sheet.Column::title).toList();
        if (!missing.isEmpty()) {
            lines.add(
                    screen.dim(
                            "too narrow for: "
                                    + String.join(", ", missing)
                                    + " (--format csv has all)"));
        }
        return lines;
    }

    /// What stands below a row; the same below the next row is said there.
    private List<String> sentences(List<Integer> places, List<String> row, List<String> next) {
        var lines = new ArrayList<String>();
        for (var at : places) {
            var said = row.get(at);
            if (said.isEmpty() || (!next.isEmpty() && next.get(at).equals(said))) {
                continue;
            }
            var line = new StringBuilder(INDENT);
            for (var word : said.split(" ", -1)) {
                if (line.length() + word.length() > screen.width() && !line.toString().isBlank()) {
                    lines.add(screen.dim(line.toString().stripTrailing()));
                    line = new StringBuilder(INDENT);
                }
                line.append(word).append(' ');
            }
            lines.add(screen.dim(line.toString().stripTrailing()));
        }
        return lines;
    }

    private boolean isSentence(int place) {
        return section.columns().get(place).kind() == Sheet.Kind.SENTENCE;
    }

    private static List<Column> tableColumns(List<Sheet.Column> columns) {
        var all = new ArrayList<Column>();
        for (var column : columns) {
            all.add(new Column(column.title(), !column.isText(), all.size()));
        }
        return all;
    }

    private List<String> cells(List<Object> row) {
        var cells = new ArrayList<String>();
        for (var i = 0; i < row.size(); i++) {
            cells.add(SheetText.shown(section.columns().get(i).kind(), row.get(i)));
        }
        return cells;
    }

    private int widest(int place, List<List<String>> rows) {
        var widest = rows.stream().mapToInt(row -> row.get(place).length()).max().orElse(0);
        return Math.max(section.columns().get(place).title().length(), widest);
    }

    /// How wide each column may be, of the first ones that there is room for.
    private List<Integer> widths(List<Sheet.Column> columns, List<Integer> widest) {
        var widths = new ArrayList<>(widest);
        while (widths.size() > upToPhrase(columns) && tooMuch(uncut(columns, widths)) > 0) {
            widths.removeLast();
        }
        while (widths.size() > 1 && tooMuch(leasts(columns, widths)) > 0) {
            widths.removeLast();
        }
        var leasts = leasts(columns, widths);
        for (var tooMuch = tooMuch(widths); tooMuch > 0; tooMuch--) {
            var giving = 0;
            for (var i = 1; i < widths.size(); i++) {
                var isWider = widths.get(i) > widths.get(giving);
                var canGive = widths.get(i) > leasts.get(i);
                giving =
                        canGive && (isWider || widths.get(giving) <= leasts.get(giving))
                                ? i
                                : giving;
            }
            widths.set(giving, widths.get(giving) - 1);
        }
        return widths;
    }

    /// How many columns there are up to the last phrase; all if there is none.
    private static int upToPhrase(List<Sheet.Column> columns) {
        for (var at = columns.size(); at > 0; at--) {
            if (columns.get(at - 1).kind() == Sheet.Kind.PHRASE) {
                return at;
            }
        }
        return columns.size();
    }

    /// The least that leaves phrases whole.
    private static List<Integer> uncut(List<Sheet.Column> columns, List<Integer> widths) {
        var leasts = leasts(columns, widths);
        for (var at = 0; at < leasts.size(); at++) {
            if (columns.get(at).kind() == Sheet.Kind.PHRASE) {
                leasts.set(at, widths.get(at));
            }
        }
        return leasts;
    }

    /// Words may be shortened, figures and times not.
    private static List<Integer> leasts(List<Sheet.Column> columns, List<Integer> widths) {
        var leasts = new ArrayList<Integer>();
        for (var width : widths) {
            var column = columns.get(leasts.size());
            var least = Math.max(WORDS_MIN, column.title().length());
            leasts.add(column.isText() ? Math.min(width, least) : width);
        }
        return leasts;
    }

    private int tooMuch(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum()
                + GAP.length() * (widths.size() - 1)
                - screen.width();
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
