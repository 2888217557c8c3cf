package headroom.cli;

import java.io.PrintStream;
import java.time.Duration;

/// A bar while a person waits; nothing where no person looks. One-owner.
final class Progress implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int WIDTH = 30;

    private final PrintStream to;
    private final Screen screen;
    private boolean shown;

    Progress(PrintStream to, Screen screen) {
        this.to = to;
        this.screen = screen;
    }

    void show(String what, long done, long whole) {
        if (!screen.terminal()) {
            return;
        }
        var share = Math.clamp((double) done / Math.max(1, whole), 0, 1);
        var full = (int) Math.round(share * WIDTH);
        var signs = screen.unicode() ? "█░" : "#.";
        to.print(
                "\r"
                        + what
                        + " "
                        + signs.substring(0, 1).repeat(full)
                        + signs.substring(1).repeat(WIDTH - full)
                        + " "
                        + Math.round(share * 100)
                        + " %\033[K");
        to.flush();
        shown = true;
    }

    @Override
    public void close() {
        if (shown) {
            to.print("\r\033[K");
            to.flush();
        }
    }
}
