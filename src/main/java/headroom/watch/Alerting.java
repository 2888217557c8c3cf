package headroom.watch;

import headroom.watch.AlertChecks.Check;
import headroom.watch.AlertChecks.Side;
import headroom.watch.AlertFigures.Spender;
import headroom.watch.AlertState.Standing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Decides what to tell of an org, from its figures and from what was told before. Immutable.
///
/// An alert begins when a rule takes hold and is over when it lets go. Of several thresholds passed
/// at once only the highest is told; what quiet hours keep back, recoveries too, is told after them
/// if it still holds.
public final class Alerting {
    private static final int URGENT_FROM = 95;
    private static final String USED = "used-";

    private final AlertRules rules;
    private final AlertChecks checks;

    public Alerting(AlertRules rules) {
        this.rules = rules;
        this.checks = new AlertChecks(rules);
    }

    /// What to tell, and the state to decide from next time.
    public record Decision(AlertState state, List<Notice> notices) {
        public Decision {
            notices = List.copyOf(notices);
        }
    }

    /// One thing to tell.
    ///
    /// @param rule the rule's key: `used-80`, `runs-out`, `share erp`, `limit DailyBulkApiBatches`
    /// @param about the integration it is about, if it is about one
    public record Notice(
            String rule,
            Kind kind,
            boolean urgent,
            AlertFigures figures,
            Optional<Spender> about) {}

    /// Why it is told.
    public enum Kind {
        BEGUN,
        STILL,
        OVER
    }

    public Decision decide(AlertFigures figures, AlertState before) {
        var round = new Round(figures, before.standing());
        round.thresholds();
        checks.of(figures).forEach(round::apply);
        return round.decision();
    }

    /// One decision under way.
    private final class Round {
        private final AlertFigures figures;
        private final Map<String, Standing> before;
        private final Map<String, Standing> after = new HashMap<>();
        private final List<Notice> notices = new ArrayList<>();

        Round(AlertFigures figures, Map<String, Standing> before) {
            this.figures = figures;
            this.before = before;
        }

        /// What no rule has spoken of is forgotten: its rule, limit or integration is gone.
        Decision decision() {
            return new Decision(new AlertState(after), notices);
        }

        /// The thresholds are one alert that rises from one to the next; it is over when usage
        /// falls below where the highest one reached lets go. The one that people were told of
        /// stays until they are told of a higher one. While nobody knows the allocation nothing
        /// begins or ends.
        void thresholds() {
            var standing = highest(_ -> true);
            var told = highest(it -> it.toldAt().isPresent());
            if (figures.allocation().isEmpty()) {
                keep(standing);
                keep(told);
                return;
            }
            var percent = figures.usedShare() * 100;
            var reached = rules.used().reached(percent);
            var top = Math.max(reached, standing);
            if (top >= 0) {
                apply(threshold(top, side(top, percent)));
            }
            if (told >= 0 && told < top && nobodyIsTold()) {
                lower(told, percent);
            }
            if (reached >= 0 && after.isEmpty()) {
                settle(reached, told >= 0);
            }
        }

        private boolean nobodyIsTold() {
            return after.values().stream().noneMatch(it -> it.toldAt().isPresent());
        }

        /// What people were told of, below one that they were not.
        private void lower(int told, double percent) {
            if (side(told, percent) == Side.BELOW) {
                apply(threshold(told, Side.BELOW));
            } else {
                keep(told);
            }
        }

        /// What is left of an alert that is over; whoever was told that knows of it.
        private void settle(int reached, boolean isKnown) {
            if (isKnown) {
                after.put(USED + reached, Standing.toldAt(figures.at()));
            } else {
                apply(threshold(reached, Side.ABOVE));
            }
        }

        private Side side(int threshold, double percent) {
            return percent >= threshold
                    ? Side.ABOVE
                    : percent < rules.used().resume(threshold) ? Side.BELOW : Side.BETWEEN;
        }

        private int highest(Predicate<Standing> which) {
            var highest = -1;
            for (var each : rules.used().percents()) {
                var standing = before.get(USED + each);
                highest = standing != null && which.test(standing) ? each : highest;
            }
            return highest;
        }

        private void keep(int standing) {
            var held = before.get(USED + standing);
            if (held != null) {
                after.put(USED + standing, held);
            }
        }

        private Check threshold(int percent, Side side) {
            return new Check(
                    USED + percent, side, percent >= URGENT_FROM, Duration.ZERO, Optional.empty());
        }

        void apply(Check check) {
            var standing = before.get(check.rule());
            if (check.side() == Side.BELOW) {
                if (standing != null) {
                    release(check, standing);
                }
            } else if (standing != null || check.side() == Side.ABOVE) {
                hold(check, standing == null ? untold() : standing);
            }
        }

        private Standing untold() {
            return new Standing(figures.at(), Optional.empty(), Optional.empty());
        }

        /// That it is over wakes nobody either.
        private void release(Check check, Standing standing) {
            var now = figures.at();
            var since = standing.betterSince().orElse(now);
            var isTold = standing.toldAt().isPresent();
            if (now.isBefore(since.plus(check.settles()))
                    || (isTold && rules.timing().holdsBack(now))) {
                after.put(
                        check.rule(),
                        new Standing(standing.since(), standing.toldAt(), Optional.of(since)));
            } else if (isTold) {
                tell(check, Kind.OVER, false);
            }
        }

        private void hold(Check check, Standing standing) {
            var now = figures.at();
            var told = standing.toldAt();
            var repeatAfter = rules.timing().repeatAfter();
            var isDue = told.isEmpty() || !now.isBefore(told.get().plus(repeatAfter));
            var isQuiet = !check.urgent() && rules.timing().holdsBack(now);
            if (check.side() == Side.ABOVE && isDue && !isQuiet) {
                tell(check, told.isEmpty() ? Kind.BEGUN : Kind.STILL, check.urgent());
                told = Optional.of(now);
            }
            after.put(check.rule(), new Standing(standing.since(), told, Optional.empty()));
        }

        private void tell(Check check, Kind kind, boolean urgent) {
            notices.add(new Notice(check.rule(), kind, urgent, figures, check.about()));
        }
    }
}
