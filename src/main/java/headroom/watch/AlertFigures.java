package headroom.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an org stands at a moment: all that alert rules look at. Immutable.
///
/// @param used calls of the last 24 hours
/// @param allocation per 24 hours; absent while nobody has said
/// @param runsOutAt when the headroom ends if calls go on as in the last hour
/// @param lastHour charges of the last 60 minutes
/// @param heaviest who spent most in the last hour; absent if nobody spent anything
/// @param unattributedShare of the usage that nobody explains, 0 to 1
/// @param limits every other limit of the org that is known
public record AlertFigures(
        String org,
        Instant at,
        long used,
        Optional<Long> allocation,
        Optional<Instant> runsOutAt,
        long lastHour,
        Optional<Heaviest> heaviest,
        double unattributedShare,
        List<Level> limits) {
    public AlertFigures {
        limits = List.copyOf(limits);
    }

    /// The integration that spent most in the last hour.
    ///
    /// @param norm its charges of this hour of the day, on an average; absent while no day before
    ///   is known
    /// @param habit what it mostly does, such as `update of Lead`; may be empty
    /// @param lowWithout the least headroom of the next 24 hours, as a share of the allocation, if
    ///   it stopped and the others went on
    /// @param owner whom to write to about it
    public record Heaviest(
            String name,
            long lastHour,
            Optional<Double> norm,
            String habit,
            Optional<Double> lowWithout,
            Optional<String> owner) {}

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
}
