package headroom.emulator.bulk;

import headroom.emulator.call.Tasks;
import headroom.emulator.records.WorkTime;

import java.time.Duration;
import java.util.ArrayDeque;

/// Runs long work in short turns on the event loop, all works by turns. One owner.
///
/// After some milliseconds it leaves the loop to the calls that came meanwhile: the loop itself
/// would run a chain of tasks through before it looks at a socket again.
public final class Slices {
    private static final long TURN_NANOS = 6_000_000;
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Tasks tasks;
    private final WorkTime time;
    private final ArrayDeque<Step> waiting = new ArrayDeque<>();
    private boolean running;

    /// A work that goes on step by step.
    public interface Step {
        /// Does a few milliseconds' work; false at the end.
        boolean run();

        /// Told instead of the end if a step threw: the work is over.
        void broke(RuntimeException cause);
    }

    /// Takes the loop, and the clock of what work would cost a real org.
    public Slices(Tasks tasks, WorkTime time) {
        this.tasks = tasks;
        this.time = time;
    }

    /// Starts a work after a wait.
    public void start(Duration wait, Step step) {
        if (wait.isZero()) {
            add(step);
        } else {
            tasks.later(wait, () -> add(step));
        }
    }

    private void add(Step step) {
        waiting.add(step);
        if (!running) {
            running = true;
            tasks.later(PAUSE, this::turn);
        }
    }

    private void turn() {
        var end = System.nanoTime() + TURN_NANOS;
        do {
            var step = waiting.poll();
            if (step == null) {
                running = false;
                return;
            }
            time.begin();
            var goesOn = goesOn(step);
            var cost = time.end();
            if (goesOn) {
                start(cost, step);
            }
        } while (System.nanoTime() < end);
        tasks.later(PAUSE, this::turn);
    }

    private static boolean goesOn(Step step) {
        try {
            return step.run();
        } catch (RuntimeException e) {
            step.broke(e);
            return false;
        }
    }
}
