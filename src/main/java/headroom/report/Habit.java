package headroom.report;

import java.time.Instant;

/// A costly habit of one integration and user, with its evidence. Immutable.
///
/// @param object of Salesforce's; empty where the habit is about none
/// @param example what was called most, without ids and values
/// @param calls in the range, those that the cheaper way would keep included
/// @param charges of these calls
/// @param chargesPerDay the same, a day
/// @param savesPerDay of these
/// @param busiestHour and `busiestCharges`, what it was charged in that hour
/// @param everyMillis the usual time from one call to the next in the calls looked at; 0 where none
///   was
/// @param things different ones that were read or asked for in the calls looked at; 0 if not known
/// @param basis what the figures rest on
public record Habit(
        HabitKind kind,
        String integration,
        String user,
        String object,
        String example,
        long calls,
        long charges,
        long chargesPerDay,
        long savesPerDay,
        Instant first,
        Instant last,
        Instant busiestHour,
        long busiestCharges,
        long everyMillis,
        long things,
        Basis basis,
        Confidence confidence) {

    /// What a saving was reckoned from.
    public enum Basis {
        ALL_CALLS("every single call"),
        SOME_HOURS("single calls of some hours, for all in proportion"),
        HOUR_SUMS("sums by the hour, as if spread evenly: the least it can be");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// How sure it is that the habit is one.
    public enum Confidence {
        /// Seen call by call.
        HIGH,
        /// In part, or by the size of requests.
        MEDIUM,
        /// By sums alone.
        LOW
    }

    Habit seen(long every, long different) {
        return new Habit(
                kind,
                integration,
                user,
                object,
                example,
                calls,
                charges,
                chargesPerDay,
                savesPerDay,
                first,
                last,
                busiestHour,
                busiestCharges,
                every,
                different,
                basis,
                confidence);
    }

    /// What the cheaper way would be charged a day.
    public long cheaperPerDay() {
        return chargesPerDay - savesPerDay;
    }
}
