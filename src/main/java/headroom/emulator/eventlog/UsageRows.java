package headroom.emulator.eventlog;

import headroom.emulator.Gauge;
import headroom.emulator.call.Call;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// The rows that tell of usage: `ApiTotalUsageEventLog` with the newest calls, and the 30 days of
/// `TenantUsageEntitlement`. They are made when a call names their object. One owner.
public final class UsageRows {
    private static final String CALLS = "ApiTotalUsageEventLog";
    private static final String ENTITLEMENT = "TenantUsageEntitlement";
    private static final int BODY_MAX = 100_000;

    private final Store store;
    private final Gauge gauge;
    private final int kept;
    private final ArrayDeque<BookedCall> waiting = new ArrayDeque<>();
    private final ArrayDeque<Row> shown = new ArrayDeque<>();
    private @Nullable Row month;

    public UsageRows(Store store, Gauge gauge, int kept) {
        this.store = store;
        this.gauge = gauge;
        this.kept = kept;
    }

    void note(BookedCall call) {
        if (kept > 0) {
            if (waiting.size() >= kept) {
                waiting.removeFirst();
            }
            waiting.add(call);
        }
    }

    void step(Call call) {
        if (names(call, CALLS)) {
            showCalls();
        }
        if (names(call, ENTITLEMENT)) {
            showMonth(call.at());
        }
    }

    private static boolean names(Call call, String object) {
        return call.target().raw().contains(object)
                || (call.body().length > 0
                        && call.body().length <= BODY_MAX
                        && new String(call.body(), StandardCharsets.ISO_8859_1).contains(object));
    }

    private void showCalls() {
        while (!waiting.isEmpty()) {
            shown.add(row(waiting.removeFirst()));
        }
        while (shown.size() > kept) {
            store.discard(shown.removeFirst());
        }
    }

    private Row row(BookedCall call) {
        var values = new HashMap<String, Object>();
        values.put("ApiFamily", call.name().family());
        values.put("ApiVersion", call.name().version());
        values.put("ApiResource", call.name().resource());
        values.put("ClientIp", call.clientIp());
        values.put("ClientName", call.caller().client());
        values.put("ConnectedAppIdentifier", call.caller().appId());
        values.put("HttpMethod", call.name().family().equals("SOAP") ? "" : call.name().method());
        values.put("IsApiLimitCounted", call.charge() > 0);
        values.put("ObjectName", call.name().object());
        values.put("RequestIdentifier", call.requestId());
        values.put("StatusCode", Integer.toString(call.status()));
        values.put("Timestamp", call.at());
        values.put("UserIdentifier", call.caller().userId());
        values.put("CreatedDate", call.at());
        values.put("LastModifiedDate", call.at());
        values.put("SystemModstamp", call.at());
        values.values().removeIf(""::equals);
        return store.put(store.schema().get(CALLS), "", values);
    }

    private void showMonth(Instant now) {
        if (month != null) {
            store.discard(month);
        }
        var counted = gauge.month(now);
        month =
                store.put(
                        store.schema().get(ENTITLEMENT),
                        "",
                        Map.ofEntries(
                                Map.entry("Setting", "force.com/orgValue.ApiRequestsPerMonth"),
                                Map.entry("MasterLabel", "API Request Limit per Month"),
                                Map.entry("ResourceGroupKey", "ApiRequestsPerMonth"),
                                Map.entry("StartDate", day(counted.start())),
                                Map.entry("EndDate", day(counted.end())),
                                Map.entry("UsageDate", now),
                                Map.entry("AmountUsed", (double) counted.used()),
                                Map.entry("CurrentAmountAllowed", (double) counted.max()),
                                Map.entry("Frequency", "Monthly"),
                                Map.entry("HasRollover", false),
                                Map.entry("IsPersistentResource", false),
                                Map.entry("CreatedDate", counted.start()),
                                Map.entry("LastModifiedDate", now),
                                Map.entry("SystemModstamp", now)));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
