package headroom.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The forecast's bar, on seeds that no constant was chosen by.
class BacktestTest {
    @Test
    void holdsTheBarOnSeedsItWasNotTunedOn() {
        holdsTheBar(Backtest.run(Backtest.HELD_OUT, 120), 0.72, 0.88);
    }

    @Test
    @Tag("full")
    void holdsTheBarOverAThousandWorlds() {
        holdsTheBar(Backtest.run(Backtest.HELD_OUT, 1_000), 0.75, 0.85);
    }

    @Test
    void makesTheSameWorldOfTheSameSeed() {
        assertThat(Backtest.run(3, 2)).isEqualTo(Backtest.run(3, 2));
    }

    private static void holdsTheBar(Backtest test, double least, double most) {
        var errors = test.exhausted();
        assertThat(errors.n()).isGreaterThan(test.seeds() / 2);
        assertThat(errors.forecast().mean())
                .isLessThanOrEqualTo(errors.line().mean() / 2)
                .isLessThanOrEqualTo(errors.rate().mean() / 2)
                .isLessThanOrEqualTo(errors.yesterday().mean() / 2);
        assertThat(test.time().share()).isBetween(least, most);
        assertThat(test.calm().falseAlarms()).isLessThanOrEqualTo(test.calm().n() / 20);
    }
}
