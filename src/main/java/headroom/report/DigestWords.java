package headroom.report;

import headroom.forecast.Forecast;
import headroom.report.Digest.Bar;
import headroom.report.Digest.Bars;
import headroom.report.Digest.Block;
import headroom.report.Digest.Figures;
import headroom.report.Digest.Heading;
import headroom.report.Digest.Line;
import headroom.report.Digest.Rows;
import headroom.report.Digest.Step;
import headroom.report.Digest.Steps;
import headroom.report.Digest.Words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes the letter about a week: one for each integration's owner, one for the administrators.
/// Immutable.
///
/// @param zone in which times are said; days are UTC
public record DigestWords(ZoneId zone) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM", Locale.US);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.US);
    private static final int STEPS_MAX = 3;
    private static final int TOP = 5;
    private static final int ALERTS_MAX = 8;
    private static final String WHAT_CALLS_ARE =
            "Calls are those that count against the org's allocation. Days are UTC.";

    /// An alert that was told.
    public record Alert(Instant at, String subject) {}

    /// The letter to an integration's owner.
    public Digest ofOwner(OrgWeek week, CallerWeek caller) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Words(summary(week, caller)));
        blocks.add(new Heading("Day by day"));
        blocks.add(bars(week.first(), caller.days()));
        var habits =
                week.habits().stream()
                        .filter(habit -> habit.integration().equals(caller.name()))
                        .limit(STEPS_MAX)
                        .toList();
        blocks.add(new Heading("What costs most, and what to do"));
        blocks.add(
                habits.isEmpty()
                        ? new Words("No costly habit stands out. There is nothing to do.")
                        : new Steps(habits.stream().map(DigestWords::step).toList()));
        blocks.add(
                new Words(
                        WHAT_CALLS_ARE
                                + " You get this because Headroom's configuration names you as the"
                                + " owner of "
                                + caller.name()
                                + "."));
        return new Digest(
                caller.name()
                        + " at "
                        + week.org()
                        + ": "
                        + count(caller.charges())
                        + " API calls last week"
                        + (caller.before() == 0
                                ? ""
                                : ", " + change(caller.charges(), caller.before())),
                blocks);
    }

    private static String summary(OrgWeek week, CallerWeek caller) {
        var share = (double) caller.charges() / Math.max(1, week.charges());
        return caller.name()
                + " made "
                + count(caller.charges())
                + " API calls to "
                + week.org()
                + " from "
                + span(week)
                + against(caller.charges(), caller.before())
                + ". That is "
                + percent(share)
                + " of all calls to the org. "
                + (caller.errors() == 0
                        ? "None of its requests failed."
                        : count(caller.errors())
                                + " of its "
                                + count(caller.calls())
                                + " requests failed ("
                                + percent((double) caller.errors() / Math.max(1, caller.calls()))
                                + ").");
    }

    private static Step step(Habit habit) {
        var object = habit.object().isEmpty() ? "" : ", " + habit.object();
        return new Step(
                "It "
                        + habit.kind().said()
                        + object
                        + ": "
                        + count(habit.chargesPerDay())
                        + " calls a day, of which "
                        + count(habit.savesPerDay())
                        + " could be saved"
                        + switch (habit.confidence()) {
                            case HIGH -> ".";
                            case MEDIUM -> ", most likely.";
                            case LOW -> ", perhaps: only sums by the hour are known.";
                        },
                capital(habit.kind().how()) + ".");
    }

    /// The letter to the administrators.
    ///
    /// @param alerts of the week, the latest first
    /// @param unlogged days whose event log is missing, in whole or in part
    public Digest ofOrg(OrgWeek week, List<Alert> alerts, List<LocalDate> unlogged) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Words(week.org() + ", " + span(week) + "."));
        blocks.add(new Figures(figures(week, unlogged)));
        blocks.add(new Heading("Day by day"));
        blocks.add(bars(week.first(), week.days()));
        blocks.add(new Heading("Who called most"));
        blocks.add(top(week));
        var habits = week.habits().stream().limit(STEPS_MAX).toList();
        if (!habits.isEmpty()) {
            blocks.add(new Heading("What would save most"));
            blocks.add(new Steps(habits.stream().map(DigestWords::stepOfAll).toList()));
        }
        blocks.add(new Heading("Alerts of the week"));
        blocks.add(alerts(alerts));
        blocks.add(new Words(WHAT_CALLS_ARE));
        var peak = week.peak().flatMap(it -> it.max().map(max -> share(it.used(), max)));
        return new Digest(
                week.org()
                        + ": "
                        + count(week.charges())
                        + " API calls last week"
                        + peak.map(share -> ", peak " + share).orElse(""),
                blocks);
    }

    private static Step stepOfAll(Habit habit) {
        var step = step(habit);
        return new Step(habit.integration() + ": " + step.what(), step.how());
    }

    private List<Line> figures(OrgWeek week, List<LocalDate> unlogged) {
        var lines = new ArrayList<Line>();
        lines.add(
                new Line("Calls", count(week.charges()) + against(week.charges(), week.before())));
        week.peak().ifPresent(it -> lines.add(new Line("Peak", peak(it))));
        lines.add(new Line("Ran out", ranOut(week)));
        week.forecast().ifPresent(it -> lines.add(new Line("Next 7 days", ahead(it))));
        lines.add(
                new Line(
                        "Unexplained",
                        week.unattributed()
                                .map(share ->
                                        percent(share)
                                                + " of the usage passed neither the gateway nor an"
                                                + " imported log")
                                .orElse("not known: the org has not told its usage")));
        lines.add(
                new Line(
                        "Headroom",
                        count(
                                        week.find(OwnSpending.INTEGRATION)
                                                .map(CallerWeek::charges)
                                                .orElse(0L))
                                + " calls of its own"));
        lines.add(new Line("Gaps", gaps(week.gaps(), unlogged)));
        return lines;
    }

    private static String gaps(OrgWeek.Gaps gaps, List<LocalDate> unlogged) {
        var words = new ArrayList<String>();
        if (gaps.count() > 0) {
            words.add(
                    count(gaps.calls())
                            + " calls in "
                            + count(gaps.count())
                            + (gaps.count() == 1 ? " gap" : " gaps")
                            + " of the ledger: counted, not kept one by one");
        }
        if (!unlogged.isEmpty()) {
            words.add(
                    "no whole event log of "
                            + unlogged.stream().map(DAY::format).collect(Collectors.joining(", ")));
        }
        return words.isEmpty() ? "none" : String.join("; ", words);
    }

    private String peak(OrgWeek.Peak peak) {
        return count(peak.used())
                + peak.max().map(max -> " of " + count(max)).orElse("")
                + " in 24 h"
                + peak.max().map(max -> " (" + share(peak.used(), max) + ")").orElse("")
                + ", "
                + time(peak.at());
    }

    private static String ranOut(OrgWeek week) {
        if (week.spentDays().isEmpty()) {
            return "on no day";
        }
        return "on "
                + week.spentDays().stream().map(DAY::format).collect(Collectors.joining(", "))
                + (week.refused() == 0
                        ? ""
                        : "; " + count(week.refused()) + " calls were refused for a limit");
    }

    private String ahead(Forecast forecast) {
        var low = forecast.lowOfWeek();
        var all = forecast.allocation();
        var worst = low.low() <= 0 ? "nothing" : share(low.low(), all);
        var best = low.high() <= 0 ? "nothing" : share(low.high(), all);
        return (low.mid() <= 0
                        ? "calls are forecast to run out, lowest about "
                        : "headroom falls to " + share(low.mid(), all) + " about ")
                + time(low.at())
                + "; in 8 of 10 cases between "
                + worst
                + " and "
                + best
                + " is left";
    }

    private static Rows top(OrgWeek week) {
        var rows = new ArrayList<List<String>>();
        for (var caller : week.callers().stream().limit(TOP).toList()) {
            rows.add(
                    List.of(
                            caller.name(),
                            count(caller.charges()),
                            share(caller.charges(), Math.max(1, week.charges())),
                            signed(caller.charges(), caller.before()),
                            count(caller.errors())));
        }
        return new Rows(List.of("integration", "calls", "share", "change", "errors"), rows);
    }

    private Block alerts(List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return new Words("None.");
        }
        var lines = new ArrayList<Line>();
        alerts.stream()
                .limit(ALERTS_MAX)
                .forEach(alert -> lines.add(new Line(time(alert.at()), alert.subject())));
        if (alerts.size() > ALERTS_MAX) {
            lines.add(new Line("", "and " + (alerts.size() - ALERTS_MAX) + " more"));
        }
        return new Figures(lines);
    }

    private static Bars bars(LocalDate first, List<Long> days) {
        var bars = new ArrayList<Bar>();
        for (var day = 0; day < days.size(); day++) {
            var name = String.format(Locale.ROOT, "%-10s", DAY.format(first.plusDays(day)));
            bars.add(new Bar(name, days.get(day)));
        }
        return new Bars(bars);
    }

    private static String span(OrgWeek week) {
        return DAY.format(week.first()) + " to " + DAY.format(week.last());
    }

    private String time(Instant at) {
        var name = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        return TIME.format(at.atZone(zone)) + " " + name;
    }

    private static String against(long now, long before) {
        if (before == 0) {
            return "; none are known of the week before";
        }
        var than = percents(now, before) == 0 ? " as the week before (" : " than the week before (";
        return ", " + change(now, before) + than + count(before) + ")";
    }

    private static String change(long now, long before) {
        var percents = percents(now, before);
        return percents == 0
                ? "about as many"
                : count(Math.abs(percents)) + (percents > 0 ? " % more" : " % fewer");
    }

    private static long percents(long now, long before) {
        return Math.round(100.0 * (now - before) / before);
    }

    private static String signed(long now, long before) {
        return before == 0
                ? "new"
                : String.format(
                        Locale.ROOT, "%+,d %%", Math.round(100.0 * (now - before) / before));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String share(long part, long all) {
        return percent((double) part / all);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
