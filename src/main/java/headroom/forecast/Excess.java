package headroom.forecast;

import java.util.SplittableRandom;

/// How a changed level may go on in one future: at its rate or with the integration's day, until it
/// ends by itself or for good. Immutable.
///
/// @param multiple of the usual week in excess of it; 0 when the excess is a constant rate
/// @param minutesLeft until it ends
/// @param rising until it has grown to `most`
/// @param week the usual charges of the hours to come
record Excess(
        Rates week,
        double perMinute,
        double rising,
        double most,
        double multiple,
        long minutesLeft) {
    private static final double RATE_DOUBT = 0.06;
    private static final double FOLLOWS_ITS_DAY = 0.55;
    private static final double ALIKE = 0.95;
    private static final double UNLIKELY = 0.1;
    private static final double STUTTERS = 0.15;
    private static final double FACTOR_MAX = 25;
    private static final double ENDS = 0.15;
    private static final double LASTS_MINUTES = 420;
    private static final double NEW = 24;

    static Excess draw(Outlook outlook, Rates week, long now, SplittableRandom random) {
        var change = outlook.change().orElseThrow();
        var doubt = Math.hypot(RATE_DOUBT, change.doubt());
        var rate = change.perMinute() * Math.exp(doubt * random.nextGaussian());
        // What has grown since its onset may grow for as long again.
        var grows = change.rising() * change.age(now) * random.nextDouble();
        return new Excess(
                week,
                rate,
                change.rising(),
                rate + grows,
                change.rising() > 0 ? 0 : multiple(outlook, rate, now, random),
                minutesLeft(outlook, change, now, random));
    }

    /// Charges above the usual in a minute, so many ahead of now, in the hour of that index.
    double at(int ahead, int hour) {
        if (ahead >= minutesLeft) {
            return 0;
        }
        return multiple > 0
                ? multiple * week.at(hour) / 60
                : Math.min(most, perMinute + rising * ahead);
    }

    private static double multiple(
            Outlook outlook, double rate, long now, SplittableRandom random) {
        var change = outlook.change().orElseThrow();
        var usual = 0.0;
        for (var minute = change.sinceMinute(); minute <= now; minute++) {
            usual += outlook.shape().perMinute(minute) / change.age(now);
        }
        var factor = usual > 0.1 ? rate / usual : Double.POSITIVE_INFINITY;
        var chance =
                change.likeItsHour() > 0.7
                        ? ALIKE
                        : factor > FACTOR_MAX || change.doubt() > STUTTERS
                                ? UNLIKELY
                                : FOLLOWS_ITS_DAY;
        return factor < 2 * FACTOR_MAX && random.nextDouble() < chance ? factor : 0;
    }

    private static long minutesLeft(
            Outlook outlook, ChangedLevel change, long now, SplittableRandom random) {
        var age = change.age(now);
        var longer =
                outlook.spells().stream()
                        .mapToLong(hours -> hours * 60L + 30)
                        .filter(it -> it > age)
                        .toArray();
        if (random.nextDouble() < longer.length / (longer.length + NEW)) {
            return longer[random.nextInt(longer.length)] - age;
        }
        if (random.nextDouble() < ENDS) {
            return (long) (-LASTS_MINUTES * Math.log(1 - random.nextDouble()));
        }
        return Long.MAX_VALUE;
    }
}
