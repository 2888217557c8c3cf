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
/// @param rising by which that grows in a minute; 0 unless it has grown all the time
/// @param likeItsHour how its minutes go with the integration's usual hour, as a correlation; 0
///   where that hour is flat
/// @param doubt standard error of the level, as a share of it
record ChangedLevel(
        long sinceMinute, double perMinute, double rising, double likeItsHour, double doubt) {
    private static final int[] SPANS = {60, 40, 20, 10};
    private static final int BACK_MAX = 720;
    private static final double CLEARLY = 1.25;
    private static final double SIGMAS = 5;
    private static final double LEAST_CALLS = 30;
    private static final double REFERENCE = 0.3;
    private static final double GIVEN_UP = 12;
    private static final double RISING = 1.12;
    private static final double STEPPED = 0.65;
    private static final int RISING_MINUTES = 24;
    private static final double CALMER = 0.7;
    private static final double UNEVEN = 3;
    private static final int BLOCK = 10;

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
        return level(above, onset, nowMinute + 1);
    }

    private static ChangedLevel level(Above above, long onset, long end) {
        var age = end - onset;
        var half = above.mean(onset + age / 2, end);
        var doubt = above.doubt(onset, end, above.mean(onset, end));
        var quarters = new double[4];
        for (var i = 0; i < 4; i++) {
            quarters[i] = above.mean(onset + i * age / 4, onset + (i + 1) * age / 4);
        }
        if (age >= RISING_MINUTES && rises(quarters)) {
            var slope = (quarters[3] - quarters[1]) / (age / 2.0);
            return new ChangedLevel(onset, quarters[3] + slope * age / 8, slope, 0, 0.1);
        }
        var stepped = above.mean(onset, onset + age / 2) < STEPPED * half;
        return new ChangedLevel(
                onset,
                stepped ? half : above.mean(onset, end),
                0,
                above.likeItsHour(onset, end),
                stepped ? above.doubt(onset + age / 2, end, half) : doubt);
    }

    private static boolean rises(double[] quarters) {
        return quarters[0] < quarters[1]
                && quarters[2] > RISING * quarters[1]
                && quarters[3] > RISING * quarters[2];
    }

    /// Minutes against what is expected of them.
    private record Above(Arrivals arrivals, WeekShape shape) {
        double at(long minute) {
            return arrivals.minutes().at(minute) - shape.perMinute(minute);
        }

        double mean(long from, long to) {
            var sum = 0.0;
            for (var minute = from; minute < to; minute++) {
                sum += at(minute);
            }
            return to > from ? sum / (to - from) : 0;
        }

        double likeItsHour(long from, long to) {
            var mean = mean(from, to);
            var both = 0.0;
            var ours = 0.0;
            var its = 0.0;
            for (var block = from; block + 5 <= to; block += 5) {
                var our = mean(block, block + 5) - mean;
                var usual = shape.within(block) - 1;
                both += our * usual;
                ours += our * our;
                its += usual * usual;
            }
            return its < UNEVEN || ours == 0 ? 0 : both / Math.sqrt(ours * its);
        }

        /// From blocks of ten minutes, because calls come in bursts.
        double doubt(long from, long to, double mean) {
            var blocks = (to - from) / BLOCK;
            if (blocks < 2 || mean <= 0) {
                return 0.5;
            }
            var squares = 0.0;
            for (var block = 0; block < blocks; block++) {
                var start = to - (block + 1L) * BLOCK;
                squares += Math.pow(mean(start, start + BLOCK) / mean - 1, 2);
            }
            return Math.min(1, CALMER * Math.sqrt(squares / (blocks - 1) / blocks));
        }
    }
}
