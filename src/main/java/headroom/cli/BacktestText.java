package headroom.cli;

import headroom.cli.Table.Column;
import headroom.forecast.backtest.Backtest;
import headroom.forecast.backtest.Backtest.Coverage;
import headroom.forecast.backtest.Backtest.Errors;
import headroom.forecast.backtest.Backtest.Miss;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a back-test found, as lines of text. Immutable.
record BacktestText(Screen screen) {
    List<String> render(Backtest test) {
        var lines = new ArrayList<String>();
        var heldOut = test.firstSeed() >= Backtest.HELD_OUT;
        lines.add(
                "generated worlds, seeds "
                        + test.firstSeed()
                        + " to "
                        + (test.firstSeed() + test.seeds() - 1)
                        + (heldOut
                                ? ": none of them was used to choose a constant"
                                : ": "
                                        + screen.warning(
                                                "seeds below "
                                                        + Backtest.HELD_OUT
                                                        + " were used for tuning, so this proves"
                                                        + " nothing")));
        lines.add(
                "each forecast once, one hour after the onset of a runaway"
                        + (test.spent() == 0
                                ? ""
                                : "; " + test.spent() + " left out, spent before the forecast"));
        lines.add("");
        lines.add("error of the exhaustion time, mean / median, in minutes; never = 24 h");
        lines.addAll(errors(test).render(screen));
        lines.add("");
        lines.add(ratios(test));
        lines.add("");
        lines.add("how often the 10–90 band held what came (80 % would be right)");
        lines.addAll(coverages(test).render(screen));
        lines.add("");
        var calm = test.calm();
        lines.add(
                "without a runaway: "
                        + calm.falseAlarms()
                        + " of "
                        + (calm.n() - calm.exhausted())
                        + " forecasts called an exhaustion that did not come ("
                        + Figures.percent(share(calm.falseAlarms(), calm.n() - calm.exhausted()))
                        + "), "
                        + calm.faintAlarms()
                        + " gave it a chance of 10 % or more; "
                        + calm.exhausted()
                        + " of "
                        + calm.n()
                        + " ran out by themselves");
        return lines;
    }

    private Table errors(Backtest test) {
        var table =
                new Table(
                        List.of(
                                Column.words("worlds"),
                                Column.number("n", 1),
                                Column.number("forecast", 0),
                                Column.number("straight line", 0),
                                Column.number("last hour's rate", 3),
                                Column.number("as yesterday", 2),
                                Column.number("yesterday, raised", 4)));
        row(table, "run out in 24 h", test.exhausted());
        test.byKind().forEach(kind -> row(table, "  " + kind.worlds(), kind));
        row(table, "all, never = 24 h", test.all());
        return table;
    }

    private static void row(Table table, String title, Errors errors) {
        table.row(
                List.of(
                        title,
                        Figures.count(errors.n()),
                        error(errors.forecast()),
                        error(errors.line()),
                        error(errors.rate()),
                        error(errors.yesterday()),
                        error(errors.raised())));
    }

    private static String error(Miss error) {
        return String.format(Locale.ROOT, "%.0f / %.0f", error.mean(), error.median());
    }

    private String ratios(Backtest test) {
        var errors = test.exhausted();
        var forecast = errors.forecast().mean();
        return "mean error against the straight line "
                + times(forecast, errors.line().mean())
                + ", the last hour's rate "
                + times(forecast, errors.rate().mean())
                + ", as yesterday "
                + times(forecast, errors.yesterday().mean())
                + " (the bar is 0.50)";
    }

    private static String times(double forecast, double other) {
        return String.format(Locale.ROOT, "%.2f ×", forecast / other);
    }

    private static Table coverages(Backtest test) {
        var table =
                new Table(
                        List.of(
                                Column.words("of"),
                                Column.number("n", 1),
                                Column.number("within", 0),
                                Column.number("before / below", 2),
                                Column.number("after / above", 2)));
        row(table, "with a runaway: ", test.time());
        test.levels().forEach(each -> row(table, "with a runaway: ", each));
        test.calm().levels().forEach(each -> row(table, "without: ", each));
        return table;
    }

    private static void row(Table table, String title, Coverage coverage) {
        table.row(
                List.of(
                        title + coverage.what(),
                        Figures.count(coverage.n()),
                        Figures.percent(coverage.share()),
                        Figures.percent(share(coverage.below(), coverage.n())),
                        Figures.percent(share(coverage.above(), coverage.n()))));
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
