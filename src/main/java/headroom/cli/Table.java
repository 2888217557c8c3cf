package headroom.cli;

import java.util.ArrayList;
import java.util.List;

/// Columns of text: words left, numbers right, cut to the width there is. One-owner.
final class Table {
    private static final String GAP = "  ";

    /// @param right numbers stand right
    /// @param priority the highest number leaves first when the width does not suffice
    record Column(String title, boolean right, int priority) {
        static Column words(String title) {
            return new Column(title, false, 0);
        }

        static Column number(String title, int priority) {
            return new Column(title, true, priority);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    Table row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells, " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /// Lines without trailing blanks, none longer than the screen is wide.
    List<String> render(Screen screen) {
        var kept = fitting(screen.width());
        var lines = new ArrayList<String>();
        lines.add(screen.dim(line(columns.stream().map(Column::title).toList(), kept, screen)));
        rows.forEach(row -> lines.add(line(row, kept, screen)));
        return lines;
    }

    private List<Integer> fitting(int width) {
        var kept = new ArrayList<Integer>();
        for (var i = 0; i < columns.size(); i++) {
            kept.add(i);
        }
        while (kept.size() > 1 && widthOf(kept) > width) {
            var least = kept.getFirst();
            for (var i : kept) {
                least = columns.get(i).priority() >= columns.get(least).priority() ? i : least;
            }
            kept.remove((Object) least);
        }
        return kept;
    }

    private int widthOf(List<Integer> kept) {
        var sum = GAP.length() * (kept.size() - 1);
        for (var i : kept) {
            sum += widthOf(i);
        }
        return sum;
    }

    private int widthOf(int column) {
        var widest = columns.get(column).title().length();
        for (var row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }

    private String line(List<String> cells, List<Integer> kept, Screen screen) {
        var line = new StringBuilder();
        for (var i : kept) {
            var pad = " ".repeat(Math.max(0, widthOf(i) - cells.get(i).length()));
            line.append(line.isEmpty() ? "" : GAP)
                    .append(columns.get(i).right() ? pad + cells.get(i) : cells.get(i) + pad);
        }
        var text = line.toString().stripTrailing();
        return text.length() <= screen.width() ? text : text.substring(0, screen.width() - 1) + "…";
    }
}
