package headroom.forecast.backtest;

import headroom.forecast.Rates;

import java.util.Locale;
import java.util.SplittableRandom;

/// How an integration loses its temper. Immutable.
///
/// @param actor which one does; one past the last is a newcomer
/// @param onset the first minute
/// @param perMinute its calls beside the usual ones
/// @param period of a stutter, or of the rise, in minutes
/// @param end the first minute without it
record Runaway(
        Kind kind,
        int actor,
        long onset,
        double perMinute,
        double multiple,
        int period,
        long end,
        Rates drift) {
    /// The kinds there are.
    enum Kind {
        /// A loop at full speed from the first minute.
        LOOP,
        /// The same work in more calls: a multiple of its own day.
        MULTIPLE,
        /// It grows to its height within one or two hours.
        RAMP,
        /// Retries that come in waves.
        STUTTER,
        /// A backlog that is done after some hours.
        BACKLOG;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double MULTIPLE_MAX = 20;

    /// @param hours in which it alone would spend what is left
    static Runaway draw(World.Stage stage, double headroom, double hours, SplittableRandom random) {
        var roll = random.nextDouble();
        var kind =
                roll < 0.3
                        ? Kind.LOOP
                        : roll < 0.5
                                ? Kind.MULTIPLE
                                : roll < 0.65
                                        ? Kind.RAMP
                                        : roll < 0.83 ? Kind.STUTTER : Kind.BACKLOG;
        var newcomer = kind != Kind.MULTIPLE && random.nextDouble() < 0.3;
        var actor =
                newcomer
                        ? stage.actors()
                        : kind == Kind.MULTIPLE
                                ? stage.busy(random)
                                : random.nextInt(stage.actors());
        var perMinute = Math.max(2, headroom / (hours * 60));
        var lasts = kind == Kind.BACKLOG ? random.nextLong(120, 720) : 100_000;
        var drift = new double[48];
        var at = 0.0;
        for (var i = 0; i < drift.length; i++) {
            at = 0.8 * at + 0.06 * random.nextGaussian();
            drift[i] = Math.exp(at);
        }
        return new Runaway(
                kind,
                actor,
                stage.onset(),
                perMinute,
                kind == Kind.MULTIPLE
                        ? Math.clamp(perMinute / Math.max(1, stage.usual(actor)), 1, MULTIPLE_MAX)
                        : 0,
                kind == Kind.RAMP ? 40 + random.nextInt(80) : 10 + random.nextInt(30),
                stage.onset() + lasts,
                Rates.of(drift));
    }

    /// Calls beside the usual ones in a minute.
    ///
    /// @param usual the calls per minute its integration would make
    double at(long minute, double usual) {
        if (minute < onset || minute >= end) {
            return 0;
        }
        var age = minute - onset;
        var drifting = drift.at((int) Math.min(drift.length() - 1L, age / 60));
        return drifting
                * switch (kind) {
                    case LOOP, BACKLOG -> perMinute;
                    case MULTIPLE -> multiple * usual;
                    case RAMP -> perMinute * Math.min(1, (double) age / period);
                    case STUTTER -> age % period < period / 2 ? 2 * perMinute : 0;
                };
    }
}
