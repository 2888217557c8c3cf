package headroom.emulator;

/// The door for traffic of the past: window, totals and daily log files take each call at its own
/// second.
///
/// Calls best come in the order of time; nothing of them is kept in memory but what the books keep
/// anyway.
@FunctionalInterface
public interface History {
    void call(PastCall call);
}
