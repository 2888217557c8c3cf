package headroom.cli;

import headroom.emulator.LimitOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The emulator's flags for when it refuses and what it says of its count.
///
/// Where Salesforce's texts leave something open, the flag's line says what is known.
final class LimitFlags {
    @Option(
            names = "--limits-lag",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description =
                    "How old the figures of /limits may be, up to PT5M as documented (default:"
                            + " exact).")
    private Duration lag = Duration.ZERO;

    @Option(
            names = "--api-bursts",
            description =
                    "Add api-bursts to the limit header above the allocation, as an example in the"
                            + " REST guide shows.")
    private boolean bursts;

    @Option(
            names = "--app-quota",
            paramLabel = "APP=CALLS",
            description =
                    "A connected app's calls per 24 h, as in the quota pilot of versions 30 to 36;"
                            + " again for more.")
    private Map<String, Long> appQuotas = Map.of();

    @Option(
            names = "--apps-in-limits",
            description = "Nest an entry per connected app in /limits, as older responses did.")
    private boolean appsListed;

    @Option(
            names = "--api-disabled",
            description =
                    "An org without the API, such as Professional without the add-on: every call"
                            + " answers API_DISABLED_FOR_ORG.")
    private boolean apiDisabled;

    @Option(
            names = "--long-running-max",
            paramLabel = "CALLS",
            defaultValue = "-1",
            description =
                    "Long-running calls at once (default: 25; developer, scratch and trial orgs"
                            + " 5).")
    private int longRunningMax = -1;

    @Option(
            names = "--long-running-from",
            paramLabel = "DURATION",
            defaultValue = "PT20S",
            description = "From when on a call is long-running (default: ${DEFAULT-VALUE}).")
    private Duration longRunningFrom = Duration.ofSeconds(20);

    @Option(
            names = "--call-timeout",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "When a call is ended (default: ${DEFAULT-VALUE}).")
    private Duration callTimeout = Duration.ofMinutes(10);

    @Option(
            names = "--query-timeout",
            paramLabel = "DURATION",
            defaultValue = "PT2M",
            description = "When a query is ended (default: ${DEFAULT-VALUE}).")
    private Duration queryTimeout = Duration.ofMinutes(2);

    @Option(
            names = "--monthly-calls",
            paramLabel = "CALLS",
            defaultValue = "-1",
            description =
                    "The entitlement of 30 days in TenantUsageEntitlement (default: 30"
                            + " allocations).")
    private long monthlyCalls = -1;

    @Option(
            names = "--contract-start",
            paramLabel = "INSTANT",
            description = "Where its periods of 30 days start (default: the org's first midnight).")
    private @Nullable Instant contractStart;

    LimitOptions options(long grace) {
        try {
            return LimitOptions.defaults()
                    .withGrace(grace)
                    .withLag(lag)
                    .withBursts(bursts)
                    .withAppQuotas(appQuotas)
                    .withAppsListed(appsListed)
                    .withApiEnabled(!apiDisabled)
                    .withLongRunningMax(longRunningMax)
                    .withLongRunningFrom(longRunningFrom)
                    .withTimeouts(callTimeout, queryTimeout)
                    .withMonth(monthlyCalls, contractStart);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCodes.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
