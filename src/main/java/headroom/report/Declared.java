package headroom.report;

import java.util.List;
import java.util.Map;

/// What the operator has declared and a report should know. Immutable.
///
/// @param allocations by org name, where declared, with the one who says so
/// @param integrations shown even before their first call, where there is one org only
public record Declared(
        Map<String, OrgOverview.AllocationFigure> allocations, List<String> integrations) {
    public static final Declared NOTHING = new Declared(Map.of(), List.of());

    public Declared {
        allocations = Map.copyOf(allocations);
        integrations = List.copyOf(integrations);
    }
}
