package headroom.report;

import headroom.ledger.LedgerReader;
import headroom.ledger.LedgerReader.CurvePoint;
import headroom.ledger.LedgerReader.Spent;
import headroom.meter.Sighting;
import headroom.meter.UsageFigure;
import headroom.report.OrgOverview.Curve;
import headroom.report.OrgOverview.Sighted;
import headroom.report.OrgOverview.UsageParts;
import headroom.report.OrgOverview.UsageSaid;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the overview from a ledger's file: the same for the process that writes it and for any
/// other. One-owner, as the reader it uses.
public final class OverviewReader implements AutoCloseable {
    private static final int HOUR_MINUTES = 60;
    private static final int DAY_HOURS = 24;
    private static final int TREND_HOURS = 3;

    private final LedgerReader reader;
    private final Declared declared;

    public OverviewReader(LedgerReader reader, Declared declared) {
        this.reader = reader;
        this.declared = declared;
    }

    /// The overview when the wall clock says so; the ledger's own mark tells the orgs' time.
    public Overview read(Instant wallNow) {
        var mark = RunMark.of(reader);
        var state = mark.map(sign -> sign.state(wallNow)).orElse(Overview.State.STOPPED);
        var now = mark.map(sign -> sign.orgTime(wallNow)).orElse(wallNow);
        var simulated = mark.map(RunMark::simulated).orElse(false);
        var orgs = reader.orgs();
        var overviews = new ArrayList<OrgOverview>();
        for (var org : orgs) {
            overviews.add(org(org, now, orgs.size() == 1 ? declared.integrations() : List.of()));
        }
        return new Overview(now, state, simulated, overviews, books());
    }

    private Overview.BookNotes books() {
        var gaps = reader.gaps();
        return new Overview.BookNotes(
                gaps.size(),
                gaps.stream().mapToLong(LedgerReader.GapSpan::calls).sum(),
                reader.unsettled().stream().mapToLong(LedgerReader.Unsettled::calls).sum(),
                reader.importedDays());
    }

    private OrgOverview org(LedgerReader.Org org, Instant now, List<String> expected) {
        var usage = reader.usage(org.id(), now);
        var window = reader.window(org.id(), now);
        var day = reader.day(org.id(), now);
        var curve = reader.curve(org.id(), now);
        var allocation = declared.allocation(org.name(), usage);
        var rate = lastHour(curve);
        var headroom = allocation.calls().map(calls -> calls - usage.used());
        return new OrgOverview(
                org.name(),
                now,
                allocation,
                parts(usage),
                headroom,
                rate,
                headroom.flatMap(left -> runsOutIn(left, rate)),
                usage.sighting().map(_ -> usage.used() - usage.metered() - usage.inFlight()),
                day.stream().mapToLong(Spent::charges).sum(),
                curve(curve, said(org.id(), now)),
                integrations(window, day, curve, expected));
    }

    private static UsageParts parts(UsageFigure usage) {
        return new UsageParts(
                usage.used(),
                usage.sighting()
                        .map(said ->
                                new Sighted(
                                        said.used(),
                                        said.max(),
                                        words(said.source().name()),
                                        Instant.ofEpochMilli(said.atMillis()))),
                usage.begunSince(),
                usage.agedOutSince(),
                usage.inFlight(),
                usage.metered());
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// At the last hour's rate, if the headroom ends within the window: later, what is spent now is
    /// free again, and the plain division would mislead.
    private static Optional<Duration> runsOutIn(long headroom, long ratePerHour) {
        if (headroom <= 0) {
            return Optional.of(Duration.ZERO);
        }
        if (ratePerHour <= 0 || headroom / ratePerHour >= DAY_HOURS) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(headroom * 3600 / ratePerHour));
    }

    private static long lastHour(List<CurvePoint> curve) {
        return curve.stream()
                .skip(Math.max(0, curve.size() - HOUR_MINUTES))
                .mapToLong(OverviewReader::charges)
                .sum();
    }

    private static long charges(CurvePoint point) {
        return point.charges().values().stream().mapToLong(Long::longValue).sum();
    }

    private static Curve curve(List<CurvePoint> points, List<UsageSaid> said) {
        return points.isEmpty()
                ? Curve.EMPTY
                : new Curve(
                        points.getFirst().minute(),
                        points.stream().map(CurvePoint::rolling).toList(),
                        points.stream().map(OverviewReader::charges).toList(),
                        said);
    }

    /// The last of every ten minutes; what logs say comes too late to be a word of the moment.
    private List<UsageSaid> said(int org, Instant now) {
        var last = new TreeMap<Long, UsageSaid>();
        for (var it : reader.sightings(org, now.minus(Duration.ofDays(1)), now.plusSeconds(60))) {
            if (it.source() != Sighting.Source.EVENT_LOG) {
                var at = Instant.ofEpochMilli(it.atMillis());
                last.put(Math.floorDiv(at.getEpochSecond(), 600), new UsageSaid(at, it.used()));
            }
        }
        return List.copyOf(last.values());
    }

    private static List<IntegrationFigures> integrations(
            List<Spent> window, List<Spent> day, List<CurvePoint> curve, List<String> expected) {
        var all = window.stream().mapToLong(Spent::charges).sum();
        var dayCharges = new HashMap<Integer, Long>();
        day.forEach(spent -> dayCharges.put(spent.integration(), spent.charges()));
        var hours = hours(curve);
        var figures = new ArrayList<IntegrationFigures>();
        var seen = new HashSet<String>();
        for (var spent : window) {
            seen.add(spent.name());
            figures.add(
                    figures(
                            spent,
                            all,
                            hours.getOrDefault(spent.integration(), NO_HOURS),
                            dayCharges.getOrDefault(spent.integration(), 0L)));
        }
        for (var name : expected) {
            if (seen.add(name)) {
                figures.add(figures(new Spent(-1, name, 0, 0, 0, 0, 0), all, NO_HOURS, 0));
            }
        }
        return figures;
    }

    private static final long[] NO_HOURS = new long[DAY_HOURS];

    private static IntegrationFigures figures(Spent spent, long all, long[] hours, long day) {
        var before = 0L;
        for (var hour = DAY_HOURS - 1 - TREND_HOURS; hour < DAY_HOURS - 1; hour++) {
            before += hours[hour];
        }
        var lastHour = hours[DAY_HOURS - 1];
        return new IntegrationFigures(
                spent.name(),
                spent.calls(),
                spent.charges(),
                all == 0 ? 0 : (double) spent.charges() / all,
                spent.charges() - spent.imported() - spent.simulated(),
                spent.imported(),
                spent.simulated(),
                lastHour,
                Trend.of(lastHour, (double) before / TREND_HOURS),
                java.util.Arrays.stream(hours).boxed().toList(),
                spent.errors(),
                day);
    }

    /// Charges by integration in the 24 hours of the curve, the last one ending with it.
    private static Map<Integer, long[]> hours(List<CurvePoint> curve) {
        var hours = new HashMap<Integer, long[]>();
        for (var at = 0; at < curve.size(); at++) {
            var hour = Math.max(0, DAY_HOURS - 1 - (curve.size() - 1 - at) / HOUR_MINUTES);
            curve.get(at)
                    .charges()
                    .forEach((integration, charges) ->
                            hours.computeIfAbsent(integration, _ -> new long[DAY_HOURS])[hour] +=
                                    charges);
        }
        return hours;
    }

    @Override
    public void close() {
        reader.close();
    }
}
