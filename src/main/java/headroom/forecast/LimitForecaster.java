package headroom.forecast;

import headroom.forecast.LimitForecast.Kind;
import headroom.forecast.LimitForecast.State;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forecasts limits of which nothing is known but what the org said of them now and then.
///
/// Idea: every two sightings that lie far enough apart tell a pace. The middle of all paces is the
/// likely one (Theil and Sen's line: single odd sightings do not bend it), the slowest and fastest
/// tenth are the band. It knows no hours of the day and no weekends: for the calls of 24 hours,
/// which the ledger knows one by one, there is [Forecaster].
public final class LimitForecaster {
    private static final int LEAST = 4;
    private static final int SIGHTINGS_MAX = 120;
    private static final double APART = 0.25;
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    private LimitForecaster() {}

    /// What the org said of a limit at a moment.
    public record Seen(Instant at, long max, long remaining) {
        long used() {
            return max - remaining;
        }
    }

    /// When a limit ends, by what was said of it.
    ///
    /// @param series what was said of one limit, the oldest first, at least once
    public static LimitForecast of(String key, List<Seen> series, Instant now) {
        var kind = Kind.of(key);
        var last = series.getLast();
        var until = now.plus(kind.ahead());
        if (kind == Kind.MOMENTARY || last.max() <= 0) {
            return silent(key, now, last, kind, State.NOT_FORECAST);
        }
        if (last.remaining() <= 0) {
            return silent(key, now, last, kind, State.SPENT);
        }
        var paces = paces(series, kind, now);
        if (paces.isEmpty()) {
            return silent(key, now, last, kind, State.UNKNOWN);
        }
        var early = end(last, quantile(paces, HIGH), now, until);
        var likely = end(last, quantile(paces, 0.5), now, until);
        var late = end(last, quantile(paces, LOW), now, until);
        return new LimitForecast(
                key,
                now,
                last.used(),
                last.max(),
                kind,
                likely.isPresent()
                        ? State.RUNS_OUT
                        : early.isPresent() ? State.MAY_RUN_OUT : State.HOLDS,
                quantile(paces, 0.5),
                early,
                likely,
                late,
                until);
    }

    private static LimitForecast silent(
            String key, Instant now, Seen last, Kind kind, State state) {
        return new LimitForecast(
                key,
                now,
                last.used(),
                last.max(),
                kind,
                state,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now.plus(kind.ahead()));
    }

    /// Per hour, sorted; none where the sightings of the time learnt from are too few or too near
    /// each other.
    private static List<Double> paces(List<Seen> series, Kind kind, Instant now) {
        var recent =
                thinned(
                        sinceAnew(series).stream()
                                .filter(it -> !it.at().isBefore(now.minus(kind.learnt())))
                                .toList());
        var apart = Duration.ofSeconds((long) (APART * kind.learnt().toSeconds()));
        var paces = new ArrayList<Double>();
        for (var i = 0; i < recent.size() && recent.size() >= LEAST; i++) {
            for (var j = i + 1; j < recent.size(); j++) {
                var between = Duration.between(recent.get(i).at(), recent.get(j).at());
                if (between.compareTo(apart) >= 0) {
                    var more = recent.get(j).used() - recent.get(i).used();
                    paces.add(more * 3_600_000.0 / between.toMillis());
                }
            }
        }
        return paces.stream().sorted().toList();
    }

    /// Since usage last fell to less than half and stayed there: a period began anew, or somebody
    /// cleaned up.
    private static List<Seen> sinceAnew(List<Seen> series) {
        for (var i = series.size() - 1; i > 0; i--) {
            var next = Math.min(i + 1, series.size() - 1);
            var after = Math.max(series.get(i).used(), series.get(next).used());
            if (2 * after < series.get(i - 1).used()) {
                return series.subList(i, series.size());
            }
        }
        return series;
    }

    /// At most so many, the newest among them.
    private static List<Seen> thinned(List<Seen> all) {
        var every = Math.max(1, Math.ceilDiv(all.size(), SIGHTINGS_MAX));
        var kept = new ArrayList<Seen>();
        for (var i = all.size() - 1; i >= 0; i -= every) {
            kept.add(all.get(i));
        }
        return kept.reversed();
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
    }

    /// Counted from the last sighting; never before now.
    private static Optional<Instant> end(Seen last, double perHour, Instant now, Instant until) {
        var hours = perHour <= 0 ? Double.POSITIVE_INFINITY : last.remaining() / perHour;
        if (hours * 3_600 > Duration.between(last.at(), until).toSeconds()) {
            return Optional.empty();
        }
        var at = last.at().plusMillis((long) (hours * 3_600_000));
        return Optional.of(at.isBefore(now) ? now : at);
    }
}
