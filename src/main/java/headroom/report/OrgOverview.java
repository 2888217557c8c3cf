package headroom.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One org: what it may spend, what it has spent, who spent it. Immutable.
///
/// Window figures are charges of the rolling 24 hours; day figures are of the UTC calendar day and
/// are never added to them.
///
/// @param asOf the moment, on the org's clock
/// @param ratePerHour charges of the last hour
/// @param runsOutIn when the headroom ends at that rate; absent while nothing is spent or known
/// @param unattributed charges the org counts and the ledger cannot explain; negative when the
///   ledger counts more; absent without a sighting
/// @param dayCharges charges of the current UTC day that the ledger knows
public record OrgOverview(
        String name,
        Instant asOf,
        AllocationFigure allocation,
        UsageParts usage,
        Optional<Long> headroom,
        long ratePerHour,
        Optional<Duration> runsOutIn,
        Optional<Long> unattributed,
        long dayCharges,
        Curve curve,
        List<IntegrationFigures> integrations) {

    public OrgOverview {
        integrations = List.copyOf(integrations);
    }

    /// What Headroom itself spends, booked to an integration of that name.
    public Optional<IntegrationFigures> own() {
        return integrations.stream().filter(one -> one.name().equals("headroom")).findFirst();
    }

    /// The allocation and who says so.
    ///
    /// @param calls per rolling 24 hours; absent while nobody has said
    /// @param asOf when the org said it, if it was the org
    public record AllocationFigure(Optional<Long> calls, Said by, Optional<Instant> asOf) {
        public static final AllocationFigure UNKNOWN =
                new AllocationFigure(Optional.empty(), Said.NOBODY, Optional.empty());
    }

    /// Who says what the allocation is.
    public enum Said {
        /// The org, in a header or its limits resource.
        ORG,
        /// The operator, as a number in the configuration.
        OPERATOR,
        /// Salesforce's table, from the edition and licences in the configuration.
        EDITION,
        NOBODY
    }

    /// Usage and what it is made of: `used` = sighted + metered since − aged out since, or the
    /// ledger alone where there is no sighting.
    ///
    /// @param ledgerWindow charges of the window that the ledger knows, metered and imported
    /// @param inFlight expected charges of calls begun and not settled
    public record UsageParts(
            long used,
            Optional<Sighted> sighted,
            long meteredSince,
            long agedOutSince,
            long inFlight,
            long ledgerWindow) {}

    /// What the org said last: `used` of `max`, through which door, when.
    public record Sighted(long used, long max, String source, Instant at) {}

    /// The last 24 hours, minute by minute.
    ///
    /// @param from the start of the first minute
    /// @param rolling charges of the 24 hours that end with each minute, as the ledger knows them
    /// @param charges charges of each minute
    /// @param said what the org itself said of its usage, at most once in ten minutes
    public record Curve(
            Instant from, List<Long> rolling, List<Long> charges, List<UsageSaid> said) {
        public static final Curve EMPTY = new Curve(Instant.EPOCH, List.of(), List.of());

        public Curve {
            rolling = List.copyOf(rolling);
            charges = List.copyOf(charges);
            said = List.copyOf(said);
        }

        public Curve(Instant from, List<Long> rolling, List<Long> charges) {
            this(from, rolling, charges, List.of());
        }
    }

    /// The org's own word of its usage.
    public record UsageSaid(Instant at, long used) {}
}
