package headroom.report;

import headroom.report.Digest.Bars;
import headroom.report.Digest.Block;
import headroom.report.Digest.Figures;
import headroom.report.Digest.Heading;
import headroom.report.Digest.Line;
import headroom.report.Digest.Rows;
import headroom.report.Digest.Step;
import headroom.report.Digest.Steps;
import headroom.report.Digest.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A digest as plain text, in lines that no mail program breaks.
public final class DigestText {
    private static final int WIDTH = 76;
    private static final int BAR = 32;

    private DigestText() {}

    public static String render(Digest digest) {
        var lines = new ArrayList<String>();
        var isBelowHeading = true;
        for (var block : digest.blocks()) {
            if (!isBelowHeading) {
                lines.add("");
            }
            lines.addAll(lines(block));
            isBelowHeading = block instanceof Heading;
        }
        return String.join("\n", lines);
    }

    private static List<String> lines(Block block) {
        return switch (block) {
            case Words(var text) -> wrapped(text, "");
            case Heading(var text) -> List.of(text);
            case Figures(var figures) -> figures(figures);
            case Bars bars -> bars(bars);
            case Rows rows -> rows(rows);
            case Steps(var steps) -> steps(steps);
        };
    }

    private static List<String> steps(List<Step> steps) {
        var lines = new ArrayList<String>();
        for (var number = 1; number <= steps.size(); number++) {
            var step = steps.get(number - 1);
            lines.addAll(wrapped(number + ". " + step.what(), "   "));
            lines.addAll(wrapped("   → " + step.how(), "     "));
        }
        return lines;
    }

    private static List<String> figures(List<Line> figures) {
        var width = figures.stream().mapToInt(line -> line.name().length()).max().orElse(0) + 2;
        var lines = new ArrayList<String>();
        for (var line : figures) {
            lines.addAll(wrapped(padded(line.name(), width) + line.said(), " ".repeat(width)));
        }
        return lines;
    }

    private static List<String> bars(Bars bars) {
        var lines = new ArrayList<String>();
        var most = Math.max(1, bars.longest());
        var digits = String.format(Locale.ROOT, "%,d", most).length();
        for (var bar : bars.bars()) {
            var count = String.format(Locale.ROOT, "%," + digits + "d", bar.count());
            var full = (int) Math.round((double) BAR * bar.count() / most);
            lines.add((bar.name() + "  " + count + "  " + "█".repeat(full)).stripTrailing());
        }
        return lines;
    }

    private static List<String> rows(Rows table) {
        var all = new ArrayList<List<String>>();
        all.add(table.titles());
        all.addAll(table.rows());
        var lines = new ArrayList<String>();
        for (var row : all) {
            var line = new StringBuilder();
            for (var column = 0; column < row.size(); column++) {
                var at = column;
                var width = all.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
                var cell = row.get(column);
                line.append(column == 0 ? "" : "  ")
                        .append(
                                column == 0
                                        ? padded(cell, width)
                                        : " ".repeat(width - cell.length()) + cell);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static List<String> wrapped(String text, String indent) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split("(?<=\\S) (?!%)", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                line.append(word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
