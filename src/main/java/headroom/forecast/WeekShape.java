package headroom.forecast;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;

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
    private static final double DOUBT = 0.25;
    private static final double LEAN = 1.0;
    private static final double WILD = 2.5;
    private static final double UNSEEN_HIGH = 1.5;

    private final ZoneId zone;
    private final double[] bins;
    private final double[] highs;
    private final double level;
    private final double[] within;
    private final double monthEnd;

    private WeekShape(
            ZoneId zone,
            double[] bins,
            double[] highs,
            double level,
            double[] within,
            double monthEnd) {
        this.monthEnd = monthEnd;
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
        var samples = new Samples();
        for (var hour = from; hour < until; hour++) {
            samples.add(bin(hour, zone), hours.at(hour), weight(nowHour - hour, HALF_LIFE_HOURS));
        }
        var bins = samples.means();
        var highs = samples.highs();
        var plain = new WeekShape(zone, bins, highs, 1, new double[PARTS], 1);
        return new WeekShape(
                zone,
                bins,
                highs,
                level(plain, hours, from, until),
                within(arrivals.minutes(), nowMinute),
                monthEnd(plain, hours, from, until));
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

    private static double[] within(Series minutes, long nowMinute) {
        var sums = new double[PARTS];
        var all = 0.0;
        for (var minute = Math.max(minutes.first(), nowMinute - 2880);
                minute <= nowMinute - UNSETTLED_MINUTES;
                minute++) {
            sums[(int) Math.floorMod(minute, 60L) * PARTS / 60] += minutes.at(minute);
            all += minutes.at(minute);
        }
        for (var part = 0; part < PARTS; part++) {
            sums[part] = (sums[part] + FEW) / (all / PARTS + FEW);
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

    /// The hours seen, by bin.
    private static final class Samples {
        private final double[][] seen = new double[WEEK][8];
        private final double[][] weights = new double[WEEK][8];
        private final int[] count = new int[WEEK];

        void add(int bin, long charges, double weight) {
            var place = Math.min(count[bin], 7);
            if (count[bin] >= 8) {
                System.arraycopy(seen[bin], 1, seen[bin], 0, 7);
                System.arraycopy(weights[bin], 1, weights[bin], 0, 7);
            }
            seen[bin][place] = charges;
            weights[bin][place] = weight;
            count[bin] = Math.min(8, count[bin] + 1);
        }

        double[] means() {
            var sums = sums();
            var means = new double[WEEK];
            for (var bin = 0; bin < WEEK; bin++) {
                var like = like(bin, sums);
                means[bin] = (sums[bin][0] + LEAN * like) / (sums[bin][1] + LEAN);
            }
            return means;
        }

        double[] highs() {
            var sums = sums();
            var highs = new double[WEEK];
            for (var bin = 0; bin < WEEK; bin++) {
                var cut = cut(bin);
                for (var i = 0; i < count[bin]; i++) {
                    highs[bin] = Math.max(highs[bin], Math.min(cut, seen[bin][i]));
                }
                if (count[bin] == 0) {
                    highs[bin] = UNSEEN_HIGH * like(bin, sums);
                }
            }
            return highs;
        }

        /// Charges and weights by bin, wild hours cut.
        private double[][] sums() {
            var sums = new double[WEEK][2];
            for (var bin = 0; bin < WEEK; bin++) {
                var cut = cut(bin);
                for (var i = 0; i < count[bin]; i++) {
                    sums[bin][0] += weights[bin][i] * Math.min(cut, seen[bin][i]);
                    sums[bin][1] += weights[bin][i];
                }
            }
            return sums;
        }

        /// Same hour of like days; failing those the same hour of any day; failing those any hour.
        private static double like(int bin, double[][] sums) {
            var alike = new double[2];
            var any = new double[2];
            var all = new double[2];
            for (var other = 0; other < WEEK; other++) {
                add(sums[other], all);
                if (other % DAY == bin % DAY) {
                    add(sums[other], any);
                    if (kind(other / DAY) == kind(bin / DAY)) {
                        add(sums[other], alike);
                    }
                }
            }
            var nearest = alike[1] > 0 ? alike : any[1] > 0 ? any : all;
            return nearest[1] > 0 ? nearest[0] / nearest[1] : 0;
        }

        private static void add(double[] from, double[] to) {
            to[0] += from[0];
            to[1] += from[1];
        }

        /// Above this an hour is wild: a multiple of the median of the bin.
        private double cut(int bin) {
            if (count[bin] < 3) {
                return Double.MAX_VALUE;
            }
            var sorted = Arrays.copyOf(seen[bin], count[bin]);
            Arrays.sort(sorted);
            return 20 + WILD * sorted[count[bin] / 2];
        }

        private static int kind(int day) {
            return Math.max(4, day);
        }
    }
}
