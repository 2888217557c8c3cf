package headroom.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A row of `TenantUsageEntitlement`: what the org may use of something in its term, 30 days for
/// API requests, and what it has used. Immutable.
record Entitlement(String label, long used, long allowed) {
    private static final String QUERY =
            "SELECT MasterLabel, AmountUsed, CurrentAmountAllowed FROM TenantUsageEntitlement";

    /// The org's answer; not every org lets one read them.
    static OrgAnswer ask(OrgDoor door) throws IOException, InterruptedException {
        return door.query(QUERY);
    }

    /// The rows that name what is allowed; none in an error.
    static List<Entitlement> all(OrgAnswer answer) {
        var all = new ArrayList<Entitlement>();
        for (var row : answer.body().path("records")) {
            var label = row.path("MasterLabel").asString("");
            var allowed = row.path("CurrentAmountAllowed");
            if (allowed.isNumber() && !label.isEmpty()) {
                all.add(new Entitlement(label, row.path("AmountUsed").asLong(0), allowed.asLong()));
            }
        }
        return all;
    }

    boolean isOfApiRequests() {
        return label.toLowerCase(Locale.ROOT).contains("api request");
    }
}
