package headroom.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When to ask an org for its limits again: seldom while all is calm, oftener when it gets tight,
/// and hardly ever while passing calls tell the number anyway. Immutable.
///
/// @param calm between two looks as a rule; 15 minutes are 96 a day
/// @param tense between two looks when headroom is short; Salesforce keeps `/limits` no fresher
///   than five minutes
/// @param told between two looks while answers that pass the gateway say the usage: the other
///   limits are seen only by asking
/// @param shortShare the share of the allocation below which headroom is short
public record Pace(Duration calm, Duration tense, Duration told, double shortShare) {
    public static final Pace DEFAULTS =
            new Pace(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofHours(1), 0.3);

    private static final Duration SOON = Duration.ofHours(24);

    /// How an org stands, as far as the ledger knows.
    ///
    /// @param headroomShare of the allocation, 0 to 1; absent while the allocation is unknown
    /// @param runsOutIn when the headroom is forecast to end, if that is forecast
    /// @param toldAt when an answer that passed the gateway last said the usage
    public record Standing(
            Optional<Double> headroomShare,
            Optional<Duration> runsOutIn,
            Optional<Instant> toldAt) {
        public static final Standing UNKNOWN =
                new Standing(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// How long to wait from one look to the next, as the org stands now.
    public Duration next(Standing standing, Instant now) {
        var isTold =
                standing.toldAt()
                        .filter(at -> Duration.between(at, now).compareTo(tense) < 0)
                        .isPresent();
        if (isTold) {
            return told;
        }
        return isTense(standing) ? tense : calm;
    }

    private boolean isTense(Standing standing) {
        return standing.headroomShare().filter(share -> share < shortShare).isPresent()
                || standing.runsOutIn().filter(in -> in.compareTo(SOON) < 0).isPresent();
    }
}
