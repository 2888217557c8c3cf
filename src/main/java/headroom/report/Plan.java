package headroom.report;

import headroom.salesforce.Allocation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What an org may spend, what it would have needed, and what would have been enough. Immutable.
///
/// @param terms the sum as declared; absent where no edition is known
/// @param declared calls per 24 h by the operator's own word, over the terms
/// @param reported what the org itself said last
/// @param now the allocation taken for the days: reported, else declared, else the terms' sum
/// @param whatIf the same with what is asked about; equal to `now` if nothing is
/// @param added the terms of the difference
/// @param arrivals integrations asked about
/// @param days the last 30 UTC days, oldest first, and today so far
/// @param remedy what would have prevented the worst day under `whatIf`; absent if none ran out
public record Plan(
        String org,
        Optional<Allocation> terms,
        Optional<Long> declared,
        Optional<Reported> reported,
        Optional<Long> now,
        Optional<Long> whatIf,
        List<Allocation.Term> added,
        List<NewIntegration> arrivals,
        List<Day> days,
        Optional<Remedy> remedy) {
    public Plan {
        added = List.copyOf(added);
        arrivals = List.copyOf(arrivals);
        days = List.copyOf(days);
    }

    /// The allocation as the org stated it.
    ///
    /// @param difference to what is declared or summed: positive where the org has more
    public record Reported(long calls, String source, Instant at, Optional<Long> difference) {}

    /// A UTC day and the highest rolling 24 hours that ended in it.
    ///
    /// @param isOver false for today, whose peak is that of the day so far
    /// @param known whether the window of the whole day was known
    /// @param peak as it was
    /// @param whatIfPeak with the integrations asked about
    /// @param ranOut false where nothing at all is known of the day
    /// @param wouldRunOut likewise
    public record Day(
            LocalDate day,
            boolean isOver,
            boolean known,
            long peak,
            long whatIfPeak,
            boolean ranOut,
            boolean wouldRunOut) {}

    /// What would have been enough.
    ///
    /// @param shortOf calls that the worst day was short of
    /// @param licences Salesforce licences that would have brought as many; absent where licences
    ///   bring nothing
    /// @param perLicence calls that one of them brings
    /// @param packs packs of `packCalls` that would have
    public record Remedy(
            long shortOf, Optional<Long> licences, long perLicence, long packs, long packCalls) {}
}
