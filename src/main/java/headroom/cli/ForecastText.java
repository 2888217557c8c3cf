package headroom.cli;

import headroom.cli.Table.Column;
import headroom.forecast.Forecast;
import headroom.forecast.Forecast.Band;
import headroom.forecast.Forecast.Driver;
import headroom.forecast.Forecast.Moment;
import headroom.report.OrgForecast;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Forecasts as lines of text for a terminal. Immutable.
///
/// @param zone in which times are shown
record ForecastText(Screen screen, ZoneId zone) {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final int DRIVERS_MAX = 12;
    private static final int EVERY = 12;

    List<String> render(List<OrgForecast> orgs) {
        var lines = new ArrayList<String>();
        for (var org : orgs) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(title(org));
            org.forecast()
                    .ifPresentOrElse(
                            it -> forecast(it, lines),
                            () ->
                                    lines.add(
                                            "no forecast: the allocation is not known until the"
                                                    + " org's first answer; declare edition or"
                                                    + " allocation to have one now"));
        }
        return lines.stream().map(screen::fit).toList();
    }

    private String title(OrgForecast org) {
        return screen.bold(org.name())
                + ", as of "
                + Figures.time(org.asOf(), zone)
                + switch (org.state()) {
                    case LIVE -> "";
                    case STOPPED -> ", " + screen.warning("gateway stopped");
                    case SILENT -> ", " + screen.bad("gateway not heard of");
                }
                + (org.simulated() ? ", simulated org and clock" : "");
    }

    private void forecast(Forecast it, List<String> lines) {
        var share = (double) it.used() / it.allocation();
        lines.add(
                label("now")
                        + Figures.count(it.used())
                        + " of "
                        + Figures.count(it.allocation())
                        + " charges used in the rolling 24 h, "
                        + Figures.percent(share));
        lines.add(label("runs out") + runsOut(it));
        if (it.exhaustion().chance() >= 0.1) {
            lines.add(label("recovers") + recovers(it));
        }
        lines.add(label("lowest") + low("in 24 h", it.lowOfDay(), it.allocation()));
        lines.add(label("") + low("in 7 days", it.lowOfWeek(), it.allocation()));
        lines.add(label("stands on") + basis(it));
        lines.add("");
        lines.addAll(hours(it).render(screen));
        lines.add("");
        lines.addAll(drivers(it).render(screen));
    }

    private static String label(String words) {
        return words + " ".repeat(Math.max(2, 12 - words.length()));
    }

    private String runsOut(Forecast it) {
        var moment = it.exhaustion();
        if (it.used() >= it.allocation()) {
            return screen.bad("spent now: the org refuses, or lets pass what its grace allows");
        }
        if (moment.likely().isEmpty()) {
            return moment.chance() < 0.1
                    ? screen.good("not within 24 h")
                    : screen.warning("hardly within 24 h")
                            + ", with a chance of "
                            + chance(moment)
                            + moment.early()
                                    .map(at -> ", at " + clock(at) + " at the earliest")
                                    .orElse("");
        }
        var at = moment.likely().get();
        return screen.bad("at " + clock(at))
                + ", in "
                + Figures.duration(Duration.between(it.asOf(), at))
                + "; 8 of 10 cases between "
                + moment.early().map(this::clock).orElse("–")
                + " and "
                + moment.late().map(this::clock).orElse("later than 24 h or not at all")
                + ", chance within 24 h "
                + chance(moment);
    }

    private String recovers(Forecast it) {
        var moment = it.recovery();
        return moment.likely()
                .map(at ->
                        "at "
                                + clock(at)
                                + ", 8 of 10 cases between "
                                + moment.early().map(this::clock).orElse("–")
                                + " and "
                                + moment.late().map(this::clock).orElse("later than 7 days")
                                + ", if what is refused is not asked again")
                .orElse("not within 7 days as it goes on");
    }

    private static String chance(Moment moment) {
        return String.format(Locale.ROOT, "%.0f %%", moment.chance() * 100);
    }

    private String low(String when, Forecast.Low low, long allocation) {
        var mid = low.mid() * 1.0 / allocation;
        var text = Figures.count(low.mid()) + " (" + Figures.percent(mid) + ")";
        return "headroom "
                + (mid < 0.05 ? screen.bad(text) : mid < 0.2 ? screen.warning(text) : text)
                + " "
                + when
                + ", about "
                + clock(low.at())
                + "; 8 of 10 cases "
                + Figures.count(low.low())
                + " to "
                + Figures.count(low.high());
    }

    private static String basis(Forecast it) {
        var basis = it.basis();
        var text = new StringBuilder();
        text.append(Figures.count(basis.metered()))
                .append(" in the ledger, ages known to the minute");
        if (basis.unexplained() > 0) {
            text.append("; ")
                    .append(Figures.count(basis.unexplained()))
                    .append(" sighted only, ages unknown: the band is wider for it");
        }
        if (!basis.sighted()) {
            text.append("; the org has not been sighted");
        }
        return text.append("; ").append(known(basis.daysKnown())).toString();
    }

    private static String known(long days) {
        if (days < 1) {
            return "less than a day known: no habit is known yet";
        }
        return days < 14
                ? days
                        + (days == 1 ? " day known" : " days known")
                        + (days < 8 ? ", less than a week of each hour" : "")
                : days / 7 + " weeks known";
    }

    private String clock(Instant at) {
        return HOUR.format(at.atZone(zone)) + " " + Figures.zone(zone, at);
    }

    /// Every three hours a line, with a bar as wide as the band's middle.
    private Table hours(Forecast it) {
        var table =
                new Table(
                        List.of(
                                Column.words("next 24 h"),
                                Column.number("used", 0),
                                Column.number("of allocation", 2),
                                Column.number("10 %", 1),
                                Column.number("90 %", 1),
                                new Column("", false, 4)));
        for (var i = EVERY - 1; i < it.day().size(); i += EVERY) {
            var band = it.day().get(i);
            table.row(
                    List.of(
                            clock(band.at()),
                            Figures.count(band.mid()),
                            Figures.percent((double) band.mid() / it.allocation()),
                            Figures.count(band.low()),
                            Figures.count(band.high()),
                            bar(band, it.allocation())));
        }
        return table;
    }

    private String bar(Band band, long allocation) {
        var width = 24;
        var full = cells(band.mid(), allocation, width);
        var low = Math.min(full, cells(band.low(), allocation, width));
        var high = Math.max(full, cells(band.high(), allocation, width));
        var end = high > width ? "" : " ".repeat(width - high);
        var signs = screen.unicode() ? "█▓░|" : "#=-|";
        return signs.substring(0, 1).repeat(low)
                + signs.substring(1, 2).repeat(full - low)
                + signs.substring(2, 3).repeat(high - full)
                + end
                + (high > width ? "" : signs.substring(3));
    }

    private static int cells(long usage, long allocation, int width) {
        return Math.clamp(Math.round((double) width * usage / allocation), 0, width + 6);
    }

    private Table drivers(Forecast it) {
        var table =
                new Table(
                        List.of(
                                Column.words("integration"),
                                Column.number("next 24 h", 0),
                                Column.number("share", 1),
                                Column.number("last hour", 2),
                                Column.number("usual", 2),
                                new Column("", false, 0)));
        var all = it.drivers().stream().mapToLong(Driver::next24h).sum();
        it.drivers().stream()
                .limit(DRIVERS_MAX)
                .forEach(each ->
                        table.row(
                                List.of(
                                        safe(each.name()),
                                        Figures.count(each.next24h()),
                                        Figures.percent(
                                                all == 0 ? 0 : (double) each.next24h() / all),
                                        Figures.count(each.lastHour()),
                                        Figures.count(each.usualHour()),
                                        changed(each))));
        return table;
    }

    private String changed(Driver each) {
        return each.changedSince()
                .map(since ->
                        (each.usualHour() == 0
                                        ? "new level"
                                        : String.format(
                                                Locale.ROOT,
                                                "%.0f × its norm",
                                                (double) each.lastHour() / each.usualHour()))
                                + " since "
                                + clock(since))
                .orElse("");
    }

    private static String safe(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
