package headroom.report;

import headroom.ledger.LedgerReader;
import headroom.ledger.LedgerReader.LimitSeen;
import headroom.report.Sheet.Column;
import headroom.report.Sheet.Section;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Every key of an org's limits resource over a time. Immutable.
record LimitsSheet(LedgerReader ledger) {

    Sheet make(String name, ReportRange range) {
        var series = new TreeMap<String, List<LimitSeen>>();
        for (var org : ledger.orgs()) {
            if (org.name().equals(name)) {
                for (var seen : ledger.limits(org.id(), range.from(), range.to())) {
                    series.computeIfAbsent(seen.key(), _ -> new ArrayList<>()).add(seen);
                }
            }
        }
        var rows = new ArrayList<List<Object>>();
        series.forEach((key, seen) -> rows.add(row(key, seen)));
        rows.sort(java.util.Comparator.comparingDouble(row -> -(Double) row.get(3)));
        var columns =
                List.of(
                        Column.words("limit", "limit"),
                        Column.count("max", "max"),
                        Column.count("used", "used now"),
                        Column.share("share", "share"),
                        Column.count("used_most", "used at most"),
                        Column.count("sightings", "sightings"),
                        Column.words("last", "last seen (UTC)"));
        return new Sheet(
                "limits",
                "Limits",
                List.of(name + ", " + range.words()),
                List.of(new Section("limits", "Every limit that the org tells of", columns, rows)),
                List.of(
                        rows.isEmpty()
                                ? "The org's limits have not been read in this time."
                                : "“Used” is max − remaining, as the org said it."));
    }

    private static List<Object> row(String key, List<LimitSeen> seen) {
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
                last.at().toString());
    }
}
