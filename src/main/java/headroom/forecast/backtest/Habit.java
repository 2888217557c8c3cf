package headroom.forecast.backtest;

import java.util.SplittableRandom;

/// How an integration's calls lie in the week, in its own time. Each gives a factor on the rate of
/// an average minute. Immutable.
///
/// @param kind the form
/// @param start hour of the day at which its job begins
/// @param hours how long that takes
/// @param weekend what a day of the weekend has of a working day, 0 to 1
/// @param monthEnd what the last two days of a month and the first have of others
record Habit(Kind kind, double start, double hours, double weekend, double monthEnd) {
    /// The forms there are.
    enum Kind {
        /// People at work: two humps a day.
        OFFICE,
        /// A synchronisation at night.
        NIGHTLY,
        /// An extract at the start of each hour.
        HOURLY,
        /// A poller, day and night.
        STEADY,
        /// Marketing: long days, weekends too, and campaigns now and then.
        CAMPAIGN,
        /// A big load in the night from Sunday to Monday.
        WEEKLY
    }

    static Habit draw(SplittableRandom random) {
        var kinds = Kind.values();
        var kind = kinds[random.nextInt(kinds.length)];
        var weekend =
                switch (kind) {
                    case OFFICE -> random.nextDouble(0.03, 0.3);
                    case CAMPAIGN -> random.nextDouble(0.4, 0.9);
                    case NIGHTLY -> random.nextDouble() < 0.3 ? 0.1 : 1;
                    case HOURLY, STEADY, WEEKLY -> 1;
                };
        var monthEnd = random.nextDouble() < 0.15 ? random.nextDouble(1.5, 3) : 1;
        return new Habit(
                kind, random.nextDouble(0.2, 5), random.nextDouble(0.7, 3.5), weekend, monthEnd);
    }

    /// @param localSecond seconds since 1970 on the wall clock of its zone
    /// @param late minutes by which today's job begins late
    double factor(long localSecond, double late) {
        var day = Math.floorDiv(localSecond, 86_400L);
        var hour = Math.floorMod(localSecond, 86_400L) / 3600.0;
        var weekday = (int) Math.floorMod(day + 3, 7L);
        var ofDay = weekday >= 5 ? weekend : 1;
        return ofDay
                * switch (kind) {
                    case OFFICE -> 0.05 + 2.3 * (hump(hour, 10.3, 1.7) + hump(hour, 15, 1.8));
                    case CAMPAIGN -> 0.15 + 1.6 * hump(hour, 13, 4);
                    case NIGHTLY -> runs(hour - start - late / 60, hours) ? 24 / hours : 0.02;
                    case HOURLY -> (hour % 1) * 60 < 12 ? 4.5 : 0.12;
                    case STEADY -> 1;
                    case WEEKLY ->
                            weekday == 0 && runs(hour - start - late / 60, hours + 2)
                                    ? 4 * 24 / (hours + 2)
                                    : 0.4;
                };
    }

    private static boolean runs(double since, double hours) {
        return since >= 0 && since < hours;
    }

    private static double hump(double hour, double middle, double width) {
        return Math.exp(-Math.pow((hour - middle) / width, 2) / 2);
    }
}
