package headroom.report;

import headroom.forecast.LimitForecast;
import headroom.ledger.LedgerReader;
import headroom.ledger.LedgerReader.LimitSeen;
import headroom.meter.Sighting;
import headroom.report.Sheet.Column;
import headroom.report.Sheet.Section;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;

/// Every key of an org's limits resource over a time. Immutable.
record LimitsSheet(LedgerReader ledger) {
    /// The calls of 24 hours, which the ledger knows far better.
    static final String API_REQUESTS = "DailyApiRequests";

    Sheet make(String name, ReportRange range, Instant now) {
        var ends = new HashMap<String, LimitForecast>();
        var series = new TreeMap<String, List<LimitSeen>>();
        for (var org : ledger.orgs()) {
            if (org.name().equals(name)) {
                for (var limit : new LimitSeries(ledger).forecasts(org.id(), now)) {
                    ends.put(limit.key(), limit);
                }
                for (var seen : ledger.limits(org.id(), range.from(), range.to())) {
                    series.computeIfAbsent(seen.key(), _ -> new ArrayList<>()).add(seen);
                }
                var requests = series.get(API_REQUESTS);
                if (requests != null) {
                    ledger.lastAnswered(org.id(), range.from(), range.to())
                            .filter(said -> isBetter(said, requests.getLast()))
                            .ifPresent(said -> requests.add(seen(said)));
                }
            }
        }
        var rows = new ArrayList<List<Object>>();
        series.forEach((key, seen) -> rows.add(row(key, seen, ends.get(key))));
        rows.sort(java.util.Comparator.comparingDouble(row -> -(Double) row.get(3)));
        var columns =
                List.of(
                        Column.words("limit", "limit"),
                        Column.count("max", "max"),
                        Column.count("used", "used now"),
                        Column.share("share", "share"),
                        Column.count("used_most", "used at most"),
                        Column.count("sightings", "sightings"),
                        Column.words("runs_out", "runs out (UTC)"),
                        Column.words("last", "last seen (UTC)"));
        return new Sheet(
                "limits",
                "Limits",
                List.of(name + ", " + range.words()),
                List.of(new Section("limits", "Every limit that the org tells of", columns, rows)),
                List.of(
                        rows.isEmpty()
                                ? "The org's limits have not been read in this time."
                                : "“Used” is max − remaining, as the org said it. “Runs out” is by"
                                        + " the middle of the paces seen lately; headroom forecast"
                                        + " --limit says more."));
    }

    /// Whether what an answer said tells more than a look into the limits resource, which speaks of
    /// up to five minutes ago.
    static boolean isBetter(Sighting said, LimitSeen seen) {
        var at = seen.at().toEpochMilli();
        var used = Math.max(0, seen.max() - seen.remaining());
        var looked = new Sighting(said.org(), at, used, seen.max(), Sighting.Source.LIMITS);
        return said.atMillis() > at || !looked.supersedes(said);
    }

    static LimitSeen seen(Sighting said) {
        return new LimitSeen(
                API_REQUESTS,
                Instant.ofEpochMilli(said.atMillis()),
                said.max(),
                said.max() - said.used());
    }

    private static List<Object> row(String key, List<LimitSeen> seen, @Nullable LimitForecast end) {
        var last = seen.getLast();
        var used = last.max() - last.remaining();
        var most = seen.stream().mapToLong(one -> one.max() - one.remaining()).max().orElse(used);
        return List.of(
                key,
                last.max(),
                used,
                (double) used / Math.max(1, last.max()),
                most,
                (long) seen.size(),
                key.equals(API_REQUESTS) ? "see forecast" : end == null ? "" : words(end),
                last.at().toString());
    }

    private static String words(LimitForecast end) {
        return switch (end.state()) {
            case SPENT -> "spent";
            case RUNS_OUT -> day(end.likely().orElseThrow());
            case MAY_RUN_OUT -> day(end.early().orElseThrow()) + " at the earliest";
            case HOLDS -> "not by " + day(end.until());
            case UNKNOWN, NOT_FORECAST -> "";
        };
    }

    private static String day(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
