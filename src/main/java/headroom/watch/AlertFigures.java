package headroom.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an org stands at a moment: all that alert rules look at. Immutable.
///
/// @param used calls of the last 24 hours
/// @param allocation per 24 hours; absent while nobody has said
/// @param foresight absent while there is no forecast
/// @param lastHour charges of the last 60 minutes
/// @param spenders all integrations of the last 24 hours, the heaviest of the last hour first
/// @param unattributedShare of the usage that nobody explains, 0 to 1
/// @param limits every other limit of the org that is known
public record AlertFigures(
        String org,
        Instant at,
        long used,
        Optional<Long> allocation,
        Optional<Foresight> foresight,
        long lastHour,
        List<Spender> spenders,
        double unattributedShare,
        List<Level> limits) {
    public AlertFigures {
        spenders = List.copyOf(spenders);
        limits = List.copyOf(limits);
    }

    /// What is forecast of the next 24 hours.
    ///
    /// @param chance that the headroom ends, 0 to 1
    /// @param early one future in ten ends it before; absent if fewer than one in ten do at all
    /// @param likely the middle of the futures that end it; absent if that is not forecast
    /// @param late nine futures in ten end it before
    /// @param lowShare the least headroom in nine futures of ten, as a share of the allocation
    /// @param driver an integration that has left its usual week and is expected to spend most
    public record Foresight(
            double chance,
            Optional<Instant> early,
            Optional<Instant> likely,
            Optional<Instant> late,
            double lowShare,
            Optional<Driver> driver) {}

    /// Who drives a forecast, and since when it stands above everything usual.
    public record Driver(String name, Instant since) {}

    /// An integration in the last hour.
    ///
    /// @param norm its charges of this hour of the day, on an average; absent while no day before
    ///   is known
    /// @param owner whom to write to about it
    public record Spender(
            String name, long lastHour, Optional<Double> norm, Optional<String> owner) {}

    /// A limit other than that of daily calls.
    public record Level(String key, long used, long max) {
        double share() {
            return max <= 0 ? 0 : (double) used / max;
        }
    }

    /// Of the allocation; 0 while that is unknown.
    double usedShare() {
        return allocation.filter(all -> all > 0).map(all -> (double) used / all).orElse(0.0);
    }

    /// Whether nothing is left.
    boolean isSpent() {
        return allocation.filter(all -> all > 0 && used >= all).isPresent();
    }

    /// Who spent most in the last hour; absent if nobody spent anything.
    public Optional<Spender> heaviest() {
        return spenders.stream().findFirst().filter(each -> each.lastHour() > 0);
    }

    Optional<Level> level(String key) {
        return limits.stream().filter(level -> level.key().equals(key)).findFirst();
    }
}
