package headroom.report;

import headroom.forecast.Arrivals;
import headroom.forecast.Forecaster;
import headroom.forecast.LimitForecast;
import headroom.forecast.Past;
import headroom.forecast.Series;
import headroom.ledger.LedgerReader;
import headroom.ledger.LedgerReader.Arrived;
import headroom.meter.Sighting;
import headroom.meter.UsageFigure;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Makes forecasts from a ledger's file. One-owner, as the reader it uses.
public final class ForecastReader implements AutoCloseable {
    private static final Duration LOOKED_BACK = Duration.ofDays(57);
    private static final Duration MINUTES_BACK = Duration.ofDays(2);
    private static final int SIGHTINGS_MAX = 300;

    private final LedgerReader reader;
    private final Declared declared;
    private final Map<String, ZoneId> zones;
    private final ZoneId otherwise;

    /// @param zones in which the working day of an integration lies, by its name
    /// @param otherwise the zone of all others
    public ForecastReader(
            LedgerReader reader, Declared declared, Map<String, ZoneId> zones, ZoneId otherwise) {
        this.reader = reader;
        this.declared = declared;
        this.zones = Map.copyOf(zones);
        this.otherwise = otherwise;
    }

    /// The forecasts of all orgs when the wall clock says so.
    public List<OrgForecast> read(Instant wallNow) {
        return reader.orgs().stream().map(org -> read(org, wallNow)).toList();
    }

    /// The forecast of one org; absent if the ledger does not know it.
    public Optional<OrgForecast> read(String name, Instant wallNow) {
        return reader.orgs().stream()
                .filter(org -> org.name().equals(name))
                .findFirst()
                .map(org -> read(org, wallNow));
    }

    /// Every limit of an org other than the calls of 24 hours; empty if the ledger does not know
    /// it.
    public List<LimitForecast> limits(String name, Instant wallNow) {
        var now = RunMark.of(reader).map(sign -> sign.orgTime(wallNow)).orElse(wallNow);
        return reader.orgs().stream()
                .filter(org -> org.name().equals(name))
                .flatMap(org -> new LimitSeries(reader).forecasts(org.id(), now).stream())
                .filter(limit -> !limit.key().equals(LimitsSheet.API_REQUESTS))
                .toList();
    }

    /// The orgs the ledger knows.
    public List<String> orgs() {
        return reader.orgs().stream().map(LedgerReader.Org::name).toList();
    }

    private OrgForecast read(LedgerReader.Org org, Instant wallNow) {
        var mark = RunMark.of(reader);
        var state = mark.map(sign -> sign.state(wallNow)).orElse(Overview.State.STOPPED);
        var now = mark.map(sign -> sign.orgTime(wallNow)).orElse(wallNow);
        var simulated = mark.map(RunMark::simulated).orElse(false);
        var usage = reader.usage(org.id(), now);
        var allocation = declared.allocation(org.name(), usage);
        var forecast =
                allocation
                        .calls()
                        .filter(calls -> calls > 0)
                        .map(calls -> Forecaster.of(past(org.id(), now, calls, usage)));
        return new OrgForecast(org.name(), now, state, simulated, allocation, forecast);
    }

    /// What is known of an org at a moment.
    Past past(int org, Instant now, long allocation, UsageFigure usage) {
        var hours = reader.hours(org, now.minus(LOOKED_BACK), now);
        var minutes = reader.minutes(org, now.minus(MINUTES_BACK), now.plusSeconds(60));
        var nowMinute = now.getEpochSecond() / 60;
        var first = hours.stream().mapToLong(Arrived::time).min().orElse(nowMinute / 60);
        return new Past(
                nowMinute,
                allocation,
                usage.used(),
                usage.sighting().isPresent(),
                knownSince(hours, minutes, nowMinute),
                arrivals(hours, first, minutes, nowMinute),
                said(org, now));
    }

    private List<Arrivals> arrivals(
            List<Arrived> hours, long firstHour, List<Arrived> minutes, long nowMinute) {
        var hoursOf = byIntegration(hours, firstHour, nowMinute / 60);
        var firstMinute = nowMinute + 1 - MINUTES_BACK.toMinutes();
        var minutesOf = byIntegration(minutes, firstMinute, nowMinute + 1);
        var names = reader.integrations();
        var ids = new TreeSet<>(hoursOf.keySet());
        ids.addAll(minutesOf.keySet());
        var arrivals = new ArrayList<Arrivals>();
        for (var id : ids) {
            var name = names.getOrDefault(id, id == 0 ? "(none)" : "(other)");
            arrivals.add(
                    new Arrivals(
                            name,
                            zones.getOrDefault(name, otherwise),
                            series(hoursOf.get(id), firstHour, nowMinute / 60),
                            series(minutesOf.get(id), firstMinute, nowMinute + 1)));
        }
        return arrivals;
    }

    private static Series series(
            long @org.jspecify.annotations.Nullable [] counts, long from, long to) {
        return counts == null
                ? Series.of(from, new long[(int) Math.max(0, to - from)])
                : Series.of(from, counts);
    }

    private static Map<Integer, long[]> byIntegration(List<Arrived> rows, long from, long to) {
        var counts = new HashMap<Integer, long[]>();
        for (var row : rows) {
            if (row.time() >= from && row.time() < to) {
                counts.computeIfAbsent(row.integration(), _ -> new long[(int) (to - from)])[
                                (int) (row.time() - from)] +=
                        row.charges();
            }
        }
        return counts;
    }

    /// The first minute known: exact within the last two days, to the hour before.
    private static long knownSince(List<Arrived> hours, List<Arrived> minutes, long nowMinute) {
        var byHour = hours.stream().mapToLong(Arrived::time).min().orElse(Long.MAX_VALUE / 60) * 60;
        var byMinute = minutes.stream().mapToLong(Arrived::time).min().orElse(nowMinute + 1);
        return byMinute - byHour < 60 ? byMinute : byHour;
    }

    private List<Past.Said> said(int org, Instant now) {
        var all =
                reader.sightings(org, now.minus(Duration.ofHours(25)), now.plusSeconds(1)).stream()
                        .filter(it -> it.source() != Sighting.Source.EVENT_LOG)
                        .sorted(Comparator.comparingLong(Sighting::atMillis))
                        .toList();
        var every = Math.max(1, Math.ceilDiv(all.size(), SIGHTINGS_MAX));
        var said = new ArrayList<Past.Said>();
        for (var i = all.size() - 1; i >= 0; i -= every) {
            said.add(new Past.Said(all.get(i).atMillis() / 60_000, all.get(i).used()));
        }
        return said.reversed();
    }

    @Override
    public void close() {
        reader.close();
    }
}
