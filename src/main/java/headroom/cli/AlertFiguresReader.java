package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.forecast.Forecast;
import headroom.ledger.LedgerReader;
import headroom.report.IntegrationFigures;
import headroom.report.OrgOverview;
import headroom.salesforce.CallKind;
import headroom.watch.AlertFigures;
import headroom.watch.AlertFigures.Driver;
import headroom.watch.AlertFigures.Foresight;
import headroom.watch.AlertFigures.Level;
import headroom.watch.AlertFigures.Spender;
import headroom.watch.AlertWords.Detail;
import headroom.watch.LimitsReading;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes the figures that alert rules look at: what the overview shows now, and what was usual at
/// this hour of the days before. One-owner.
final class AlertFiguresReader {
    /// Share of the allocation; a forecast is made anew from a third of it on.
    private static final double LEAP = 0.03;

    private static final int DAYS = 7;
    private static final Duration LIMITS_FRESH = Duration.ofHours(25);
    private static final Duration LIMITS_EVERY = Duration.ofMinutes(1);

    private final LedgerReader reader;
    private final Map<String, String> owners;
    private final Map<String, Norms> norms = new HashMap<>();
    private final Map<Integer, Limits> limits = new HashMap<>();

    /// What an org's integrations spent in this hour of the days before, on an average.
    private record Norms(Instant hour, Map<String, Double> byIntegration) {}

    /// The newest of each limit, as of a moment.
    private record Limits(Instant readAt, List<Level> levels) {}

    AlertFiguresReader(LedgerReader reader, Configuration configuration) {
        this.reader = reader;
        this.owners =
                configuration.integrations().stream()
                        .filter(each -> each.owner().isPresent())
                        .collect(
                                Collectors.toMap(
                                        each -> each.marks().name(),
                                        each -> each.owner().orElseThrow()));
    }

    /// @param forecast the latest one, if there is one
    AlertFigures of(OrgOverview org, Optional<Forecast> forecast) {
        var id = id(org);
        var usual = id.map(number -> norms(number, org)).orElse(Map.of());
        var unattributed = org.unattributed().filter(rest -> rest > 0).orElse(0L);
        return new AlertFigures(
                org.name(),
                org.asOf(),
                org.usage().used(),
                org.allocation().calls(),
                forecast.filter(it -> holds(it, org)).map(AlertFiguresReader::foresight),
                org.ratePerHour(),
                org.integrations().stream()
                        .sorted(Comparator.comparingLong(IntegrationFigures::lastHour).reversed())
                        .map(each -> spender(each, usual))
                        .toList(),
                org.usage().used() <= 0 ? 0 : (double) unattributed / org.usage().used(),
                id.map(number -> limits(number, org.asOf())).orElse(List.of()));
    }

    /// What is worth a look into the ledger only when people are told of an integration.
    Detail detail(OrgOverview org, Spender spoken) {
        return new Detail(
                id(org).map(number -> habit(number, spoken.name(), org.asOf())).orElse(""),
                lowWithout(org, spoken.lastHour()));
    }

    private Optional<Integer> id(OrgOverview org) {
        return reader.orgs().stream()
                .filter(each -> each.name().equals(org.name()))
                .findFirst()
                .map(LedgerReader.Org::id);
    }

    /// A forecast of before a leap in usage says nothing of now; the next one follows in seconds.
    private static boolean holds(Forecast forecast, OrgOverview org) {
        var leap = Math.abs(org.usage().used() - forecast.used());
        return leap <= LEAP * forecast.allocation();
    }

    private static Foresight foresight(Forecast forecast) {
        var end = forecast.exhaustion();
        return new Foresight(
                end.chance(),
                end.early(),
                end.likely(),
                end.late(),
                (double) forecast.lowOfDay().low() / forecast.allocation(),
                forecast.drivers().stream()
                        .filter(each -> each.changedSince().isPresent())
                        .findFirst()
                        .map(each -> new Driver(each.name(), each.changedSince().orElseThrow())));
    }

    private Spender spender(IntegrationFigures each, Map<String, Double> usual) {
        return new Spender(
                each.name(),
                each.lastHour(),
                usual.isEmpty()
                        ? Optional.empty()
                        : Optional.of(usual.getOrDefault(each.name(), 0.0)),
                Optional.ofNullable(owners.get(each.name())));
    }

    /// The least headroom of the next 24 hours if one integration stopped and the others went on as
    /// in the last hour.
    private static Optional<Double> lowWithout(OrgOverview org, long stopped) {
        var allocation = org.allocation().calls().filter(all -> all > 0);
        if (allocation.isEmpty() || org.headroom().isEmpty()) {
            return Optional.empty();
        }
        var left = (double) org.headroom().get();
        var low = left;
        var perMinute = Math.max(0, org.ratePerHour() - stopped) / 60.0;
        for (var aged : org.curve().charges()) {
            left += aged - perMinute;
            low = Math.min(low, left);
        }
        return Optional.of(low / allocation.get());
    }

    /// The kind of call that an integration made most in the last two clock hours: `update of
    /// Lead`.
    private String habit(int org, String integration, Instant now) {
        var sums = new HashMap<CallKind, Long>();
        reader.eachHour(
                org,
                now.minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS),
                now.plus(1, ChronoUnit.HOURS),
                sum -> {
                    if (sum.integration().equals(integration)) {
                        sums.merge(sum.kind(), sum.charges(), Long::sum);
                    }
                });
        return sums.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> words(entry.getKey()))
                .orElse("");
    }

    private static String words(CallKind kind) {
        return kind.operation().isEmpty()
                ? kind.resource()
                : kind.operation() + (kind.object().isEmpty() ? "" : " of " + kind.object());
    }

    /// Read once an hour: the days before do not change.
    private Map<String, Double> norms(int org, OrgOverview overview) {
        var hour = overview.asOf().truncatedTo(ChronoUnit.HOURS);
        var known = norms.get(overview.name());
        if (known != null && known.hour().equals(hour)) {
            return known.byIntegration();
        }
        var sums = new HashMap<String, Double>();
        var days = 0;
        for (var day = 1; day <= DAYS; day++) {
            var from = hour.minus(day, ChronoUnit.DAYS);
            var spent = reader.range(org, from, from.plus(1, ChronoUnit.HOURS));
            if (!spent.isEmpty()) {
                days++;
                spent.forEach(
                        each -> sums.merge(each.name(), (double) each.charges(), Double::sum));
            }
        }
        var count = days;
        sums.replaceAll((_, sum) -> sum / count);
        norms.put(overview.name(), new Norms(hour, Map.copyOf(sums)));
        return sums;
    }

    /// The newest of every other limit; they are polled, so once a minute is soon enough.
    private List<Level> limits(int org, Instant now) {
        var known = limits.get(org);
        if (known == null || !now.isBefore(known.readAt().plus(LIMITS_EVERY))) {
            known = new Limits(now, readLimits(org, now));
            limits.put(org, known);
        }
        return known.levels();
    }

    private List<Level> readLimits(int org, Instant now) {
        var newest = new HashMap<String, Level>();
        for (var seen : reader.limits(org, now.minus(LIMITS_FRESH), now.plusSeconds(1))) {
            newest.put(
                    seen.key(), new Level(seen.key(), seen.max() - seen.remaining(), seen.max()));
        }
        newest.remove(LimitsReading.API_REQUESTS);
        return newest.values().stream()
                .filter(level -> level.max() > 0)
                .sorted(Comparator.comparing(Level::key))
                .toList();
    }
}
