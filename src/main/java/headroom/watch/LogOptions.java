package headroom.watch;

import java.util.List;

/// What of an org's event logs is fetched, and what that may cost. Immutable.
///
/// ApiTotalUsage tells of every call that counts and is free for every org with an API. The other
/// types need Event Monitoring and add detail, not calls; an org that does not show them costs
/// nothing more.
///
/// @param types of logs, as the org writes them
/// @param hourly whether hourly files are fetched where no daily one is there yet
/// @param object whether `ApiTotalUsageEventLog` is asked by SOQL where the user may see it
/// @param callsMax calls of the org a UTC day
public record LogOptions(List<String> types, boolean hourly, boolean object, long callsMax) {
    public static final String USAGE = "ApiTotalUsage";

    public static final LogOptions DEFAULTS = new LogOptions(List.of(USAGE), true, true, 240);

    public LogOptions {
        types = List.copyOf(types);
    }
}
