package headroom.emulator.call;

import java.time.Duration;

/// Work beside the calls, on the event loop that owns the org: short slices, one after the other.
///
/// A slice that throws is logged and dropped. Nothing runs after the end of the emulator.
public interface Tasks {
    /// Runs when the calls that wait now have had their turn.
    void soon(Runnable slice);

    /// Runs after that much wall time.
    void later(Duration delay, Runnable slice);
}
