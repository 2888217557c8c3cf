package headroom.emulator.eventlog;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Instant;

/// Writes calls into the usage logs. A disk that cannot take them stops the log, not the org. One
/// owner.
public final class CallLog {
    private static final System.Logger LOG = System.getLogger(CallLog.class.getName());

    private final EventLogs logs;
    private final EventLogRows rows;
    private boolean broken;

    public CallLog(EventLogs logs, EventLogRows rows) {
        this.logs = logs;
        this.rows = rows;
    }

    /// Brings what can be seen of the logs to that time.
    public void step(Instant now) {
        rows.step(now);
    }

    public void write(BookedCall call) {
        if (broken) {
            return;
        }
        try {
            logs.write(call);
        } catch (UncheckedIOException e) {
            broken = true;
            LOG.log(Level.WARNING, "no usage log from here on: " + e.getMessage(), e);
        }
    }
}
