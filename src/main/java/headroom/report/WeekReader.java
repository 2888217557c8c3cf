package headroom.report;

import headroom.forecast.Forecast;
import headroom.ledger.LedgerReader;
import headroom.ledger.LedgerReader.Spent;
import headroom.ledger.Outcome;
import headroom.meter.Sighting;
import headroom.report.OrgWeek.Gaps;
import headroom.report.OrgWeek.Peak;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks back on an org's week, in ledger and history. One-owner, as the reader it uses.
///
/// @param history the history's folder, which need not exist
public record WeekReader(LedgerReader ledger, Path history) {
    private static final int DAYS = OrgWeek.DAYS;
    private static final int HABITS_MAX = 40;

    private record DaySum(String name, long day, long calls, long charges, long errors) {}

    /// The last seven whole UTC days.
    ///
    /// @param now on the org's clock
    /// @param forecast of the org now, if there is one
    public OrgWeek read(String org, Instant now, Optional<Forecast> forecast) {
        var end = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var first = end.minusDays(DAYS);
        var week = new Week(first, instant(first), instant(end));
        var id = ledger.orgs().stream().filter(one -> one.name().equals(org)).findFirst();
        var said = id.map(one -> said(one.id(), week)).orElse(List.of());
        var refusals = id.map(one -> refusals(one.id(), week)).orElse(Map.of());
        return new OrgWeek(
                org,
                first,
                callers(org, week),
                peak(said).or(() -> id.flatMap(one -> metered(one.id(), week))),
                spentDays(said, refusals),
                refusals.values().stream().mapToLong(Long::longValue).sum(),
                id.flatMap(one -> unattributed(one.id(), said)),
                gaps(week),
                habits(org, week, now),
                forecast);
    }

    private record Week(LocalDate first, Instant from, Instant to) {}

    private static Instant instant(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate day(Sighting said) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(said.atMillis()), ZoneOffset.UTC);
    }

    private List<CallerWeek> callers(String org, Week week) {
        var range = ReportRange.of(week.from().minus(Duration.ofDays(DAYS)), week.to());
        var byName = new HashMap<String, List<DaySum>>();
        try (var facts = new Facts(ledger, history, org, range)) {
            facts.list(
                            "week",
                            Map.of(),
                            row ->
                                    new DaySum(
                                            row.getString(1),
                                            row.getLong(2),
                                            row.getLong(3),
                                            row.getLong(4),
                                            row.getLong(5)))
                    .forEach(sum ->
                            byName.computeIfAbsent(sum.name(), _ -> new ArrayList<>()).add(sum));
        }
        var callers = new ArrayList<CallerWeek>();
        byName.forEach((name, sums) -> callers.add(caller(name, sums, week.first().toEpochDay())));
        callers.sort(
                Comparator.comparingLong(CallerWeek::charges)
                        .reversed()
                        .thenComparing(CallerWeek::name));
        return callers;
    }

    private static CallerWeek caller(String name, List<DaySum> sums, long first) {
        var days = new Long[DAYS];
        java.util.Arrays.fill(days, 0L);
        var before = 0L;
        var calls = 0L;
        var errors = 0L;
        for (var sum : sums) {
            if (sum.day() < first) {
                before += sum.charges();
            } else {
                days[(int) (sum.day() - first)] += sum.charges();
                calls += sum.calls();
                errors += sum.errors();
            }
        }
        return new CallerWeek(name, calls, errors, List.of(days), before);
    }

    private List<Habit> habits(String org, Week week, Instant now) {
        var range = ReportRange.of(week.from(), week.to());
        try (var facts = new Facts(ledger, history, org, range)) {
            return new Habits(facts).find(now, HABITS_MAX);
        }
    }

    private List<Sighting> said(int org, Week week) {
        return ledger.sightings(org, week.from(), week.to()).stream()
                .filter(said -> said.source() != Sighting.Source.EVENT_LOG)
                .toList();
    }

    private static Optional<Peak> peak(List<Sighting> said) {
        return said.stream()
                .max(Comparator.comparingLong(Sighting::used))
                .map(it ->
                        new Peak(
                                it.used(),
                                Optional.of(it.max()),
                                Instant.ofEpochMilli(it.atMillis())));
    }

    /// Where the org never said its usage: the ledger's own, to the hour.
    private Optional<Peak> metered(int org, Week week) {
        var hours = new TreeMap<Long, Long>();
        ledger.hours(org, week.from().minus(Duration.ofDays(1)), week.to())
                .forEach(it -> hours.merge(it.time(), it.charges(), Long::sum));
        var first = week.from().getEpochSecond() / 3600;
        return hours.keySet().stream()
                .filter(hour -> hour >= first)
                .map(hour -> new Peak(sum(hours, hour), Optional.empty(), end(hour)))
                .max(Comparator.comparingLong(Peak::used));
    }

    private static long sum(TreeMap<Long, Long> hours, long last) {
        return hours.subMap(last - 23, last + 1).values().stream().mapToLong(Long::longValue).sum();
    }

    private static Instant end(long hour) {
        return Instant.ofEpochSecond((hour + 1) * 3600);
    }

    private Map<LocalDate, Long> refusals(int org, Week week) {
        var refusals = new HashMap<LocalDate, Long>();
        ledger.eachFailure(
                org,
                week.from(),
                week.to(),
                sum -> {
                    if (sum.outcome() == Outcome.REFUSED) {
                        var day = LocalDate.ofEpochDay(Math.floorDiv(sum.hour(), 24L));
                        refusals.merge(day, sum.calls(), Long::sum);
                    }
                });
        return refusals;
    }

    private static List<LocalDate> spentDays(List<Sighting> said, Map<LocalDate, Long> refusals) {
        var days = new TreeSet<>(refusals.keySet());
        said.stream()
                .filter(it -> it.max() > 0 && it.used() >= it.max())
                .map(WeekReader::day)
                .forEach(days::add);
        return List.copyOf(days);
    }

    /// By the last word of the org on each day.
    private Optional<Double> unattributed(int org, List<Sighting> said) {
        var last = new TreeMap<LocalDate, Sighting>();
        said.forEach(it -> last.put(day(it), it));
        var used = 0L;
        var unknown = 0L;
        for (var it : last.values()) {
            var known =
                    ledger.window(org, Instant.ofEpochMilli(it.atMillis())).stream()
                            .mapToLong(Spent::charges)
                            .sum();
            used += it.used();
            unknown += Math.max(0, it.used() - known);
        }
        return used == 0 ? Optional.empty() : Optional.of((double) unknown / used);
    }

    private Gaps gaps(Week week) {
        var gaps =
                ledger.gaps().stream()
                        .filter(gap ->
                                gap.began().isBefore(week.to()) && gap.ended().isAfter(week.from()))
                        .toList();
        return new Gaps(gaps.size(), gaps.stream().mapToLong(LedgerReader.GapSpan::calls).sum());
    }
}
