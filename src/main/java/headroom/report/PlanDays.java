package headroom.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last 30 days and today so far: how high the rolling 24 hours rose in each, minute by minute,
/// and how high they would have risen.
///
/// What the ledger knows may be less than what the org has seen: where the org said a higher
/// figure, that one counts, and what is asked about comes on top of it too.
final class PlanDays {
    private static final int DAYS = 30;
    private static final int DAY_MINUTES = 1440;
    private static final int HOUR_MINUTES = 60;

    private final Planner.Known known;
    private final Planner.Question question;
    private final LocalDate firstDay;
    private final LocalDate today;
    private final long firstMinute;
    private final int minutes;

    /// Sums of all minutes before that one, from `firstMinute` on.
    private final double[] used;

    private final double[] extra;
    private long knownFrom = Long.MAX_VALUE;

    PlanDays(Planner.Known known, Planner.Question question) {
        this.known = known;
        this.question = question;
        this.today = LocalDate.ofInstant(known.now(), ZoneOffset.UTC);
        this.firstDay = today.minusDays(DAYS);
        this.firstMinute = (firstDay.toEpochDay() - 1) * DAY_MINUTES;
        this.minutes = (int) (minute(known.now()) - firstMinute) + 1;
        this.used = sums(used());
        this.extra = sums(extra());
    }

    List<Plan.Day> days(Optional<Long> now, Optional<Long> whatIf) {
        var days = new ArrayList<Plan.Day>();
        for (var day = firstDay; !day.isAfter(today); day = day.plusDays(1)) {
            var from = (int) (day.toEpochDay() * DAY_MINUTES - firstMinute);
            var peak = 0L;
            var whatIfPeak = 0L;
            for (var at = from; at < Math.min(minutes, from + DAY_MINUTES); at++) {
                peak = Math.max(peak, Math.round(window(used, at)));
                whatIfPeak = Math.max(whatIfPeak, Math.round(window(used, at) + window(extra, at)));
            }
            for (var said : known.sightings()) {
                var at = (int) (Math.floorDiv(said.atMillis(), 60_000L) - firstMinute);
                if (at >= from && at < Math.min(minutes, from + DAY_MINUTES)) {
                    peak = Math.max(peak, said.used());
                    whatIfPeak = Math.max(whatIfPeak, said.used() + Math.round(window(extra, at)));
                }
            }
            var isKnown = knownFrom <= firstMinute + from - DAY_MINUTES;
            var isJudged = isKnown || peak > 0;
            days.add(
                    new Plan.Day(
                            day,
                            day.isBefore(today),
                            isKnown,
                            peak,
                            whatIfPeak,
                            isJudged && over(peak, now),
                            isJudged && over(whatIfPeak, whatIf)));
        }
        return days;
    }

    /// The 24 hours that end with that minute.
    private static double window(double[] sums, int minute) {
        return sums[minute + 1] - sums[minute + 1 - DAY_MINUTES];
    }

    private static boolean over(long peak, Optional<Long> allocation) {
        return allocation.filter(calls -> peak >= calls).isPresent();
    }

    private static double[] sums(double[] each) {
        var sums = new double[each.length + 1];
        for (var at = 0; at < each.length; at++) {
            sums[at + 1] = sums[at] + each[at];
        }
        return sums;
    }

    /// Charges by the minute; what the hours have beyond their minutes is spread over them.
    private double[] used() {
        var each = new double[minutes];
        var rest = new double[minutes / HOUR_MINUTES + 1];
        for (var row : known.hours()) {
            knownFrom = Math.min(knownFrom, row.time() * HOUR_MINUTES);
            var at = row.time() - firstMinute / HOUR_MINUTES;
            if (at >= 0 && at < rest.length) {
                rest[(int) at] += row.charges();
            }
        }
        for (var row : known.minutes()) {
            var at = row.time() - firstMinute;
            if (at >= 0 && at < minutes) {
                each[(int) at] += row.charges();
                rest[(int) at / HOUR_MINUTES] -= row.charges();
            }
        }
        for (var at = 0; at < minutes; at++) {
            var hour = at / HOUR_MINUTES;
            var length = Math.min(HOUR_MINUTES, minutes - hour * HOUR_MINUTES);
            each[at] += Math.max(0, rest[hour]) / length;
        }
        return each;
    }

    private double[] extra() {
        var each = new double[minutes];
        if (!question.integrations().isEmpty()) {
            for (var at = 0; at < minutes; at++) {
                var begin = Instant.ofEpochSecond((firstMinute + at) * 60);
                for (var one : question.integrations()) {
                    each[at] += one.calls(begin, question.zone()) / HOUR_MINUTES;
                }
            }
        }
        return each;
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60);
    }
}
