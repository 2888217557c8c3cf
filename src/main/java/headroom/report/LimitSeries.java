package headroom.report;

import headroom.forecast.LimitForecast;
import headroom.forecast.LimitForecast.Kind;
import headroom.forecast.LimitForecaster;
import headroom.forecast.LimitForecaster.Seen;
import headroom.ledger.LedgerReader;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Every limit that an org tells of, forecast from what was said of it. One-owner, as the reader.
///
/// @param ledger read, never closed
record LimitSeries(LedgerReader ledger) {

    /// In the order of their names; those not seen lately are left out.
    List<LimitForecast> forecasts(int org, Instant now) {
        var series = new TreeMap<String, List<Seen>>();
        for (var seen : ledger.limits(org, now.minus(Kind.LEVEL.learnt()), now.plusSeconds(1))) {
            series.computeIfAbsent(seen.key(), _ -> new ArrayList<>())
                    .add(new Seen(seen.at(), seen.max(), seen.remaining()));
        }
        return series.entrySet().stream()
                .map(each -> LimitForecaster.of(each.getKey(), each.getValue(), now))
                .toList();
    }
}
