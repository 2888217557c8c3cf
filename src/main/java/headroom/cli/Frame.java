package headroom.cli;

import java.io.PrintStream;
import java.util.List;

/// Lines redrawn in place on a terminal, or printed one after the other where there is none.
/// One-owner.
///
/// The screen is not cleared first: each line is overwritten and its rest erased, so nothing
/// flickers.
final class Frame implements AutoCloseable {
    private static final String HOME = "\033[H";
    private static final String ERASE_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";
    private static final String OTHER_SCREEN = "\033[?1049h\033[?25l";
    private static final String BACK = "\033[?25h\033[?1049l";

    private final PrintStream out;
    private final Screen screen;
    private boolean drawn;
    private List<String> last = List.of();

    Frame(PrintStream out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    void show(List<String> lines) {
        last = lines;
        if (!screen.terminal()) {
            lines.forEach(out::println);
            out.println();
            return;
        }
        var now = screen.measured();
        var height = Math.max(2, now.height());
        var text = new StringBuilder(drawn ? HOME : OTHER_SCREEN + HOME);
        lines.stream()
                .limit(height - 1L)
                .forEach(line -> text.append(now.fit(line)).append(ERASE_LINE).append("\r\n"));
        out.print(text.append(ERASE_BELOW));
        out.flush();
        drawn = true;
    }

    /// Gives the terminal back as it was, with the last lines left on it.
    @Override
    public void close() {
        if (drawn) {
            out.print(BACK);
            last.forEach(out::println);
            out.flush();
            drawn = false;
        }
    }
}
