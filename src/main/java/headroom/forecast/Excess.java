package headroom.forecast;

import java.util.SplittableRandom;

/// How a changed level may go on in one future: at its rate or with the integration's day, until it
/// ends by itself or for good. Immutable.
///
/// @param multiple of the usual week in excess of it; 0 when the excess is a constant rate
/// @param offset by which its usual minute differs now from that week; fades within hours
/// @param minutesLeft until it ends
/// @param rising until it has grown to `most`
/// @param week the usual charges of the hours to come
record Excess(
        Rates week,
        double perMinute,
        double rising,
        double most,
        double multiple,
        double offset,
        long minutesLeft) {
    private static final double RATE_DOUBT = 0.06;
    private static final double FADES = 60;
    private static final double ENDS = 0.15;
    private static final double LASTS_MINUTES = 420;
    private static final double NEW = 24;

    static Excess draw(Outlook outlook, Rates week, long now, SplittableRandom random) {
        var change = outlook.change().orElseThrow();
        var way = change.ways().draw(random);
        var level = Math.max(0, way.level() + way.doubt() * random.nextGaussian());
        var rate = level * Math.exp(RATE_DOUBT * random.nextGaussian());
        return new Excess(
                week,
                rate,
                way.rising() * rate,
                way.most() * rate,
                way.multiplies() ? rate : 0,
                way.offset(),
                minutesLeft(outlook, change, now, random));
    }

    /// Charges above the usual in a minute, so many ahead of now, in the hour of that index.
    double at(int ahead, int hour) {
        if (ahead >= minutesLeft) {
            return 0;
        }
        return multiple > 0
                ? multiple * Math.max(0, week.at(hour) / 60 + offset * Math.exp(-ahead / FADES))
                : Math.min(most, perMinute + rising * ahead);
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
