package headroom.forecast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// One integration as the forecast sees it: its usual week, and whether it has left it.
///
/// @param today how the last hours stood against the week's shape; fades over the next ones
/// @param spells hours that earlier excesses like the present one lasted, those at the same time of
///   the day three times; empty if it is the first
record Outlook(
        Arrivals arrivals,
        WeekShape shape,
        double today,
        Optional<ChangedLevel> change,
        List<Integer> spells) {
    private static final int LAST_HOURS = 12;
    private static final double TRUST_IN_TODAY = 0.5;
    private static final double FADING_HOURS = 12;
    private static final double LIKE_THIS = 0.6;
    private static final int SAME_TIME = 3;

    static Outlook of(Arrivals arrivals, long nowMinute) {
        var nowHour = Math.floorDiv(nowMinute + 1, 60);
        var shape = WeekShape.of(arrivals, nowMinute);
        var change = ChangedLevel.find(arrivals, shape, nowMinute);
        var spells =
                change.map(it -> spells(arrivals, shape, nowHour, it)).orElse(List.<Integer>of());
        return new Outlook(
                arrivals,
                shape,
                today(arrivals, shape, unchangedUntil(change, nowHour)),
                change,
                spells);
    }

    /// What is new today says nothing of how today goes otherwise.
    private static long unchangedUntil(Optional<ChangedLevel> change, long nowHour) {
        return change.map(it -> Math.floorDiv(it.sinceMinute(), 60)).orElse(nowHour);
    }

    /// Expected charges of an hour, the excess of a changed level not included.
    double expected(long hour, long nowHour) {
        var fading = Math.exp(-Math.max(0, hour - nowHour) / FADING_HOURS);
        return shape.expected(hour) * (1 + (today - 1) * fading);
    }

    private static double today(Arrivals arrivals, WeekShape shape, long nowHour) {
        var seen = 0.0;
        var usual = 0.0;
        for (var hour = nowHour - LAST_HOURS; hour < nowHour; hour++) {
            seen += Math.min((double) arrivals.hours().at(hour), 2 * shape.high(hour));
            usual += shape.expected(hour);
        }
        var ratio = (seen + 20) / (usual + 20);
        return 1 + TRUST_IN_TODAY * (Math.clamp(ratio, 0.5, 1.6) - 1);
    }

    private static List<Integer> spells(
            Arrivals arrivals, WeekShape shape, long nowHour, ChangedLevel change) {
        var spells = new ArrayList<Integer>();
        var least = LIKE_THIS * 60 * change.perMinute();
        var lasted = 0;
        var until = Math.min(nowHour - 1, Math.floorDiv(change.sinceMinute(), 60));
        for (var hour = Math.max(arrivals.hours().first(), nowHour - 8 * 168);
                hour < until;
                hour++) {
            if (arrivals.hours().at(hour) - shape.expected(hour) >= least) {
                lasted++;
            } else if (lasted > 0) {
                var apart = Math.floorMod(hour - lasted - nowHour + 12, 24) - 12;
                spells.addAll(Collections.nCopies(Math.abs(apart) <= 2 ? SAME_TIME : 1, lasted));
                lasted = 0;
            }
        }
        return List.copyOf(spells);
    }
}
