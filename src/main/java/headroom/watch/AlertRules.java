package headroom.watch;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// When people are told something, and when they are left alone. Immutable.
///
/// @param usedPercents of the allocation, in any order
/// @param resumeBelowPercent below this a threshold above it is over; one below it is over five
///   points under itself
/// @param runsOutWithin told when the headroom ends sooner than that
/// @param sharePercent of the last hour that one integration may take, once the org is half used
/// @param burnTimes how many times its norm an integration may burn
/// @param unattributedPercent of the usage that nobody may explain
/// @param limitPercent of any other limit, entitlements too
/// @param repeatAfter how long an alert stands before it is said again
/// @param quiet hours in which only urgent messages go out
public record AlertRules(
        List<Integer> usedPercents,
        int resumeBelowPercent,
        Duration runsOutWithin,
        int sharePercent,
        double burnTimes,
        int unattributedPercent,
        int limitPercent,
        Duration repeatAfter,
        Optional<Quiet> quiet) {
    public static final AlertRules DEFAULTS =
            new AlertRules(
                    List.of(50, 80, 95),
                    75,
                    Duration.ofHours(4),
                    50,
                    5,
                    25,
                    90,
                    Duration.ofHours(6),
                    Optional.empty());

    public AlertRules {
        usedPercents = usedPercents.stream().sorted().toList();
    }

    /// From one time of day to another, perhaps over midnight, where people sleep.
    public record Quiet(LocalTime from, LocalTime until, ZoneId zone) {
        public static Quiet utc(LocalTime from, LocalTime until) {
            return new Quiet(from, until, ZoneOffset.UTC);
        }

        boolean holds(java.time.Instant at) {
            var time = at.atZone(zone).toLocalTime();
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }
    }
}
