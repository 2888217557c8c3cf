package headroom.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When people are told something, and when they are left alone. A rule that is absent is off.
/// Immutable.
///
/// @param used thresholds of the allocation
/// @param runsOutWithin told when the headroom is forecast to end sooner than that
/// @param sharePercent of the last hour that one integration may take, once the org is half used
/// @param burnTimes how many times its norm an integration may burn
/// @param unattributedPercent of the usage that nobody may explain
/// @param limits thresholds of everything else that the org limits
/// @param timing when what stands is said, and said again
public record AlertRules(
        Used used,
        Optional<Duration> runsOutWithin,
        Optional<Integer> sharePercent,
        Optional<Integer> burnTimes,
        Optional<Integer> unattributedPercent,
        Limits limits,
        Timing timing) {
    public static final AlertRules DEFAULTS =
            new AlertRules(
                    new Used(List.of(50, 80, 95), 75),
                    Optional.of(Duration.ofHours(4)),
                    Optional.of(50),
                    Optional.of(5),
                    Optional.of(25),
                    new Limits(Optional.of(90), Optional.of(80), Map.of()),
                    new Timing(Duration.ofHours(6), Optional.empty()));

    /// Thresholds of the allocation.
    ///
    /// @param percents in any order; none for no such rule
    /// @param resumeBelowPercent below this a threshold above it is over; one below it is over five
    ///   points under itself
    public record Used(List<Integer> percents, int resumeBelowPercent) {
        public Used {
            percents = percents.stream().sorted().distinct().toList();
        }

        /// The highest threshold at or below that usage, or -1.
        int reached(double percent) {
            var reached = -1;
            for (var each : percents) {
                reached = percent >= each ? each : reached;
            }
            return reached;
        }

        int resume(int percent) {
            return percent > resumeBelowPercent ? resumeBelowPercent : percent - 5;
        }
    }

    /// Thresholds of every limit but that of daily calls.
    ///
    /// @param percent of a limit that is not named
    /// @param entitlementPercent of a 30-day entitlement
    /// @param byKey of single limits, by their key in the limits resource; absent for off
    public record Limits(
            Optional<Integer> percent,
            Optional<Integer> entitlementPercent,
            Map<String, Optional<Integer>> byKey) {
        public Limits {
            byKey = Map.copyOf(byKey);
        }

        Optional<Integer> of(String key) {
            var otherwise =
                    key.startsWith(LimitsWatch.ENTITLEMENT + "/") ? entitlementPercent : percent;
            return byKey.getOrDefault(key, otherwise);
        }
    }

    /// When what stands is said.
    ///
    /// @param repeatAfter how long an alert stands before it is said again
    /// @param quiet hours in which only urgent messages go out
    public record Timing(Duration repeatAfter, Optional<Quiet> quiet) {
        boolean holdsBack(Instant at) {
            return quiet.filter(hours -> hours.holds(at)).isPresent();
        }
    }

    /// From one time of day to another, perhaps over midnight, where people sleep.
    public record Quiet(LocalTime from, LocalTime until, ZoneId zone) {
        public static Quiet utc(LocalTime from, LocalTime until) {
            return new Quiet(from, until, ZoneOffset.UTC);
        }

        boolean holds(Instant at) {
            var time = at.atZone(zone).toLocalTime();
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }
    }
}
