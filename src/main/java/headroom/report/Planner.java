package headroom.report;

import headroom.ledger.LedgerReader.Arrived;
import headroom.meter.Sighting;
import headroom.salesforce.Allocation;
import headroom.salesforce.Allocation.Term;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes a plan of what is declared, what the org said and what was spent. Values in, values out.
public final class Planner {
    private static final int DAYS = 30;
    private static final int DAY_HOURS = 24;

    private Planner() {}

    /// What is declared of the org.
    ///
    /// @param declared calls per 24 h by the operator's own word
    public record Terms(
            String org,
            Optional<Edition> edition,
            Map<LicenceType, Integer> licences,
            long addOnCalls,
            Optional<Long> declared) {
        public Terms {
            licences = Map.copyOf(licences);
        }
    }

    /// What is asked about.
    ///
    /// @param packCalls calls in an add-on pack: no public source states it
    /// @param zone in which the day of a new integration lies
    public record Question(
            Map<LicenceType, Integer> licences,
            long calls,
            List<NewIntegration> integrations,
            long packCalls,
            ZoneId zone) {
        public Question {
            licences = Map.copyOf(licences);
            integrations = List.copyOf(integrations);
        }
    }

    /// What is known of the past.
    ///
    /// @param hours charges of the last 32 days at least
    /// @param sightings of the same time, oldest first
    public record Known(Instant now, List<Arrived> hours, List<Sighting> sightings) {
        public Known {
            hours = List.copyOf(hours);
            sightings = List.copyOf(sightings);
        }
    }

    public static Plan plan(Terms terms, Question question, Known known) {
        var sum =
                terms.edition()
                        .map(kind -> Allocation.of(kind, terms.licences(), terms.addOnCalls()));
        var said = terms.declared().or(() -> sum.map(Allocation::calls));
        var reported = reported(known, said);
        var now = reported.map(Plan.Reported::calls).or(() -> said);
        var added = added(terms, question);
        var whatIf = now.map(calls -> calls + added.stream().mapToLong(Term::calls).sum());
        var days = days(known, question, now, whatIf);
        return new Plan(
                terms.org(),
                sum,
                terms.declared(),
                reported,
                now,
                whatIf,
                added,
                question.integrations(),
                days,
                remedy(terms, question, whatIf, days));
    }

    private static Optional<Plan.Reported> reported(Known known, Optional<Long> said) {
        return known.sightings().isEmpty()
                ? Optional.empty()
                : Optional.of(known.sightings().getLast())
                        .map(last ->
                                new Plan.Reported(
                                        last.max(),
                                        last.source()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '),
                                        Instant.ofEpochMilli(last.atMillis()),
                                        said.map(calls -> last.max() - calls)));
    }

    private static List<Term> added(Terms terms, Question question) {
        var added = new ArrayList<Term>();
        for (var type : LicenceType.values()) {
            var count = question.licences().getOrDefault(type, 0);
            if (count > 0) {
                added.add(new Term(type.word(), count, rate(terms, type)));
            }
        }
        if (question.calls() > 0) {
            added.add(new Term("add-on calls", 1, question.calls()));
        }
        return added;
    }

    private static long rate(Terms terms, LicenceType type) {
        return type.rate(terms.edition().orElse(Edition.ENTERPRISE));
    }

    private static List<Plan.Day> days(
            Known known, Question question, Optional<Long> now, Optional<Long> whatIf) {
        var today = LocalDate.ofInstant(known.now(), ZoneOffset.UTC);
        var firstDay = today.minusDays(DAYS - 1L);
        var firstHour = firstDay.toEpochDay() * DAY_HOURS - DAY_HOURS;
        var nowHour = known.now().getEpochSecond() / 3600;
        var hours = new long[(int) (nowHour - firstHour) + 1];
        var knownFrom = Long.MAX_VALUE;
        for (var row : known.hours()) {
            knownFrom = Math.min(knownFrom, row.time());
            if (row.time() >= firstHour && row.time() <= nowHour) {
                hours[(int) (row.time() - firstHour)] += row.charges();
            }
        }
        var days = new ArrayList<Plan.Day>();
        for (var i = 0; i < DAYS; i++) {
            var day = firstDay.plusDays(i);
            var end = Math.min(hours.length, (i + 2) * DAY_HOURS);
            var peak = sightedPeak(known, day);
            var extraPeak = 0L;
            for (var last = (i + 1) * DAY_HOURS; last < end; last++) {
                var used = 0L;
                var extra = 0.0;
                for (var hour = last - DAY_HOURS + 1; hour <= last; hour++) {
                    used += hours[hour];
                    extra += extra(question, firstHour + hour);
                }
                peak = Math.max(peak, used);
                extraPeak = Math.max(extraPeak, used + Math.round(extra));
            }
            var whatIfPeak = question.integrations().isEmpty() ? peak : Math.max(peak, extraPeak);
            days.add(
                    new Plan.Day(
                            day,
                            knownFrom <= firstHour + (long) i * DAY_HOURS,
                            peak,
                            whatIfPeak,
                            over(peak, now),
                            over(whatIfPeak, whatIf)));
        }
        return days;
    }

    private static boolean over(long peak, Optional<Long> allocation) {
        return allocation.filter(calls -> peak >= calls).isPresent();
    }

    private static double extra(Question question, long hour) {
        var at = Instant.EPOCH.plus(Duration.ofHours(hour));
        return question.integrations().stream()
                .mapToDouble(each -> each.calls(at, question.zone()))
                .sum();
    }

    private static long sightedPeak(Known known, LocalDate day) {
        return known.sightings().stream()
                .filter(it -> Math.floorDiv(it.atMillis(), 86_400_000L) == day.toEpochDay())
                .mapToLong(Sighting::used)
                .max()
                .orElse(0);
    }

    private static Optional<Plan.Remedy> remedy(
            Terms terms, Question question, Optional<Long> whatIf, List<Plan.Day> days) {
        var worst = days.stream().mapToLong(Plan.Day::whatIfPeak).max().orElse(0);
        return whatIf.filter(calls -> worst >= calls)
                .map(calls -> {
                    // The call that reaches the allocation still passes; one more is refused.
                    var missing = worst - calls + 1;
                    var rate = terms.edition().map(LicenceType.SALESFORCE::rate).orElse(0);
                    return new Plan.Remedy(
                            missing,
                            rate == 0
                                    ? Optional.empty()
                                    : Optional.of(Math.ceilDiv(missing, (long) rate)),
                            rate,
                            Math.ceilDiv(missing, question.packCalls()),
                            question.packCalls());
                });
    }
}
