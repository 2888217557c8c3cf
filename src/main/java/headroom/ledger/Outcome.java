package headroom.ledger;

/// How a call went.
public enum Outcome {
    /// Begun, not settled.
    IN_FLIGHT(0),
    ANSWERED(1),
    /// The org refused it for a limit.
    REFUSED(2),
    /// Answered with an error.
    FAILED(3),
    /// Not one byte reached the org.
    NOT_SENT(4),
    ORG_UNREACHABLE(5),
    CUT_BY_ORG(6),
    CUT_BY_CLIENT(7),
    TIMED_OUT(8),
    /// In flight when the process died: counted as spent, how it went is not known.
    UNSETTLED(9);

    /// How the file says it; 2 to 8 are errors.
    final int code;

    Outcome(int code) {
        this.code = code;
    }

    static Outcome of(int code) {
        for (var outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no outcome has the code " + code);
    }

    boolean isError() {
        return code >= 2 && code <= 8;
    }
}
