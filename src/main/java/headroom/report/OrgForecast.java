package headroom.report;

import headroom.forecast.Forecast;
import headroom.report.OrgOverview.AllocationFigure;

import java.time.Instant;
import java.util.Optional;

/// One org's forecast, and what it takes for given. Immutable.
///
/// @param forecast absent while nobody has said what the allocation is
public record OrgForecast(
        String name,
        Instant asOf,
        Overview.State state,
        boolean simulated,
        AllocationFigure allocation,
        Optional<Forecast> forecast) {}
