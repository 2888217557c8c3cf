package headroom.report;

import headroom.ledger.LedgerReader;
import headroom.ledger.LedgerReader.Spent;
import headroom.meter.RollingWindow;
import headroom.meter.Sighting;
import headroom.report.Sheet.Column;
import headroom.report.Sheet.Section;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What the org says of its rolling 24 hours, held against what the ledger knows of the same 24
/// hours, and why two right figures differ. Immutable.
record ReconcileSheet(LedgerReader ledger) {
    private static final Duration WINDOW = Duration.ofSeconds(RollingWindow.SECONDS);

    /// The far part of a window, whose calls of yesterday have not aged out.
    private record Halves(long window, long today, long yesterday, Instant at) {
        long left() {
            return window - today;
        }
    }

    Sheet make(String name, ReportRange range, Instant now) {
        var org = ledger.orgs().stream().filter(one -> one.name().equals(name)).findFirst();
        var lead = new ArrayList<String>();
        var rows = new ArrayList<List<Object>>();
        lead.add(name + ", " + range.words());
        if (org.isPresent()) {
            var id = org.get().id();
            var end = now.isBefore(range.to()) ? now : range.to();
            var latest = latest(id, end);
            var at = latest.map(said -> Instant.ofEpochMilli(said.atMillis())).orElse(end);
            lead.addAll(explained(latest, halves(id, at)));
            byHour(id, range).forEach((_, said) -> rows.add(row(id, said)));
        }
        var columns =
                List.of(
                        Column.words("hour", "hour (UTC)"),
                        Column.count("org", "org says, 24 h"),
                        Column.count("ledger", "ledger knows, 24 h"),
                        Column.count("unattributed", "unattributed"),
                        Column.share("share", "share"),
                        Column.count("hour_charges", "this hour"),
                        Column.sentence("why", "why they differ"));
        return new Sheet(
                "reconcile",
                "What the org says and what the ledger explains",
                lead,
                List.of(new Section("hours", "Hour by hour", columns, rows)),
                List.of(
                        "Both figures are of the 24 hours that end with the org's last word in the"
                                + " hour. A day's count begins at midnight UTC and is another"
                                + " figure.",
                        rows.isEmpty()
                                ? "The org has not told its usage in this time: let it pass the"
                                        + " gateway, or watch the org."
                                : "Unattributed calls went round the gateway and stand in no"
                                        + " imported log."));
    }

    private Optional<Sighting> latest(int org, Instant now) {
        var said = ledger.sightings(org, now.minus(WINDOW), now.plusSeconds(60));
        return said.isEmpty() ? Optional.empty() : Optional.of(said.getLast());
    }

    private TreeMap<Long, Sighting> byHour(int org, ReportRange range) {
        var hours = new TreeMap<Long, Sighting>();
        for (var said : ledger.sightings(org, range.from(), range.to())) {
            hours.put(Math.floorDiv(said.atMillis(), 3_600_000L), said);
        }
        return hours;
    }

    /// The window's two halves, of which only one is today's.
    private List<String> explained(Optional<Sighting> said, Halves halves) {
        var day = LocalDate.ofInstant(halves.at(), ZoneOffset.UTC);
        var aged = halves.yesterday() - halves.left();
        var lines = new ArrayList<String>();
        lines.add(
                said.map(it ->
                                "the org says %,d in the 24 h to %s; "
                                        .formatted(it.used(), time(it)))
                                .orElse("")
                        + "the ledger knows "
                        + "%,d".formatted(halves.window()));
        lines.add(
                "%,d = %,d today (%s %s, UTC) + %,d of yesterday's %,d that are still in the window"
                        .formatted(
                                halves.window(),
                                halves.today(),
                                word(day),
                                day,
                                halves.left(),
                                halves.yesterday()));
        lines.add("the other %,d of yesterday have aged out".formatted(aged));
        said.ifPresent(
                it -> lines.add("%,d remain unattributed".formatted(it.used() - halves.window())));
        return lines;
    }

    private Halves halves(int org, Instant at) {
        return new Halves(
                sum(ledger.window(org, at)),
                sum(
                        ledger.range(
                                org,
                                LocalDate.ofInstant(at, ZoneOffset.UTC)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant(),
                                at.plusSeconds(60))),
                sum(ledger.day(org, at.minus(WINDOW))),
                at);
    }

    private List<Object> row(int org, Sighting said) {
        var at = Instant.ofEpochMilli(said.atMillis());
        var hour = Math.floorDiv(said.atMillis(), 3_600_000L);
        var spent = ledger.window(org, at);
        var known = sum(spent);
        var begin = Instant.ofEpochSecond(hour * 3600);
        var inHour = sum(ledger.range(org, begin, begin.plusSeconds(3600)));
        var unattributed = said.used() - known;
        return List.of(
                ReportRange.hour(hour),
                said.used(),
                known,
                unattributed,
                (double) unattributed / Math.max(1, said.used()),
                inHour,
                why(unattributed, spent));
    }

    private static String why(long unattributed, List<Spent> spent) {
        if (unattributed == 0) {
            return "they agree";
        }
        if (unattributed < 0) {
            return "the org's count lags, up to 5 min";
        }
        var logged = spent.stream().mapToLong(one -> one.imported() + one.simulated()).sum();
        return logged == 0
                ? "no log of these 24 h is imported"
                : "calls round the gateway whose log is not there yet";
    }

    private static long sum(List<Spent> spent) {
        return spent.stream().mapToLong(Spent::charges).sum();
    }

    private static String word(LocalDate day) {
        var name = day.getDayOfWeek().name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    private static String time(Sighting said) {
        return Instant.ofEpochSecond(Math.floorDiv(said.atMillis(), 1000L)).toString();
    }
}
