package headroom.forecast;

import headroom.forecast.Forecast.Band;
import headroom.forecast.Forecast.Basis;
import headroom.forecast.Forecast.Driver;
import headroom.forecast.Forecast.Low;
import headroom.forecast.Forecast.Moment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes a forecast of what is known.
///
/// Idea: of the next 24 hours' usage the part that ages out is known already, minute by minute; so
/// only arrivals are guessed. For them a few hundred possible futures are drawn: each takes the
/// usual week of every integration, adds what one of the past days really did beside it, and lets
/// every changed level go on, follow the integration's day, or end. Each future is followed minute
/// by minute; quantiles over the futures are the answer. The seed is the minute, so the same past
/// gives the same forecast.
public final class Forecaster {
    private static final int DAY_FUTURES = 300;
    private static final int WEEK_FUTURES = 150;
    private static final int DAY_STEP = 1;
    private static final int WEEK_STEP = 15;
    private static final int SHOWN_STEP = 15;

    /// From this chance on a time is given. One half would err no less over all worlds, and more
    /// where the allocation does run out (docs/forecast.md).
    private static final double LIKELY = 0.3;

    private Forecaster() {}

    public static Forecast of(Past past) {
        return of(past, 7 * Past.WINDOW);
    }

    /// Without the week: `week`, `lowOfWeek` and `recovery` reach as far as the day.
    public static Forecast ofDay(Past past) {
        return of(past, Past.WINDOW);
    }

    private static Forecast of(Past past, int longMinutes) {
        var outlooks =
                past.integrations().stream()
                        .map(each -> Outlook.of(each, past.nowMinute()))
                        .toList();
        var expectation = Expectation.of(past, outlooks);
        var day = new Futures(expectation, DAY_STEP, Past.WINDOW / DAY_STEP, DAY_FUTURES);
        var week =
                longMinutes == Past.WINDOW
                        ? day
                        : new Futures(
                                expectation, WEEK_STEP, longMinutes / WEEK_STEP, WEEK_FUTURES);
        var weekStep = week == day ? DAY_STEP : WEEK_STEP;
        var lowOfDay = low(past, day, DAY_STEP).orIfDeeper(low(past));
        return new Forecast(
                instant(past.nowMinute()),
                past.allocation(),
                past.used(),
                moment(day.exhaustions(), past.nowMinute()),
                moment(week.recoveries(), past.nowMinute()),
                lowOfDay,
                low(past, week, weekStep).orIfDeeper(lowOfDay),
                bands(past, day, DAY_STEP, SHOWN_STEP),
                bands(past, week, weekStep, 60),
                drivers(past, outlooks),
                new Basis(past.metered(), past.unexplained(), past.sighted(), past.daysKnown()));
    }

    private static Instant instant(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }

    private static Moment moment(double[] minutes, long nowMinute) {
        Arrays.sort(minutes);
        if (minutes.length == 0) {
            return new Moment(0, Optional.empty(), Optional.empty(), Optional.empty());
        }
        var happens = Arrays.stream(minutes).filter(Double::isFinite).count();
        return new Moment(
                (double) happens / minutes.length,
                quantile(minutes, 0.1, nowMinute),
                happens < LIKELY * minutes.length
                        ? Optional.empty()
                        : Optional.of(instant(nowMinute + (long) minutes[(int) happens / 2])),
                quantile(minutes, 0.9, nowMinute));
    }

    private static Optional<Instant> quantile(double[] sorted, double share, long nowMinute) {
        var at = sorted[(int) Math.min(sorted.length - 1, (long) (share * sorted.length))];
        return Double.isFinite(at) ? Optional.of(instant(nowMinute + (long) at)) : Optional.empty();
    }

    /// The headroom now: no time from now on has a higher low.
    private static Low low(Past past) {
        var now = past.allocation() - past.used();
        return new Low(instant(past.nowMinute()), now, now, now);
    }

    private static Low low(Past past, Futures futures, int step) {
        var deepest = futures.peaks();
        Arrays.sort(deepest);
        var at = 0;
        var highest = Long.MIN_VALUE;
        var every = SHOWN_STEP / step;
        for (var i = every - 1; i < futures.steps(); i += every) {
            var mid = futures.quantile(i, 0.5);
            if (mid > highest) {
                highest = mid;
                at = i;
            }
        }
        var count = deepest.length;
        return new Low(
                instant(past.nowMinute() + (long) (at + 1) * step),
                past.allocation() - deepest[(int) (0.9 * count)],
                past.allocation() - deepest[count / 2],
                past.allocation() - deepest[(int) (0.1 * count)]);
    }

    private static List<Band> bands(Past past, Futures futures, int step, int shownStep) {
        var bands = new ArrayList<Band>();
        var every = shownStep / step;
        for (var i = every - 1; i < futures.steps(); i += every) {
            bands.add(
                    new Band(
                            instant(past.nowMinute() + (long) (i + 1) * step),
                            futures.quantile(i, 0.1),
                            futures.quantile(i, 0.5),
                            futures.quantile(i, 0.9)));
        }
        return bands;
    }

    private static List<Driver> drivers(Past past, List<Outlook> outlooks) {
        return outlooks.stream()
                .map(each -> driver(each, past.nowMinute()))
                .sorted(Comparator.comparingLong(Driver::next24h).reversed())
                .toList();
    }

    private static Driver driver(Outlook each, long now) {
        var nowHour = Math.floorDiv(now + 1, 60);
        var usual = 0.0;
        for (var minute = now - 59; minute <= now; minute++) {
            usual += each.shape().perMinute(minute);
        }
        var next = 0.0;
        for (var hour = nowHour; hour < nowHour + 24; hour++) {
            next += each.expected(hour, nowHour);
        }
        next += each.change().map(it -> 1440 * it.perMinute()).orElse(0.0);
        return new Driver(
                each.arrivals().name(),
                each.arrivals().minutes().sum(now - 59, now + 1),
                Math.round(usual),
                Math.round(Math.max(0, next)),
                each.change().map(it -> instant(it.sinceMinute())));
    }
}
