package headroom.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How far the forecast is off, on seeds that no constant was chosen by: at most half as far as a
/// straight line, as the last hour's rate going on and as "same as yesterday".
class BacktestTest {
    private static final double BAR = 0.5;

    /// The band is to hold 75 to 85 of 100; with 120 worlds chance adds two standard errors of 3 to
    /// 4.
    @Test
    void beatsStraightLinesOnSeedsItWasNotTunedOn() {
        holds(Backtest.run(Backtest.HELD_OUT, 120), 0.68, 0.92);
    }

    @Test
    @Tag("full")
    void beatsStraightLinesOverAThousandWorlds() {
        holds(Backtest.run(Backtest.HELD_OUT, 1_000), 0.75, 0.85);
    }

    @Test
    void makesTheSameWorldOfTheSameSeed() {
        assertThat(Backtest.run(3, 2)).isEqualTo(Backtest.run(3, 2));
    }

    private static void holds(Backtest test, double least, double most) {
        var errors = test.exhausted();
        assertThat(errors.n()).isGreaterThan(test.seeds() / 2);
        assertThat(errors.forecast().mean())
                .isLessThanOrEqualTo(BAR * errors.line().mean())
                .isLessThanOrEqualTo(BAR * errors.rate().mean())
                .isLessThanOrEqualTo(BAR * errors.yesterday().mean());
        assertThat(test.time().share()).isBetween(least, most);
        assertThat(test.calm().falseAlarms()).isLessThanOrEqualTo(test.calm().n() / 20);
    }
}
