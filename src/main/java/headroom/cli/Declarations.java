package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.report.Declared;
import headroom.report.OrgOverview.AllocationFigure;
import headroom.report.OrgOverview.Said;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells reports what the configuration says.
final class Declarations {
    private Declarations() {}

    static Declared of(Configuration configuration) {
        var allocations = new HashMap<String, AllocationFigure>();
        for (var org : configuration.orgs()) {
            org.computedAllocation()
                    .ifPresent(sum -> allocations.put(name(org), said(sum.calls(), Said.EDITION)));
            org.declaredAllocation()
                    .ifPresent(calls -> allocations.put(name(org), said(calls, Said.OPERATOR)));
        }
        return new Declared(
                allocations,
                configuration.integrations().stream().map(each -> each.marks().name()).toList());
    }

    /// In which zone the working day of each declared integration lies, where it is said.
    static Map<String, ZoneId> zones(Configuration configuration) {
        var zones = new HashMap<String, ZoneId>();
        configuration
                .integrations()
                .forEach(each -> each.zone().ifPresent(it -> zones.put(each.marks().name(), it)));
        return zones;
    }

    private static String name(Configuration.Org org) {
        return org.route().name();
    }

    private static AllocationFigure said(long calls, Said by) {
        return new AllocationFigure(Optional.of(calls), by, Optional.empty());
    }
}
