package headroom.cli.config;

import java.util.Comparator;

/// One thing wrong with a configuration file, and where. Lines and columns count from 1; line 0
/// means the file as a whole.
public record Problem(int line, int column, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line)
                    .thenComparingInt(Problem::column)
                    .thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    /// Such as `line 7: unknown key …`; editors that read `file:line:column` get that from `at`.
    public String render() {
        return line == 0 ? message : "line " + line + ": " + message;
    }

    /// Such as `headroom.yaml:7:5: unknown key …`.
    public String at(String file) {
        return line == 0
                ? file + ": " + message
                : file + ":" + line + ":" + column + ": " + message;
    }
}
