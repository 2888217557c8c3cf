package headroom.forecast;

import java.util.List;
import java.util.SplittableRandom;

/// The ways in which an integration may have left its usual week, each as likely as the minutes
/// since say.
///
/// A loop adds the same to every minute; the same work in more calls multiplies the integration's
/// own day; some things grow for a while, and retries come in waves. [Weighing] weighs them.
/// Immutable.
///
/// @param known every way, with weights that add up to one
record Ways(List<Way> known) {
    Ways {
        known = List.copyOf(known);
    }

    /// One way.
    ///
    /// @param level charges a minute above the usual now, or the factor on its usual week
    /// @param doubt standard error of that
    /// @param multiplies whether the level is such a factor
    /// @param rising by which the level grows in a minute, as a share of it
    /// @param most to which it grows, in levels
    /// @param offset by which its usual minute differs now from that of its week
    record Way(
            double weight,
            double level,
            double doubt,
            boolean multiplies,
            double rising,
            double most,
            double offset) {
        Way weighing(double weight) {
            return new Way(weight, level, doubt, multiplies, rising, most, offset);
        }
    }

    /// What the minutes say.
    ///
    /// @param onset the first minute of the new level, as far as known
    static Ways of(Arrivals arrivals, WeekShape shape, long onset, long nowMinute) {
        return new Weighing(arrivals, shape, onset, nowMinute).ways();
    }

    /// Charges above the usual in a minute of an hour, over all ways.
    double perMinute(WeekShape shape, long hour) {
        var usual = shape.expected(hour) / 60;
        return known.stream()
                .mapToDouble(it ->
                        it.weight()
                                * it.level()
                                * (it.multiplies() ? Math.max(0, usual + it.offset()) : 1))
                .sum();
    }

    /// One of them, each as often as it is likely.
    Way draw(SplittableRandom random) {
        var roll = random.nextDouble();
        for (var way : known) {
            roll -= way.weight();
            if (roll < 0) {
                return way;
            }
        }
        return known.getLast();
    }
}
