package headroom.cli;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Log lines: one line per event, UTC, no credentials. Quiet unless asked. Thread-safe.
///
/// Everything logs to `java.util.logging`, libraries through slf4j; this is the only place that
/// says where that goes. `show(false)` keeps lines off the screen while a table is drawn there; the
/// last warning stays readable by `lastWarning`.
final class Logs {
    private static final int LINE_CHARS_MAX = 2_000;

    private final PrintStream to;
    private final boolean debug;
    private final AtomicReference<Optional<String>> warning =
            new AtomicReference<>(Optional.empty());
    private volatile boolean shown = true;

    private Logs(PrintStream to, boolean debug) {
        this.to = to;
        this.debug = debug;
    }

    static Logs configure(PrintStream to, Level level, boolean debug) {
        var logs = new Logs(to, debug);
        LogManager.getLogManager().reset();
        var root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        ROOM.setLevel(debug ? Level.FINE : level);
        root.addHandler(logs.new Lines());
        return logs;
    }

    /// Held here, or the level set on it could be collected with it.
    private static final Logger ROOM = Logger.getLogger("headroom");

    void show(boolean changed) {
        shown = changed;
    }

    Optional<String> lastWarning() {
        return warning.get();
    }

    /// Such as `2026-11-21T22:10:00.123Z WARNING gateway.Forward: org acme: no answer in 35 m`.
    String render(LogRecord record) {
        var logger = String.valueOf(record.getLoggerName()).replaceFirst("^headroom\\.", "");
        var thrown = record.getThrown();
        var line =
                record.getInstant().truncatedTo(ChronoUnit.MILLIS)
                        + " "
                        + record.getLevel().getName()
                        + " "
                        + logger
                        + ": "
                        + text(record)
                        + (thrown == null ? "" : " (" + thrown + ")");
        var flat = Redacted.of(line.replaceAll("\\p{Cntrl}+", " "));
        return flat.length() <= LINE_CHARS_MAX ? flat : flat.substring(0, LINE_CHARS_MAX) + "…";
    }

    /// A client that hangs up in mid-answer is everyday; Vert.x calls it severe.
    private static boolean isClientLeaving(LogRecord record) {
        var thrown = record.getThrown();
        var why = thrown == null ? "" : String.valueOf(thrown.getMessage());
        return String.valueOf(record.getLoggerName()).startsWith("io.vertx.")
                && (why.contains("Connection reset") || why.contains("Broken pipe"));
    }

    private static String text(LogRecord record) {
        return new java.util.logging.SimpleFormatter().formatMessage(record);
    }

    private final class Lines extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (!isLoggable(record) || isClientLeaving(record)) {
                return;
            }
            var line = render(record);
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                warning.set(Optional.of(line));
            }
            if (shown) {
                to.println(line);
                var thrown = record.getThrown();
                if (debug && thrown != null) {
                    thrown.printStackTrace(to);
                }
            }
        }

        @Override
        public void flush() {
            to.flush();
        }

        @Override
        public void close() {
            to.flush();
        }
    }
}
