package headroom.console;

import headroom.forecast.Forecast;
import headroom.report.OrgForecast;
import headroom.report.OrgLimits;
import headroom.report.Overview;
import headroom.watch.AlertBoard.Pinned;
import headroom.watch.AlertState;
import headroom.watch.AlertState.Standing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything the pages show, as of one second. Immutable.
record Picture(
        Overview overview, List<OrgForecast> forecasts, List<OrgLimits> limits, Pinned alerts) {
    Picture {
        forecasts = List.copyOf(forecasts);
        limits = List.copyOf(limits);
    }

    Optional<OrgForecast> forecast(String org) {
        return forecasts.stream().filter(one -> one.name().equals(org)).findFirst();
    }

    Optional<Forecast> foresight(String org) {
        return forecast(org).flatMap(OrgForecast::forecast);
    }

    List<OrgLimits.Level> levels(String org) {
        return limits.stream()
                .filter(one -> one.org().equals(org))
                .flatMap(one -> one.levels().stream())
                .toList();
    }

    /// What stands in an org, by its rule's key.
    Map<String, Standing> standing(String org) {
        return alerts.standing().getOrDefault(org, AlertState.NONE).standing();
    }
}
