package headroom.report;

import headroom.ledger.LedgerReader;
import headroom.salesforce.CallKind;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What Headroom itself spent of an org through its gateway in the last 24 clock hours, this one
/// included, by purpose. Immutable.
///
/// Commands that ask the org straight (`org check` and the like) say their price when they end; for
/// the ledger their calls are unattributed.
public record OwnSpending(Map<Purpose, Long> charges) {
    /// The integration to which Headroom's own calls are booked.
    public static final String INTEGRATION = "headroom";

    private static final int HOURS = 24;

    /// What a call of Headroom's own is for.
    public enum Purpose {
        LIMITS,
        LOGS,
        OTHER;

        /// Users are asked for by nothing but the reading of `ApiTotalUsageEventLog`, for names.
        private static final Set<String> LOG_OBJECTS =
                Set.of("EventLogFile", "ApiTotalUsageEventLog", "User");

        static Purpose of(CallKind kind) {
            if (LOG_OBJECTS.contains(kind.object())) {
                return LOGS;
            }
            var isLimits =
                    kind.resource().equals("limits")
                            || kind.object().equals("TenantUsageEntitlement");
            return isLimits ? LIMITS : OTHER;
        }
    }

    public OwnSpending {
        charges = Map.copyOf(charges);
    }

    /// Of every org that the ledger knows, by its name.
    public static Map<String, OwnSpending> all(LedgerReader reader, Instant now) {
        var all = new HashMap<String, OwnSpending>();
        reader.orgs().forEach(org -> all.put(org.name(), of(reader, org.id(), now)));
        return all;
    }

    public static OwnSpending of(LedgerReader reader, int org, Instant now) {
        var charges = new EnumMap<Purpose, Long>(Purpose.class);
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        reader.eachHour(
                org,
                hour.minus(HOURS - 1, ChronoUnit.HOURS),
                hour.plus(1, ChronoUnit.HOURS),
                sum -> {
                    if (sum.integration().equals(INTEGRATION) && sum.charges() > 0) {
                        charges.merge(Purpose.of(sum.kind()), sum.charges(), Long::sum);
                    }
                });
        return new OwnSpending(charges);
    }

    public long of(Purpose purpose) {
        return charges.getOrDefault(purpose, 0L);
    }

    public long total() {
        return charges.values().stream().mapToLong(Long::longValue).sum();
    }

    /// `96 limits, 5 logs, 2 other`; empty if nothing was spent.
    public String purposes() {
        var parts =
                Arrays.stream(Purpose.values())
                        .filter(purpose -> of(purpose) > 0)
                        .map(purpose ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d %s",
                                        of(purpose),
                                        purpose.name().toLowerCase(Locale.ROOT)))
                        .toList();
        return String.join(", ", parts);
    }
}
