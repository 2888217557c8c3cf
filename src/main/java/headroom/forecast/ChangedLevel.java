package headroom.forecast;

import java.util.Optional;

/// An integration that calls far more than it ever does at that time: a runaway, or a new job.
///
/// Found when the last minutes stand clearly above the highest that was usual within an hour of
/// now. Its onset is where the sum of what exceeds part of the excess is largest (a CUSUM read
/// backwards), so single silent minutes of a job that stutters do not end it. Immutable.
///
/// @param sinceMinute the first minute of the new level
/// @param perMinute charges above what is expected, as of now
/// @param ways how it may go on
record ChangedLevel(long sinceMinute, double perMinute, Ways ways) {
    private static final int[] SPANS = {60, 40, 20, 10};
    private static final int BACK_MAX = 720;
    private static final double CLEARLY = 1.25;
    private static final double SIGMAS = 5;
    private static final double LEAST_CALLS = 30;
    private static final double REFERENCE = 0.3;
    private static final double GIVEN_UP = 12;

    static Optional<ChangedLevel> find(Arrivals arrivals, WeekShape shape, long nowMinute) {
        for (var span : SPANS) {
            var seen = withoutItsBusiest(arrivals.minutes(), nowMinute, span);
            var usual = 0.0;
            var high = 0.0;
            for (var minute = nowMinute - span + 1; minute <= nowMinute; minute++) {
                var hour = Math.floorDiv(minute, 60);
                usual += shape.perMinute(minute);
                high += shape.high(hour) * shape.within(minute) / 60;
            }
            if (seen > CLEARLY * high + SIGMAS * Math.sqrt(high) + LEAST_CALLS) {
                var above = new Above(arrivals, shape);
                return Optional.of(since(above, nowMinute, (seen - usual) / span));
            }
        }
        return Optional.empty();
    }

    /// One wild minute is no level: it counts as much as the mean of the others.
    private static double withoutItsBusiest(Series minutes, long nowMinute, int span) {
        var sum = 0L;
        var busiest = 0L;
        for (var minute = nowMinute - span + 1; minute <= nowMinute; minute++) {
            sum += minutes.at(minute);
            busiest = Math.max(busiest, minutes.at(minute));
        }
        return (sum - busiest) * (double) span / (span - 1);
    }

    /// How long it has lasted, in minutes.
    long age(long nowMinute) {
        return nowMinute + 1 - sinceMinute;
    }

    private static ChangedLevel since(Above above, long nowMinute, double excess) {
        var best = 0.0;
        var onset = nowMinute;
        var sum = 0.0;
        for (var minute = nowMinute; minute > nowMinute - BACK_MAX; minute--) {
            sum += above.at(minute) - REFERENCE * excess;
            if (sum > best) {
                best = sum;
                onset = minute;
            } else if (best - sum > GIVEN_UP * excess) {
                break;
            }
        }
        var ways = Ways.of(above.arrivals(), above.shape(), onset, nowMinute);
        return new ChangedLevel(
                onset, ways.perMinute(above.shape(), Math.floorDiv(nowMinute, 60)), ways);
    }

    /// Minutes against what is expected of them.
    private record Above(Arrivals arrivals, WeekShape shape) {
        double at(long minute) {
            return arrivals.minutes().at(minute) - shape.perMinute(minute);
        }
    }
}
