package headroom.ledger;

/// Where a counted call comes from.
enum Source {
    /// Passed through the gateway.
    METERED(0),
    /// Read from the org's event log by Headroom before 0.2, call by call.
    IMPORTED(1),
    /// The same of a simulated org.
    SIMULATED(2),
    /// Read from event log files that are kept as history.
    HISTORY(3);

    /// How the file says it.
    final int code;

    Source(int code) {
        this.code = code;
    }
}
