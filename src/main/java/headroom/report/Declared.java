package headroom.report;

import headroom.meter.UsageFigure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// An org's allocation: as the org said it last, else as declared.
    OrgOverview.AllocationFigure allocation(String org, UsageFigure usage) {
        return usage.sighting()
                .map(said ->
                        new OrgOverview.AllocationFigure(
                                Optional.of(said.max()),
                                OrgOverview.Said.ORG,
                                Optional.of(Instant.ofEpochMilli(said.atMillis()))))
                .orElseGet(
                        () -> allocations.getOrDefault(org, OrgOverview.AllocationFigure.UNKNOWN));
    }
}
