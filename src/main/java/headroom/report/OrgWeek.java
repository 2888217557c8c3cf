package headroom.report;

import headroom.forecast.Forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// An org's last seven whole UTC days. Immutable.
///
/// @param first the first of the seven days
/// @param callers the heaviest first
/// @param peak the highest usage of 24 hours; absent if nothing is known of it
/// @param spentDays on which the org said that nothing was left, or refused calls for it
/// @param refused calls that were refused for a limit
/// @param unattributed of the usage that nobody explains, on an average of the days; absent if the
///   org never said its usage
/// @param gaps of the ledger in that time
/// @param habits the dearest of all integrations, the dearest first
/// @param forecast of now
public record OrgWeek(
        String org,
        LocalDate first,
        List<CallerWeek> callers,
        Optional<Peak> peak,
        List<LocalDate> spentDays,
        long refused,
        Optional<Double> unattributed,
        Gaps gaps,
        List<Habit> habits,
        Optional<Forecast> forecast) {
    public static final int DAYS = 7;

    public OrgWeek {
        callers = List.copyOf(callers);
        spentDays = List.copyOf(spentDays);
        habits = List.copyOf(habits);
    }

    /// A usage of 24 hours.
    ///
    /// @param max the allocation then; absent if it was not known
    public record Peak(long used, Optional<Long> max, Instant at) {}

    /// Calls that passed while the books could not take them.
    public record Gaps(long count, long calls) {}

    public LocalDate last() {
        return first.plusDays(DAYS - 1);
    }

    public long charges() {
        return callers.stream().mapToLong(CallerWeek::charges).sum();
    }

    public long before() {
        return callers.stream().mapToLong(CallerWeek::before).sum();
    }

    /// Of all integrations, by day.
    public List<Long> days() {
        var days = new Long[DAYS];
        for (var day = 0; day < DAYS; day++) {
            var sum = 0L;
            for (var caller : callers) {
                sum += caller.days().get(day);
            }
            days[day] = sum;
        }
        return List.of(days);
    }

    public Optional<CallerWeek> find(String integration) {
        return callers.stream().filter(one -> one.name().equals(integration)).findFirst();
    }
}
