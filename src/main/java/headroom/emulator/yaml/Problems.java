package headroom.emulator.yaml;

import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Everything found wrong so far. One owner.
final class Problems {
    private static final int KEPT_MAX = 200;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    private record Problem(int line, int column, String message) {}

    /// @param file what messages call the file
    Problems(String file) {
        this.file = file;
    }

    void add(Node place, String message) {
        if (found.size() < KEPT_MAX) {
            var mark = place.getStartMark();
            found.add(
                    new Problem(
                            mark.map(it -> it.getLine() + 1).orElse(0),
                            mark.map(it -> it.getColumn() + 1).orElse(0),
                            message));
        }
    }

    /// Throws everything at once, if there is anything.
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new BadOrgFile(
                    found.stream()
                            .distinct()
                            .sorted(
                                    Comparator.comparingInt(Problem::line)
                                            .thenComparingInt(Problem::column))
                            .map(it ->
                                    file + ":" + it.line() + ":" + it.column() + ": " + it.message)
                            .toList());
        }
    }
}
