package headroom.console;

import headroom.report.OrgForecast;
import headroom.report.OrgLimits;
import headroom.watch.AlertBoard;

import java.util.List;
import java.util.function.Supplier;

/// Where the console learns what stands beside the overview. None may wait for anything; all are
/// asked once a second by one thread. Immutable.
///
/// @param forecasts of every org, as made last
/// @param limits of every org, as said last
/// @param alerts as pinned last
public record Sources(
        Supplier<List<OrgForecast>> forecasts,
        Supplier<List<OrgLimits>> limits,
        Supplier<AlertBoard.Pinned> alerts) {
    public static final Sources NONE =
            new Sources(List::of, List::of, () -> AlertBoard.Pinned.NOTHING);
}
