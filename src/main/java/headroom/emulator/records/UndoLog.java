package headroom.emulator.records;

import java.util.ArrayList;
import java.util.List;

/// What it takes to take writes back, kept only while somebody may want to. One owner.
///
/// Marks nest: an inner one that is rolled back leaves what the outer one covers.
final class UndoLog {
    private final List<Runnable> steps = new ArrayList<>();
    private int open;

    boolean isOpen() {
        return open > 0;
    }

    /// Notes how to take back a write that was just made.
    void note(Runnable undo) {
        if (open > 0) {
            steps.add(undo);
        }
    }

    int mark() {
        open++;
        return steps.size();
    }

    void release(int mark) {
        open--;
        if (open == 0) {
            steps.clear();
        }
    }

    void rollback(int mark) {
        // Undoing is not to be undone.
        var depth = open;
        open = 0;
        for (var i = steps.size() - 1; i >= mark; i--) {
            steps.remove(i).run();
        }
        open = depth;
        release(mark);
    }
}
