package headroom.emulator.eventlog;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.JobEvents;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;

/// Writes calls into the usage logs. A disk that cannot take them stops the log, not the org. One
/// owner.
public final class CallLog {
    private static final System.Logger LOG = System.getLogger(CallLog.class.getName());

    private final EventLogs logs;
    private final EventLogRows rows;
    private final UsageRows usage;
    private boolean broken;

    public CallLog(EventLogs logs, EventLogRows rows, UsageRows usage, JobEvents jobs) {
        this.logs = logs;
        this.rows = rows;
        this.usage = usage;
        jobs.subscribe(event -> guarded(() -> logs.write(event)));
    }

    /// Brings what can be seen of the logs to that call's time.
    public void step(Call call) {
        guarded(() -> rows.step(call.at()));
        usage.step(call);
    }

    public void write(BookedCall booked, Call call, Answer answer, String token) {
        usage.note(booked);
        guarded(() -> logs.write(new Trace(booked, call, answer, token)));
    }

    private void guarded(Runnable work) {
        if (broken) {
            return;
        }
        try {
            work.run();
        } catch (UncheckedIOException e) {
            broken = true;
            LOG.log(Level.WARNING, "no usage log from here on: " + e.getMessage(), e);
        }
    }
}
