package headroom.meter;

/// What an org itself said of its usage: used of max, when and through which door.
///
/// @param org the ledger's id of the org
/// @param atMillis when it was said, on the org's clock
/// @param used calls the org counts in its rolling 24 hours
/// @param max the org's allocation
public record Sighting(int org, long atMillis, long used, long max, Source source) {
    /// Salesforce keeps the limits resource no fresher than this.
    private static final long LIMITS_LAG_MILLIS = 300_000;

    /// The doors through which an org speaks of its usage.
    public enum Source {
        /// `Sforce-Limit-Info` on an answer.
        HEADER(0),
        /// `LimitInfoHeader` of a SOAP answer.
        SOAP_HEADER(1),
        /// The limits resource.
        LIMITS(2),
        /// An event log file.
        EVENT_LOG(3);

        private final int code;

        Source(int code) {
            this.code = code;
        }

        /// How a file says it.
        public int code() {
            return code;
        }

        public static Source of(int code) {
            for (var source : values()) {
                if (source.code == code) {
                    return source;
                }
            }
            throw new IllegalArgumentException("no source has the code " + code);
        }
    }

    public Sighting {
        if (used < 0 || max < 0) {
            throw new IllegalArgumentException("a sighting of " + used + " of " + max);
        }
    }

    /// Whether it may take the place of another that is there already: the limits resource speaks
    /// of up to five minutes ago, so it gives way to what an answer's header said since then.
    public boolean supersedes(Sighting other) {
        var isAnswer = other.source == Source.HEADER || other.source == Source.SOAP_HEADER;
        return source != Source.LIMITS
                || !isAnswer
                || atMillis - LIMITS_LAG_MILLIS >= other.atMillis;
    }
}
