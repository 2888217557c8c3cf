package headroom.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// When one of an org's other limits ends, by how fast it was used lately. Immutable.
///
/// @param key as the limits resource names it
/// @param asOf the moment of the forecast
/// @param used at the last sighting
/// @param perHour by which usage grows, the middle of what was seen
/// @param early if it grows as fast as in the fastest tenth of what was seen
/// @param likely at the middle pace
/// @param late at the slowest tenth; all three are absent where that takes longer than `until`
/// @param until as far as this looks
public record LimitForecast(
        String key,
        Instant asOf,
        long used,
        long max,
        Kind kind,
        State state,
        double perHour,
        Optional<Instant> early,
        Optional<Instant> likely,
        Optional<Instant> late,
        Instant until) {

    /// How a limit goes on. What is used of a window leaves it again, so nothing is said beyond its
    /// length: by then all that is used now is gone.
    public enum Kind {
        /// Of the last hour.
        HOURLY(Duration.ofMinutes(45), Duration.ofHours(1)),
        /// Of the rolling 24 hours.
        DAILY(Duration.ofHours(6), Duration.ofHours(24)),
        /// Of 30 days. When its period begins anew is not known here.
        MONTHLY(Duration.ofDays(7), Duration.ofDays(30)),
        /// A store that fills, such as `DataStorageMB`, or a number of things that exist.
        LEVEL(Duration.ofDays(28), Duration.ofDays(365)),
        /// Of this moment, such as what runs at once: it has no trend worth following.
        MOMENTARY(Duration.ZERO, Duration.ZERO);

        private final Duration learnt;
        private final Duration ahead;

        Kind(Duration learnt, Duration ahead) {
            this.learnt = learnt;
            this.ahead = ahead;
        }

        /// By the key's name, which is all that the resource says of it.
        public static Kind of(String key) {
            var name = key.toLowerCase(Locale.ROOT);
            if (name.startsWith("concurrent")) {
                return MOMENTARY;
            }
            if (name.startsWith("hourly")) {
                return HOURLY;
            }
            if (name.startsWith("daily")) {
                return DAILY;
            }
            return name.startsWith("tenantusageentitlement") || name.startsWith("monthly")
                    ? MONTHLY
                    : LEVEL;
        }

        /// Over how long its pace is learnt.
        public Duration learnt() {
            return learnt;
        }

        /// How far ahead it is forecast.
        public Duration ahead() {
            return ahead;
        }
    }

    /// What can be said.
    public enum State {
        /// Nothing is left now.
        SPENT,
        /// It ends within the time looked at.
        RUNS_OUT,
        /// It does so only at the fastest pace seen.
        MAY_RUN_OUT,
        /// It does not.
        HOLDS,
        /// Too few sightings, or none lately.
        UNKNOWN,
        /// A limit of the moment.
        NOT_FORECAST
    }
}
