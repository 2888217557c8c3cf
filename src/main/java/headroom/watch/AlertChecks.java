package headroom.watch;

import headroom.watch.AlertFigures.Foresight;
import headroom.watch.AlertFigures.Level;
import headroom.watch.AlertFigures.Spender;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds an org's figures against every rule but the thresholds of usage. Immutable.
///
/// A rule takes hold at one value and lets go at another, so that a figure which trembles around a
/// value is told once.
record AlertChecks(AlertRules rules) {
    static final String RUNS_OUT = "runs-out";
    static final String SHARE = "share ";
    static final String BURN = "burn ";
    static final String UNATTRIBUTED = "unattributed";
    static final String LIMIT = "limit ";

    private static final double SHARE_FROM = 0.5;
    private static final double UNATTRIBUTED_FROM = 0.1;
    private static final long BURN_FROM_CALLS = 500;
    private static final double CHANCE_LEFT = 0.25;

    /// A forecast moves with every minute: it has to stay better for so long.
    private static final Duration FORECAST_SETTLES = Duration.ofMinutes(15);

    /// Where a rule's figure stands.
    enum Side {
        ABOVE,
        BETWEEN,
        BELOW
    }

    /// What a rule says.
    ///
    /// @param rule its key
    /// @param settles how long the figure has to stay below before the alert is over
    /// @param about the integration it is about, if it is about one
    record Check(
            String rule, Side side, boolean urgent, Duration settles, Optional<Spender> about) {
        static Check of(String rule, Side side) {
            return new Check(rule, side, false, Duration.ZERO, Optional.empty());
        }

        static Check about(Spender who, String rule, Side side) {
            return new Check(rule + who.name(), side, false, Duration.ZERO, Optional.of(who));
        }
    }

    List<Check> of(AlertFigures figures) {
        var all = new ArrayList<Check>();
        rules.runsOutWithin()
                .ifPresent(within ->
                        all.add(
                                new Check(
                                        RUNS_OUT,
                                        runsOut(figures, within),
                                        true,
                                        FORECAST_SETTLES,
                                        Optional.empty())));
        for (var each : figures.spenders()) {
            rules.sharePercent()
                    .ifPresent(percent ->
                            all.add(Check.about(each, SHARE, share(figures, each, percent))));
            rules.burnTimes()
                    .ifPresent(times -> all.add(Check.about(each, BURN, burn(each, times))));
        }
        rules.unattributedPercent()
                .ifPresent(
                        percent -> all.add(Check.of(UNATTRIBUTED, unattributed(figures, percent))));
        for (var level : figures.limits()) {
            rules.limits()
                    .of(level.key())
                    .ifPresent(percent ->
                            all.add(Check.of(LIMIT + level.key(), limit(level, percent))));
        }
        return all;
    }

    private static Side side(double value, double from, double margin) {
        if (value >= from) {
            return Side.ABOVE;
        }
        return value < from - margin ? Side.BELOW : Side.BETWEEN;
    }

    private static Side runsOut(AlertFigures figures, Duration within) {
        if (figures.isSpent()) {
            return Side.ABOVE;
        }
        return figures.foresight()
                .map(it -> runsOut(it, figures.at(), within))
                .orElse(Side.BETWEEN);
    }

    private static Side runsOut(Foresight it, Instant now, Duration within) {
        if (it.likely().isEmpty()) {
            return it.chance() < CHANCE_LEFT ? Side.BELOW : Side.BETWEEN;
        }
        var soon = now.plus(within);
        var late = now.plus(within.multipliedBy(3).dividedBy(2));
        var at = it.likely().get();
        return !at.isAfter(soon) ? Side.ABOVE : at.isAfter(late) ? Side.BELOW : Side.BETWEEN;
    }

    /// A large share of little harms nobody.
    private static Side share(AlertFigures figures, Spender who, int percent) {
        if (figures.lastHour() <= 0 || figures.usedShare() < SHARE_FROM) {
            return Side.BELOW;
        }
        return side((double) who.lastHour() / figures.lastHour(), percent / 100.0, 0.1);
    }

    private static Side burn(Spender who, int times) {
        if (who.norm().isEmpty() || who.lastHour() < BURN_FROM_CALLS) {
            return Side.BELOW;
        }
        return side(who.lastHour() / Math.max(1, who.norm().get()), times, times / 3.0);
    }

    private static Side unattributed(AlertFigures figures, int percent) {
        return figures.usedShare() < UNATTRIBUTED_FROM
                ? Side.BELOW
                : side(figures.unattributedShare(), percent / 100.0, 0.05);
    }

    private static Side limit(Level level, int percent) {
        return side(level.share(), percent / 100.0, 0.05);
    }
}
