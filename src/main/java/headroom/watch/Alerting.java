package headroom.watch;

import headroom.watch.AlertState.Standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what to tell of an org, from its figures and from what was told before. Immutable.
///
/// A rule's alert begins when its figure passes one value and is over when it passes another, so
/// that a figure which trembles around a value is told once. Of several thresholds passed at once
/// only the highest is told; what quiet hours keep back is told after them, if it still stands.
public final class Alerting {
    private static final double SHARE_FROM = 0.5;
    private static final double UNATTRIBUTED_FROM = 0.1;
    private static final long BURN_FROM_CALLS = 500;
    private static final int URGENT_FROM = 95;
    private static final String USED = "used-";

    private final AlertRules rules;

    public Alerting(AlertRules rules) {
        this.rules = rules;
    }

    /// What to tell, and the state to decide from next time.
    public record Decision(AlertState state, List<Notice> notices) {
        public Decision {
            notices = List.copyOf(notices);
        }
    }

    /// One thing to tell.
    ///
    /// @param rule the rule's key: `used-80`, `runs-out`, `share`, `limit DailyBulkApiBatches`
    public record Notice(String rule, Kind kind, boolean urgent, AlertFigures figures) {}

    /// Why it is told.
    public enum Kind {
        BEGUN,
        STILL,
        OVER
    }

    /// Where a rule's figure stands.
    private enum Side {
        ABOVE,
        BETWEEN,
        BELOW
    }

    public Decision decide(AlertFigures figures, AlertState before) {
        var after = new HashMap<>(before.standing());
        var notices = new ArrayList<Notice>();
        thresholds(figures, after, notices);
        var runsOut = runsOut(figures);
        apply("runs-out", runsOut, true, figures, after, notices);
        apply("share", share(figures), false, figures, after, notices);
        apply("burn", burn(figures), false, figures, after, notices);
        apply("unattributed", unattributed(figures), false, figures, after, notices);
        for (var level : figures.limits()) {
            var side = side(level.share(), rules.limitPercent() / 100.0, 0.05);
            apply("limit " + level.key(), side, false, figures, after, notices);
        }
        return new Decision(new AlertState(after), notices);
    }

    /// The thresholds are one alert that rises from one to the next; it is over when usage falls
    /// below where the highest one reached lets go.
    private void thresholds(
            AlertFigures figures, Map<String, Standing> after, List<Notice> notices) {
        var percent = figures.usedShare() * 100;
        var reached = reached(percent);
        var standing = -1;
        for (var each : rules.usedPercents()) {
            standing = after.containsKey(USED + each) ? each : standing;
        }
        if (reached > standing) {
            after.remove(USED + standing);
            apply(USED + reached, Side.ABOVE, reached >= URGENT_FROM, figures, after, notices);
        } else if (standing >= 0 && percent < resume(standing)) {
            apply(USED + standing, Side.BELOW, false, figures, after, notices);
            if (reached >= 0) {
                after.put(USED + reached, new Standing(figures.at(), Optional.of(figures.at())));
            }
        } else if (standing >= 0) {
            var side = percent >= standing ? Side.ABOVE : Side.BETWEEN;
            apply(USED + standing, side, standing >= URGENT_FROM, figures, after, notices);
        }
    }

    private int reached(double percent) {
        var reached = -1;
        for (var each : rules.usedPercents()) {
            reached = percent >= each ? each : reached;
        }
        return reached;
    }

    private int resume(int percent) {
        return percent > rules.resumeBelowPercent() ? rules.resumeBelowPercent() : percent - 5;
    }

    private static Side side(double value, double from, double margin) {
        if (value >= from) {
            return Side.ABOVE;
        }
        return value < from - margin ? Side.BELOW : Side.BETWEEN;
    }

    private Side runsOut(AlertFigures figures) {
        if (figures.runsOutAt().isEmpty()) {
            return Side.BELOW;
        }
        var soon = figures.at().plus(rules.runsOutWithin());
        var late = figures.at().plus(rules.runsOutWithin().multipliedBy(3).dividedBy(2));
        var at = figures.runsOutAt().get();
        return !at.isAfter(soon) ? Side.ABOVE : at.isAfter(late) ? Side.BELOW : Side.BETWEEN;
    }

    /// A large share of little harms nobody.
    private Side share(AlertFigures figures) {
        var heaviest = figures.heaviest();
        if (heaviest.isEmpty() || figures.lastHour() <= 0 || figures.usedShare() < SHARE_FROM) {
            return Side.BELOW;
        }
        var share = (double) heaviest.get().lastHour() / figures.lastHour();
        return side(share, rules.sharePercent() / 100.0, 0.1);
    }

    private Side burn(AlertFigures figures) {
        var heaviest = figures.heaviest();
        var norm = heaviest.flatMap(AlertFigures.Heaviest::norm);
        if (heaviest.isEmpty() || norm.isEmpty()) {
            return Side.BELOW;
        }
        var lastHour = heaviest.get().lastHour();
        if (lastHour < BURN_FROM_CALLS) {
            return Side.BELOW;
        }
        var times = lastHour / Math.max(1, norm.get());
        return side(times, rules.burnTimes(), rules.burnTimes() / 3);
    }

    private Side unattributed(AlertFigures figures) {
        return figures.usedShare() < UNATTRIBUTED_FROM
                ? Side.BELOW
                : side(figures.unattributedShare(), rules.unattributedPercent() / 100.0, 0.05);
    }

    private void apply(
            String key,
            Side side,
            boolean urgent,
            AlertFigures figures,
            Map<String, Standing> after,
            List<Notice> notices) {
        var now = figures.at();
        var standing = after.get(key);
        if (side == Side.BELOW) {
            after.remove(key);
            if (standing != null && standing.toldAt().isPresent()) {
                notices.add(new Notice(key, Kind.OVER, false, figures));
            }
            return;
        }
        if (standing == null && side == Side.BETWEEN) {
            return;
        }
        var since = standing == null ? now : standing.since();
        var told = standing == null ? Optional.<Instant>empty() : standing.toldAt();
        var isDue = told.isEmpty() || !now.isBefore(told.get().plus(rules.repeatAfter()));
        var isQuiet = !urgent && rules.quiet().filter(quiet -> quiet.holds(now)).isPresent();
        if (side == Side.ABOVE && isDue && !isQuiet) {
            var kind = told.isEmpty() ? Kind.BEGUN : Kind.STILL;
            notices.add(new Notice(key, kind, urgent, figures));
            told = Optional.of(now);
        }
        after.put(key, new Standing(since, told));
    }
}
