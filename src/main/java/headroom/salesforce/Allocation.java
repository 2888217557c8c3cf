package headroom.salesforce;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What an org may spend in 24 hours, with every term of the sum.
///
/// 100,000 + Σ licences × rate + add-on calls, or flat by edition; add-ons come on top of both. The
/// official table states no cap, and captures show totals far above the old 1,000,000.
///
/// @param terms add up to `calls`
/// @param certainty of the base the sum starts from
public record Allocation(Edition edition, long calls, List<Term> terms, Certainty certainty) {
    private static final long BASE = 100_000;
    private static final long DEVELOPER = 15_000;
    private static final long FULL_SANDBOX = 5_000_000;

    /// One line of the sum: `count` × `rate` = `calls`.
    public record Term(String label, long count, long rate) {
        public long calls() {
            return Math.multiplyExact(count, rate);
        }
    }

    public Allocation {
        terms = List.copyOf(terms);
    }

    public static Allocation of(Edition edition, Map<LicenceType, Integer> licences) {
        return of(edition, licences, 0, FlatAllocations.DEFAULTS);
    }

    public static Allocation of(
            Edition edition, Map<LicenceType, Integer> licences, long addOnCalls) {
        return of(edition, licences, addOnCalls, FlatAllocations.DEFAULTS);
    }

    public static Allocation of(
            Edition edition,
            Map<LicenceType, Integer> licences,
            long addOnCalls,
            FlatAllocations flat) {
        var terms = new ArrayList<Term>();
        terms.add(new Term(baseLabel(edition), 1, base(edition, flat)));
        if (!isFlat(edition)) {
            addLicences(edition, licences, terms);
        }
        if (addOnCalls < 0) {
            throw new IllegalArgumentException("add-on calls cannot be negative: " + addOnCalls);
        }
        if (addOnCalls > 0) {
            terms.add(new Term("add-on calls", 1, addOnCalls));
        }
        var calls = terms.stream().mapToLong(Term::calls).reduce(0, Math::addExact);
        return new Allocation(edition, calls, terms, certainty(edition));
    }

    private static void addLicences(
            Edition edition, Map<LicenceType, Integer> licences, List<Term> terms) {
        var ordered = new EnumMap<LicenceType, Integer>(LicenceType.class);
        ordered.putAll(licences);
        ordered.forEach((type, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(
                        "licences cannot be negative: " + type.word() + "=" + count);
            }
            terms.add(new Term(type.word(), count, type.rate(edition)));
        });
    }

    /// Whether licences bring nothing because the edition alone decides.
    public static boolean isFlat(Edition edition) {
        return !edition.hasGrace();
    }

    private static String baseLabel(Edition edition) {
        return isFlat(edition) ? edition.word() : "base";
    }

    private static long base(Edition edition, FlatAllocations flat) {
        return switch (edition) {
            case PROFESSIONAL, ENTERPRISE, UNLIMITED, PERFORMANCE -> BASE;
            case DEVELOPER -> DEVELOPER;
            case FULL_SANDBOX -> FULL_SANDBOX;
            case PARTIAL_SANDBOX -> flat.partialSandbox();
            case DEVELOPER_PRO_SANDBOX -> flat.developerProSandbox();
            case DEVELOPER_SANDBOX -> flat.developerSandbox();
            case SCRATCH -> flat.scratch();
            case TRIAL -> flat.trial();
        };
    }

    private static Certainty certainty(Edition edition) {
        return switch (edition) {
            case PROFESSIONAL, ENTERPRISE, UNLIMITED, PERFORMANCE, DEVELOPER, FULL_SANDBOX ->
                    Certainty.CERTAIN;
            case PARTIAL_SANDBOX, DEVELOPER_PRO_SANDBOX, DEVELOPER_SANDBOX, SCRATCH, TRIAL ->
                    Certainty.UNSURE;
        };
    }
}
