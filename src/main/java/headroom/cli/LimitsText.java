package headroom.cli;

import headroom.cli.Table.Column;
import headroom.forecast.LimitForecast;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Forecasts of limits as lines of text for a terminal. Immutable.
///
/// @param zone in which times are shown
record LimitsText(Screen screen, ZoneId zone) {

    /// A limit's forecast and whose it is, for programs.
    record OfOrg(String org, LimitForecast limit) {}

    static List<OfOrg> all(Map<String, List<LimitForecast>> byOrg) {
        return byOrg.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(it -> new OfOrg(each.getKey(), it)))
                .toList();
    }

    List<String> render(Map<String, List<LimitForecast>> byOrg) {
        var lines = new ArrayList<String>();
        byOrg.forEach((org, limits) -> {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(screen.bold(org) + ", as of " + Figures.time(limits.getFirst().asOf(), zone));
            lines.addAll(table(limits).render(screen));
        });
        return lines.stream().map(screen::fit).toList();
    }

    private Table table(List<LimitForecast> limits) {
        var table =
                new Table(
                        List.of(
                                Column.words("limit"),
                                Column.number("used", 0),
                                Column.number("max", 1),
                                Column.number("share", 2),
                                Column.number("pace", 3),
                                new Column("runs out", false, 0),
                                new Column("8 of 10 cases", false, 4)));
        for (var limit : limits) {
            table.row(
                    List.of(
                            limit.key().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"),
                            Figures.count(limit.used()),
                            Figures.count(limit.max()),
                            Figures.percent((double) limit.used() / Math.max(1, limit.max())),
                            pace(limit),
                            runsOut(limit),
                            cases(limit)));
        }
        return table;
    }

    private static String pace(LimitForecast limit) {
        return switch (limit.state()) {
            case RUNS_OUT, MAY_RUN_OUT, HOLDS ->
                    String.format(Locale.ROOT, "%+,.0f a day", limit.perHour() * 24);
            case SPENT, UNKNOWN, NOT_FORECAST -> "";
        };
    }

    private String runsOut(LimitForecast limit) {
        return switch (limit.state()) {
            case SPENT -> screen.bad("spent now");
            case RUNS_OUT -> screen.bad(at(limit.likely(), limit));
            case MAY_RUN_OUT -> screen.warning("hardly within " + ahead(limit));
            case HOLDS -> screen.good("not within " + ahead(limit));
            case UNKNOWN -> "too few sightings lately";
            case NOT_FORECAST -> "of the moment: not forecast";
        };
    }

    private String cases(LimitForecast limit) {
        return limit.early().isEmpty()
                ? ""
                : at(limit.early(), limit)
                        + " to "
                        + (limit.late().isPresent() ? at(limit.late(), limit) : "never");
    }

    private String at(Optional<Instant> at, LimitForecast limit) {
        return at.map(it ->
                        Figures.time(it, zone)
                                + ", in "
                                + Figures.duration(Duration.between(limit.asOf(), it)))
                .orElse("");
    }

    private static String ahead(LimitForecast limit) {
        var hours = Duration.between(limit.asOf(), limit.until()).toHours();
        return hours <= 24 ? hours + " h" : hours / 24 + " days";
    }
}
