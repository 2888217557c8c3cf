package headroom.emulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/// When the org refuses, and what it says of its count. Immutable; each `with` gives a changed
/// copy.
///
/// What Salesforce's texts leave open is a switch here, with what is known of it beside it.
public final class LimitOptions implements Cloneable {
    /// What two client projects and a vendor's documentation report of the long-running limit.
    public static final String LONG_RUNNING_TEXT = "ConcurrentPerOrgLongTxn Limit exceeded.";

    /// A second wording that has been seen for it.
    public static final String CONCURRENT_TEXT = "ConcurrentRequests Limit exceeded.";

    /// The longest that `/limits` may lag behind, by its own documentation.
    public static final Duration LAG_MAX = Duration.ofMinutes(5);

    private long grace;
    private boolean bursts;
    private Duration lag = Duration.ZERO;
    private boolean appsListed;
    private Map<String, Long> appQuotas = Map.of();
    private String appQuotaText = "TotalRequests Limit exceeded.";
    private boolean apiEnabled = true;
    private int longRunningMax = -1;
    private Duration longRunningFrom = Duration.ofSeconds(20);
    private String longRunningText = LONG_RUNNING_TEXT;
    private Duration callTimeout = Duration.ofMinutes(10);
    private Duration queryTimeout = Duration.ofMinutes(2);
    private long debuggingCalls = 1_000;
    private long monthlyCalls = -1;
    private @Nullable Instant contractStart;

    private LimitOptions() {}

    public static LimitOptions defaults() {
        return new LimitOptions();
    }

    private LimitOptions changed(Consumer<LimitOptions> change) {
        try {
            var copy = (LimitOptions) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " cannot be negative: " + value);
        }
        return value;
    }

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " is longer than nothing: " + value);
        }
        return value;
    }

    /// How far a paid org may run past its allocation. The metering page says "by a certain amount,
    /// if possible" and gives no number; developer, sandbox, scratch and trial orgs have none.
    public LimitOptions withGrace(long calls) {
        var checked = notNegative("a grace", calls);
        return changed(it -> it.grace = checked);
    }

    /// Whether the limit header adds `api-bursts=over/month` while usage is above the allocation.
    ///
    /// Shown in the REST guide's example (`api-usage=10018/100000; api-bursts=1/750`) and no longer
    /// explained there. Off, because one well-known client reads only the bare form.
    public LimitOptions withBursts(boolean shown) {
        return changed(it -> it.bursts = shown);
    }

    /// How old the figures of `/limits` may be; the header is always exact here. The documentation
    /// says "accurate within five minutes".
    public LimitOptions withLag(Duration value) {
        if (value.isNegative() || value.compareTo(LAG_MAX) > 0) {
            throw new IllegalArgumentException("a lag is between 0 and 5 minutes: " + value);
        }
        return changed(it -> it.lag = value);
    }

    /// Whether `/limits` nests an entry per connected app under the daily figures, as older
    /// responses did (seen in a capture of a developer org).
    public LimitOptions withAppsListed(boolean value) {
        return changed(it -> it.appsListed = value);
    }

    /// Calls per 24 h and connected app, beside the org's own allocation: the quota pilot of
    /// versions 30 to 36, which adds `per-app-api-usage=U/L(appName=N)` to the limit header.
    public LimitOptions withAppQuotas(Map<String, Long> callsByApp) {
        callsByApp.forEach((app, calls) -> notNegative("the quota of " + app, calls));
        var copy = Map.copyOf(callsByApp);
        return changed(it -> it.appQuotas = copy);
    }

    /// What an app past its quota is told. No capture of it is known, so it is the org's own text.
    public LimitOptions withAppQuotaText(String value) {
        return changed(it -> it.appQuotaText = value);
    }

    /// Whether the API is there at all. Professional and smaller editions have it as an add-on, and
    /// answer API_DISABLED_FOR_ORG without; the code is documented, the texts are recalled.
    public LimitOptions withApiEnabled(boolean value) {
        return changed(it -> it.apiEnabled = value);
    }

    /// How many long-running calls may be at work at once; negative for what the edition has
    /// (production and sandbox 25, developer and trial 5, by the limits page).
    public LimitOptions withLongRunningMax(int calls) {
        return changed(it -> it.longRunningMax = calls);
    }

    /// From when on a call is long-running: 20 s by the limits page.
    public LimitOptions withLongRunningFrom(Duration value) {
        var checked = positive("a long-running call's time", value);
        return changed(it -> it.longRunningFrom = checked);
    }

    /// What a call refused for the long-running ones is told: the text is all that tells this
    /// refusal from an exhausted allocation. See [#LONG_RUNNING_TEXT] and [#CONCURRENT_TEXT].
    public LimitOptions withLongRunningText(String value) {
        return changed(it -> it.longRunningText = value);
    }

    /// After which time a call, and a query, is ended: 10 and 2 minutes by the limits page.
    public LimitOptions withTimeouts(Duration call, Duration query) {
        var checkedCall = positive("a timeout", call);
        var checkedQuery = positive("a query's timeout", query);
        return changed(it -> {
            it.callTimeout = checkedCall;
            it.queryTimeout = checkedQuery;
        });
    }

    /// How many SOAP calls with a DebuggingHeader are taken in 24 h; they pass even where the
    /// allocation is spent (1,000 by the metering page).
    public LimitOptions withDebuggingCalls(long calls) {
        var checked = notNegative("debugging calls", calls);
        return changed(it -> it.debuggingCalls = checked);
    }

    /// The entitlement of 30 days in `TenantUsageEntitlement`, negative for 30 allocations; and
    /// where its periods start, null for midnight of the org's first day. Calls past the daily
    /// allocation count in it too.
    public LimitOptions withMonth(long calls, @Nullable Instant start) {
        return changed(it -> {
            it.monthlyCalls = calls;
            it.contractStart = start;
        });
    }

    public long grace() {
        return grace;
    }

    public boolean bursts() {
        return bursts;
    }

    public Duration lag() {
        return lag;
    }

    public boolean appsListed() {
        return appsListed;
    }

    public Map<String, Long> appQuotas() {
        return appQuotas;
    }

    public String appQuotaText() {
        return appQuotaText;
    }

    public boolean apiEnabled() {
        return apiEnabled;
    }

    public int longRunningMax() {
        return longRunningMax;
    }

    public Duration longRunningFrom() {
        return longRunningFrom;
    }

    public String longRunningText() {
        return longRunningText;
    }

    public Duration callTimeout() {
        return callTimeout;
    }

    public Duration queryTimeout() {
        return queryTimeout;
    }

    public long debuggingCalls() {
        return debuggingCalls;
    }

    public long monthlyCalls() {
        return monthlyCalls;
    }

    public @Nullable Instant contractStart() {
        return contractStart;
    }
}
