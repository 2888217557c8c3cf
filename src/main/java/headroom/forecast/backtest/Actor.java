package headroom.forecast.backtest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/// One integration of a world: its habit, its size, and all its moods. Immutable once drawn.
final class Actor {
    private static final double HOLIDAY = 0.03;

    private final Habit habit;
    private final ZoneId zone;
    private final double perMinute;
    private final double growthPerDay;
    private final long firstDay;
    private final double[] days;
    private final double[] late;
    private final double[] hours;

    private Actor(
            Habit habit,
            ZoneId zone,
            double perMinute,
            double growthPerDay,
            long firstDay,
            int count) {
        this.habit = habit;
        this.zone = zone;
        this.perMinute = perMinute;
        this.growthPerDay = growthPerDay;
        this.firstDay = firstDay;
        days = new double[count];
        late = new double[count];
        hours = new double[count * 24];
    }

    /// @param firstDay the first UTC day of the world, since 1970
    /// @param count its days
    static Actor draw(ZoneId zone, long firstDay, int count, SplittableRandom random) {
        var habit = Habit.draw(random);
        var perMinute = Math.exp(random.nextDouble(Math.log(1.5), Math.log(40)));
        var growth = random.nextDouble(-0.02, 0.03) / 7;
        var actor = new Actor(habit, zone, perMinute, growth, firstDay, count);
        actor.moods(random);
        return actor;
    }

    private void moods(SplittableRandom random) {
        var dayNoise = random.nextDouble(0.04, 0.18);
        var hourNoise =
                habit.kind() == Habit.Kind.STEADY
                        ? random.nextDouble(0.02, 0.06)
                        : random.nextDouble(0.05, 0.25);
        var mood = 0.0;
        for (var day = 0; day < days.length; day++) {
            mood = 0.5 * mood + dayNoise * random.nextGaussian();
            var holiday = habit.weekend() < 0.5 && random.nextDouble() < HOLIDAY;
            days[day] = Math.exp(mood) * (holiday ? habit.weekend() : 1);
            late[day] = 6 * random.nextGaussian();
        }
        for (var hour = 0; hour < hours.length; hour++) {
            hours[hour] = Math.exp(hourNoise * random.nextGaussian());
        }
        if (habit.kind() == Habit.Kind.CAMPAIGN) {
            campaigns(random);
        }
        if (random.nextDouble() < 0.25) {
            outage(random);
        }
    }

    /// About one a week, each a few hours of a multiple.
    private void campaigns(SplittableRandom random) {
        for (var n = 0; n < days.length / 7; n++) {
            var from = random.nextInt(hours.length);
            var factor = random.nextDouble(2, 5);
            var until = Math.min(hours.length, from + 1 + random.nextInt(3));
            for (var hour = from; hour < until; hour++) {
                hours[hour] *= factor;
            }
        }
    }

    /// Silent for some hours, then what was missed.
    private void outage(SplittableRandom random) {
        var from = random.nextInt(hours.length - 12);
        var length = 1 + random.nextInt(6);
        for (var hour = from; hour < from + length; hour++) {
            hours[hour] = 0;
        }
        hours[from + length] *= 2;
        hours[from + length + 1] *= 1.5;
    }

    ZoneId zone() {
        return zone;
    }

    /// Calls per minute expected by who knows its moods.
    double rate(long minute) {
        var second = minute * 60;
        var offset = zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        var day = (int) (Math.floorDiv(minute, 1440L) - firstDay);
        var hour = (int) (Math.floorDiv(minute, 60L) - firstDay * 24);
        return perMinute
                * (1 + growthPerDay * day)
                * days[day]
                * hours[hour]
                * monthEnd(second + offset)
                * habit.factor(second + offset, late[day]);
    }

    private double monthEnd(long localSecond) {
        if (habit.monthEnd() == 1) {
            return 1;
        }
        var date = Instant.ofEpochSecond(localSecond).atZone(ZoneOffset.UTC).toLocalDate();
        var left = date.lengthOfMonth() - date.getDayOfMonth();
        return left < 2 || date.getDayOfMonth() == 1 ? habit.monthEnd() : 1;
    }
}
