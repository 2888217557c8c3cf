package headroom.cli.config;

import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.List;

/// Everything found wrong so far, and the references that values may stand for. One-owner.
final class Problems {
    private static final int KEPT_MAX = 200;

    private final References references;
    private final List<Problem> found = new ArrayList<>();

    Problems(References references) {
        this.references = references;
    }

    References references() {
        return references;
    }

    void add(Node place, String message) {
        if (found.size() < KEPT_MAX) {
            var mark = place.getStartMark();
            found.add(
                    new Problem(
                            mark.map(start -> start.getLine() + 1).orElse(0),
                            mark.map(start -> start.getColumn() + 1).orElse(0),
                            message));
        }
    }

    List<Problem> inOrder() {
        return found.stream().sorted().distinct().toList();
    }
}
