package headroom.forecast;

import java.util.SplittableRandom;

/// Draws the arrivals of one possible future. One-owner.
final class Draw {
    private static final double SPREAD = 1.25;
    private static final double LEVEL_DOUBT = 0.04;
    private static final double LEVEL_DOUBT_SHORT = 0.15;
    private static final double LEVEL_DOUBT_COLD = 0.45;
    private static final double UNEXPLAINED_DOUBT = 0.25;
    private static final int DAYS_ENOUGH = 8;

    private final Expectation expected;
    private final SplittableRandom random;

    Draw(Expectation expected, SplittableRandom random) {
        this.expected = expected;
        this.random = random;
    }

    /// Arrivals by step from now.
    double[] arrivals(int step, int steps) {
        var perMinute = perMinute(step * steps / 60 + 2);
        var excesses =
                expected.changed().stream()
                        .map(each ->
                                Excess.draw(
                                        each.outlook(),
                                        each.week(),
                                        expected.past().nowMinute(),
                                        random))
                        .toList();
        var unknown = expected.unknown().map(rise -> rise.draw(random));
        var within = expected.within();
        var begun = (int) Math.floorMod(expected.past().nowMinute() + 1, 60L);
        var arrivals = new double[steps];
        for (var ahead = 0; ahead < steps * step; ahead++) {
            var hour = (begun + ahead) / 60;
            var rate = perMinute[hour] * within.at((begun + ahead) % 60);
            for (var excess : excesses) {
                rate += excess.at(ahead, hour);
            }
            if (unknown.isPresent()) {
                rate += unknown.get().perMinute();
            }
            arrivals[ahead / step] += Math.max(0, rate);
        }
        return arrivals;
    }

    private double[] perMinute(int hours) {
        var level = Math.exp(levelDoubt() * random.nextGaussian());
        var unexplained = unexplained();
        var perMinute = new double[hours];
        double[] stray = {};
        for (var i = 0; i < hours; i++) {
            if (i % 24 == 0) {
                var alike = expected.strays().get(i / 24);
                stray = alike.isEmpty() ? stray : alike.get(random.nextInt(alike.size()));
            }
            var usual = expected.perHour().at(Math.min(i, expected.perHour().length() - 1)) * level;
            var beside = stray.length == 0 ? 0 : SPREAD * stray[i % 24];
            perMinute[i] = Math.max(0, usual + beside) / 60 + unexplained;
        }
        return perMinute;
    }

    private double levelDoubt() {
        var days = expected.past().daysKnown();
        return days >= DAYS_ENOUGH ? LEVEL_DOUBT : days >= 2 ? LEVEL_DOUBT_SHORT : LEVEL_DOUBT_COLD;
    }

    /// Calls that nobody meters go on as in the last 24 hours, as far as the metered ones do not
    /// account for them: before anything was known they were all unexplained.
    private double unexplained() {
        var past = expected.past();
        var perMinute = (double) past.unexplained() / Past.WINDOW;
        if (past.unseen() > 0) {
            var before = past.unexplained() / (Past.WINDOW * past.unseen());
            perMinute = Math.max(0, before - expected.meteredPerMinute());
        }
        return perMinute * Math.exp(UNEXPLAINED_DOUBT * random.nextGaussian());
    }
}
