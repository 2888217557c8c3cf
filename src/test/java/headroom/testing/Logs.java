package headroom.testing;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Everything that is logged while it is open, at every level, with stack traces. Thread-safe.
public final class Logs extends Handler implements AutoCloseable {
    private static final int LINES_MAX = 200_000;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Logger house = Logger.getLogger("headroom");
    private final Logger netty = Logger.getLogger("io.netty");

    private Logs() {
        setLevel(Level.ALL);
        setFormatter(new SimpleFormatter());
    }

    public static Logs capture() {
        var logs = new Logs();
        logs.house.setLevel(Level.ALL);
        logs.netty.setLevel(Level.ALL);
        logs.root.addHandler(logs);
        return logs;
    }

    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord record) {
        if (lines.size() < LINES_MAX) {
            lines.add(getFormatter().format(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        house.setLevel(null);
        netty.setLevel(null);
    }
}
