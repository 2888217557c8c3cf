package headroom.report;

import java.util.List;

/// A letter about a week: a subject and blocks that text and HTML both show. Immutable.
public record Digest(String subject, List<Block> blocks) {
    public Digest {
        blocks = List.copyOf(blocks);
    }

    /// A part of the letter.
    public sealed interface Block {}

    /// A paragraph.
    public record Words(String text) implements Block {}

    /// What the next block is about.
    public record Heading(String text) implements Block {}

    /// Figures with their names.
    public record Figures(List<Line> lines) implements Block {
        public Figures {
            lines = List.copyOf(lines);
        }
    }

    /// A name and what is said of it.
    public record Line(String name, String said) {}

    /// Counts as bars, the longest as wide as there is room.
    public record Bars(List<Bar> bars) implements Block {
        public Bars {
            bars = List.copyOf(bars);
        }

        long longest() {
            return bars.stream().mapToLong(Bar::count).max().orElse(0);
        }
    }

    /// A count and its name.
    public record Bar(String name, long count) {}

    /// A table; the first column holds words, the others figures.
    public record Rows(List<String> titles, List<List<String>> rows) implements Block {
        public Rows {
            titles = List.copyOf(titles);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// What to do, the most useful first.
    public record Steps(List<Step> steps) implements Block {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /// What is, and what would help.
    public record Step(String what, String how) {}
}
