package headroom.watch;

import java.time.Duration;
import java.time.Instant;

/// What has become of a file that an org listed. Immutable.
///
/// @param at when it got there
/// @param rows of a file that is taken
/// @param trouble what went wrong last, in words; empty if nothing did
/// @param tries how often it went wrong
/// @param nextTry not before
public record LogEntry(
        LogFile file,
        State state,
        Instant at,
        long rows,
        String trouble,
        int tries,
        Instant nextTry) {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final int DOUBLINGS_MAX = 7;

    /// Where a file is.
    public enum State {
        /// At the org.
        WAITING("not fetched yet"),
        /// In the history.
        TAKEN("in the history"),
        /// A file of the whole day made it needless.
        PASSED("the daily file tells it"),
        /// The org has it no more.
        LOST("gone from the org"),
        /// Fetched, but not to be read; it is kept aside.
        REFUSED("not readable");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    static LogEntry listed(LogFile file, Instant now) {
        return new LogEntry(file, State.WAITING, now, 0, "", 0, Instant.EPOCH);
    }

    LogEntry become(State next, String why, Instant now) {
        return new LogEntry(file, next, now, rows, why, tries, nextTry);
    }

    LogEntry taken(long rowsRead, Instant now) {
        return new LogEntry(file, State.TAKEN, now, rowsRead, "", 0, Instant.EPOCH);
    }

    /// Whatever has become of it, it is to be tried again.
    LogEntry waits() {
        return new LogEntry(file, State.WAITING, at, rows, trouble, tries, nextTry);
    }

    /// Tried in vain: again in 5, 10, 20 minutes and so on, at last every eleven hours.
    LogEntry failed(String why, Instant now) {
        var delay = FIRST_WAIT.multipliedBy(1L << Math.min(tries, DOUBLINGS_MAX));
        return new LogEntry(file, state, at, rows, why, tries + 1, now.plus(delay));
    }

    boolean isDue(Instant now) {
        return state == State.WAITING && !now.isBefore(nextTry);
    }
}
