package headroom.cli;

import headroom.history.History.Brought;
import headroom.history.LogSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/// What an import tells of its files: a line each while they are few, the sum in the end.
/// One-owner; but `stopped` is for any thread.
final class ImportSums {
    private static final int LINES_MAX = 40;

    private final Surroundings surroundings;

    /// Written by the owner alone.
    private volatile int files;

    private long rows;
    private long added;
    private long damaged;

    ImportSums(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void add(LogSource source, Brought brought) {
        var count = files + 1;
        files = count;
        rows += brought.rows();
        added += brought.added();
        damaged += brought.damaged();
        if (count == LINES_MAX + 1) {
            surroundings.out().println("…");
        } else if (count <= LINES_MAX) {
            surroundings.out().println(line(source, brought));
        }
        for (var damage : brought.first()) {
            surroundings
                    .err()
                    .println(
                            "headroom: "
                                    + source.file()
                                    + " line "
                                    + damage.line()
                                    + ": "
                                    + damage.reason());
        }
        var more = brought.damaged() - brought.first().size();
        brought.aside()
                .ifPresent(aside ->
                        surroundings
                                .err()
                                .println(
                                        "headroom: "
                                                + (more > 0
                                                        ? "… and "
                                                                + Figures.count(more)
                                                                + " lines more; "
                                                        : "")
                                                + "these lines were left out and are kept"
                                                + " in "
                                                + aside));
    }

    private static String line(LogSource source, Brought brought) {
        var what =
                brought.known()
                        ? Figures.count(brought.rows()) + " rows, imported before"
                        : Figures.count(brought.rows())
                                + " rows, "
                                + Figures.count(brought.added())
                                + " new";
        return String.format(
                Locale.ROOT, "%s  %s  %s  %s", source.name(), brought.org(), brought.type(), what);
    }

    /// Whether any file came in, if only as one known before.
    boolean isEmpty() {
        return files == 0;
    }

    /// What a stop in the middle leaves.
    String stopped(int of) {
        return "headroom: stopped; "
                + Figures.count(files)
                + " of "
                + Figures.count(of)
                + (of == 1 ? " file is" : " files are")
                + " in. Run the same import again: it takes what is missing and counts nothing"
                + " twice";
    }

    void total(Duration took) {
        if (isEmpty()) {
            return;
        }
        var words = new ArrayList<String>();
        words.add(Figures.count(files) + (files == 1 ? " file: " : " files: "));
        words.add(Figures.count(rows) + " rows, ");
        words.add(Figures.count(added) + " new");
        words.add(damaged == 0 ? "" : ", " + Figures.count(damaged) + " damaged lines left out");
        var rate = rows * 1e9 / Math.max(1, took.toNanos());
        words.add(String.format(Locale.ROOT, ", in %.1f s", took.toMillis() / 1000.0));
        words.add(" (" + Figures.count(Math.round(rate)) + " rows/s)");
        surroundings.out().println(String.join("", words));
    }
}
