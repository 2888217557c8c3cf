package headroom.forecast;

import java.util.Optional;
import java.util.SplittableRandom;

/// Usage that nobody meters and that rises as it did not before: a runaway that goes round the
/// gateway. Seen only in what the org states beyond the ledger. Immutable.
///
/// @param perMinute by which the unexplained usage grew over the last hour
record UnknownRise(double perMinute) {
    private static final int SPAN = 60;
    private static final double CLEARLY = 1.3;
    private static final double LEAST_SHARE = 0.01;
    private static final double DOUBT = 0.12;
    private static final double GOES_ON = 0.75;

    static Optional<UnknownRise> of(Past past) {
        var latest = growth(past, past.nowMinute());
        var before = 0.0;
        for (var back = SPAN; back < Past.WINDOW - SPAN; back += SPAN / 2) {
            before = Math.max(before, growth(past, past.nowMinute() - back));
        }
        return latest > CLEARLY * before && latest > LEAST_SHARE * past.allocation()
                ? Optional.of(new UnknownRise(latest / SPAN))
                : Optional.empty();
    }

    /// How it may go on in one future.
    Drawn draw(SplittableRandom random) {
        var rate = perMinute * Math.exp(DOUBT * random.nextGaussian());
        return new Drawn(random.nextDouble() < GOES_ON ? rate : 0);
    }

    /// A constant rate, which may be none.
    record Drawn(double perMinute) {}

    /// Growth of the unexplained usage over the hour before a minute, as far as the org spoke.
    private static double growth(Past past, long minute) {
        var end = unexplained(past, minute);
        var start = unexplained(past, minute - SPAN);
        return Double.isNaN(end - start) ? 0 : end - start;
    }

    private static double unexplained(Past past, long minute) {
        for (var said : past.sightings().reversed()) {
            if (said.minute() <= minute) {
                return minute - said.minute() <= SPAN / 2
                        ? said.used() - (double) past.metered(said.minute())
                        : Double.NaN;
            }
        }
        return Double.NaN;
    }
}
