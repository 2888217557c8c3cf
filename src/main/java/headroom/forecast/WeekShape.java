package headroom.forecast;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;

/// What an integration usually charges in each hour of its own week.
///
/// Idea: past hours fall into the 168 hours of the week in the integration's own zone, so that a
/// change of summer time moves its day, not ours. Each bin is a mean in which older weeks weigh
/// less and single wild hours are cut; bins seen seldom lean on the same hour of like days (working
/// days, Saturdays, Sundays), and those on the mean of the day. Above the bins stands one level,
/// taken from the most recent days: that is the trend. Immutable.
final class WeekShape {
    static final int WEEK = 168;
    private static final int DAY = 24;
    private static final int HOURS_MAX = 8 * WEEK;
    private static final double HALF_LIFE_HOURS = 21 * 24;
    private static final double LEVEL_HALF_LIFE_HOURS = 3 * 24;
    private static final int PARTS = 12;
    private static final int UNSETTLED_MINUTES = 180;
    private static final double FEW = 50;
    private static final double LEAST = 5;
    private static final double CHANCE_MORE = 1.3;
    private static final double DOUBT = 0.25;
    private static final double WILD = 2.5;
    private static final double ALIKE = 3;
    private static final double SCATTER_LEAST = 0.03;
    private static final double SCATTER_MOST = 0.4;
    private static final double SCATTER_UNKNOWN = 0.15;
    private static final double MEDIAN_OF_SQUARE = 0.455;
    private static final double COUNTED = 40;

    private final ZoneId zone;
    private final double[] bins;
    private final double[] highs;
    private final double level;
    private final double[] within;
    private final double monthEnd;
    private final double scatter;

    private WeekShape(
            ZoneId zone,
            double[] bins,
            double[] highs,
            double level,
            double[] within,
            double monthEnd,
            double scatter) {
        this.monthEnd = monthEnd;
        this.scatter = scatter;
        this.within = within;
        this.zone = zone;
        this.bins = bins;
        this.highs = highs;
        this.level = level;
    }

    /// What today brings is not part of what is learned.
    static WeekShape of(Arrivals arrivals, long nowMinute) {
        var hours = arrivals.hours();
        var zone = arrivals.zone();
        var nowHour = Math.floorDiv(nowMinute + 1, 60);
        var from = Math.max(hours.first(), nowHour - HOURS_MAX);
        var known = nowHour - hours.first();
        // What is new today must not make itself usual.
        var until = Math.min(hours.end(), nowHour - (known >= 4 * DAY ? DAY : known >= 6 ? 2 : 0));
        var samples = new WeekSamples();
        for (var hour = from; hour < until; hour++) {
            samples.add(bin(hour, zone), hours.at(hour), weight(nowHour - hour, HALF_LIFE_HOURS));
        }
        var bins = samples.means();
        var highs = samples.highs();
        var plain = new WeekShape(zone, bins, highs, 1, new double[PARTS], 1, 0);
        return new WeekShape(
                zone,
                bins,
                highs,
                level(plain, hours, from, until),
                within(arrivals.minutes(), nowMinute),
                monthEnd(plain, hours, from, until),
                scatter(plain, hours, from, until));
    }

    /// Charges expected in an hour.
    double expected(long hour) {
        return usual(hour) * level;
    }

    /// The same at the level of all the weeks seen, as past hours are to be compared with.
    double usual(long hour) {
        return bins[bin(hour, zone)] * (monthEnd == 1 || !turns(hour, zone) ? 1 : monthEnd);
    }

    /// Whether an hour lies where months turn: the last two days and the first.
    static boolean turns(long hour, ZoneId zone) {
        var date = Instant.ofEpochSecond(hour * 3600).atZone(zone).toLocalDate();
        return date.getDayOfMonth() == 1 || date.lengthOfMonth() - date.getDayOfMonth() < 2;
    }

    /// Charges expected in a minute.
    double perMinute(long minute) {
        return expected(Math.floorDiv(minute, 60)) * within(minute) / 60;
    }

    /// The same without a jump where the hour turns, unless its neighbour is of another kind.
    double smooth(long minute) {
        var hour = Math.floorDiv(minute, 60);
        var middle = Math.floorMod(minute, 60L) / 60.0 - 0.5;
        var here = expected(hour);
        var there = expected(middle < 0 ? hour - 1 : hour + 1);
        var alike = there < ALIKE * here && here < ALIKE * there;
        var share = alike ? Math.abs(middle) : 0;
        return (here * (1 - share) + there * share) * within(minute) / 60;
    }

    /// By how much a minute may differ from [#smooth] where a job begins or ends in that hour.
    double edge(long hour) {
        var here = expected(hour);
        var widest = 0.0;
        for (var near = hour - 1; near <= hour + 1; near += 2) {
            var there = expected(near);
            var alike = there < ALIKE * here && here < ALIKE * there;
            widest = Math.max(widest, alike ? 0 : Math.abs(here - there));
        }
        return widest / 60;
    }

    /// By how much its hours differ from what is usual, as a share, beside chance.
    double scatter() {
        return scatter;
    }

    /// How the minutes of an hour differ: extracts begin at its start. A factor on the mean.
    double within(long minute) {
        return within[(int) Math.floorMod(minute, 60L) * PARTS / 60];
    }

    /// What would still be usual there, an hour early or late included.
    double high(long hour) {
        var bin = bin(hour, zone);
        var highest = 0.0;
        for (var near = -1; near <= 1; near++) {
            highest = Math.max(highest, highs[Math.floorMod(bin + near, WEEK)]);
        }
        return highest * Math.max(1, level);
    }

    /// The recent days against the bins.
    double level() {
        return level;
    }

    static int bin(long hour, ZoneId zone) {
        var second = hour * 3600 + 1800;
        var offset = zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        var local = Math.floorDiv(second + offset, 3600);
        // The first of January 1970 was a Thursday; a week here begins on Monday.
        return (int) Math.floorMod(local + 3 * DAY, (long) WEEK);
    }

    /// What earlier turns of the month had of other days, with some doubt; 1 if next to nothing.
    private static double monthEnd(WeekShape plain, Series hours, long from, long until) {
        var seen = 0.0;
        var usual = 0.0;
        for (var hour = from; hour < until; hour++) {
            if (turns(hour, plain.zone)) {
                seen += hours.at(hour);
                usual += plain.expected(hour);
            }
        }
        var factor = usual < FEW ? 1 : (seen + DOUBT * usual) / (usual + DOUBT * usual);
        return Math.abs(factor - 1) < 0.15 ? 1 : Math.clamp(factor, 0.7, 3);
    }

    /// From the steps between neighbouring hours, whose day is the same: their median.
    private static double scatter(WeekShape plain, Series hours, long from, long until) {
        var steps = new ArrayList<Double>();
        for (var hour = Math.max(from, until - 4 * WEEK) + 1; hour < until; hour++) {
            var before = plain.bins[bin(hour - 1, plain.zone)];
            var here = plain.bins[bin(hour, plain.zone)];
            var seen = Math.min(hours.at(hour - 1), hours.at(hour));
            if (Math.min(before, here) >= COUNTED && seen > 0) {
                var step = hours.at(hour) / here * before / hours.at(hour - 1);
                var chance = 1.0 / hours.at(hour) + 1.0 / hours.at(hour - 1);
                steps.add(Math.max(0, Math.pow(Math.log(step), 2) - MEDIAN_OF_SQUARE * chance));
            }
        }
        if (steps.size() < DAY) {
            return SCATTER_UNKNOWN;
        }
        Collections.sort(steps);
        var square = steps.get(steps.size() / 2) / MEDIAN_OF_SQUARE / 2;
        return Math.clamp(Math.sqrt(square), SCATTER_LEAST, SCATTER_MOST);
    }

    private static double[] within(Series minutes, long nowMinute) {
        var sums = new double[PARTS];
        var all = 0.0;
        for (var minute = Math.max(minutes.first(), nowMinute - 2880);
                minute <= nowMinute - UNSETTLED_MINUTES;
                minute++) {
            sums[(int) Math.floorMod(minute, 60L) * PARTS / 60] += minutes.at(minute);
            all += minutes.at(minute);
        }
        // Of what the parts differ by, the share that is more than chance.
        var squares = 0.0;
        for (var part = 0; part < PARTS; part++) {
            sums[part] = (sums[part] + LEAST) / (all / PARTS + LEAST);
            squares += (sums[part] - 1) * (sums[part] - 1) / (PARTS - 1);
        }
        var chance = CHANCE_MORE / (all / PARTS + LEAST);
        var real = squares <= chance ? 0 : 1 - chance / squares;
        for (var part = 0; part < PARTS; part++) {
            sums[part] = 1 + real * (sums[part] - 1);
        }
        return sums;
    }

    private static double weight(long age, double halfLife) {
        return Math.pow(0.5, age / halfLife);
    }

    private static double level(WeekShape plain, Series hours, long from, long until) {
        var seen = 0.0;
        var usual = 0.0;
        for (var hour = Math.max(from, until - 2 * WEEK); hour < until; hour++) {
            var weight = weight(until - hour, LEVEL_HALF_LIFE_HOURS);
            seen += weight * Math.min((double) hours.at(hour), WILD * plain.high(hour));
            usual += weight * plain.expected(hour);
        }
        // A few calls of prior belief keep a nearly silent integration from jumping.
        return Math.clamp((seen + 5) / (usual + 5), 0.2, 3);
    }
}
