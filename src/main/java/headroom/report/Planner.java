package headroom.report;

import headroom.ledger.LedgerReader.Arrived;
import headroom.meter.Sighting;
import headroom.salesforce.Allocation;
import headroom.salesforce.Allocation.Term;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes a plan of what is declared, what the org said and what was spent. Values in, values out.
public final class Planner {
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
    /// @param minutes the same by the minute, as far back as minutes are kept
    /// @param sightings of the same time, oldest first
    public record Known(
            Instant now, List<Arrived> hours, List<Arrived> minutes, List<Sighting> sightings) {
        public Known {
            hours = List.copyOf(hours);
            minutes = List.copyOf(minutes);
            sightings = List.copyOf(sightings);
        }
    }

    /// Makes the plan.
    ///
    /// @throws IllegalArgumentException if licences are given and no edition, which alone says what
    ///   they bring
    public static Plan plan(Terms terms, Question question, Known known) {
        var licences = new ArrayList<>(terms.licences().keySet());
        licences.addAll(question.licences().keySet());
        if (terms.edition().isEmpty() && !licences.isEmpty()) {
            var first = licences.getFirst();
            throw new IllegalArgumentException(
                    "what licences bring depends on the edition, and none is known: a %s licence brings %,d calls in enterprise, %,d in unlimited"
                            .formatted(
                                    first.word(),
                                    first.rate(Edition.ENTERPRISE),
                                    first.rate(Edition.UNLIMITED)));
        }
        var sum =
                terms.edition()
                        .map(kind -> Allocation.of(kind, terms.licences(), terms.addOnCalls()));
        var said = terms.declared().or(() -> sum.map(Allocation::calls));
        var reported = reported(known, said);
        var now = reported.map(Plan.Reported::calls).or(() -> said);
        var added = added(terms, question);
        var whatIf = now.map(calls -> calls + added.stream().mapToLong(Term::calls).sum());
        var days = new PlanDays(known, question).days(now, whatIf);
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
        return terms.edition().map(type::rate).orElse(0);
    }

    private static Optional<Plan.Remedy> remedy(
            Terms terms, Question question, Optional<Long> whatIf, List<Plan.Day> days) {
        var worst =
                days.stream()
                        .filter(Plan.Day::wouldRunOut)
                        .mapToLong(Plan.Day::whatIfPeak)
                        .max()
                        .orElse(0);
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
