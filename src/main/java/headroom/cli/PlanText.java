package headroom.cli;

import headroom.cli.Table.Column;
import headroom.report.NewIntegration;
import headroom.report.Plan;
import headroom.salesforce.Allocation;
import headroom.salesforce.Allocation.Term;
import headroom.salesforce.Certainty;
import headroom.salesforce.LicenceType;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A plan as lines of text. Immutable.
///
/// @param zone in which times are shown; days are UTC days
record PlanText(Screen screen, ZoneId zone) {
    List<String> render(Plan plan) {
        var lines = new ArrayList<String>();
        lines.add(
                screen.bold(plan.org())
                        + ": calls per rolling 24 h"
                        + plan.terms()
                                .map(sum -> ", " + sum.edition().word() + " edition")
                                .orElse(""));
        lines.addAll(terms(plan));
        lines.addAll(reported(plan));
        if (!plan.added().isEmpty() || !plan.arrivals().isEmpty()) {
            lines.add("");
            lines.addAll(whatIf(plan));
        }
        lines.add("");
        lines.addAll(days(plan));
        return lines.stream().map(screen::fit).toList();
    }

    private List<String> terms(Plan plan) {
        var table =
                new Table(
                        List.of(
                                Column.words("term"),
                                Column.number("count", 1),
                                Column.number("each", 1),
                                Column.number("calls", 0)));
        plan.terms()
                .ifPresent(sum -> {
                    sum.terms().forEach(term -> row(table, term));
                    table.row(List.of("sum", "", "", Figures.count(sum.calls())));
                });
        plan.declared()
                .ifPresent(calls ->
                        table.row(List.of("declared instead", "", "", Figures.count(calls))));
        if (plan.terms().isEmpty() && plan.declared().isEmpty()) {
            return List.of("no edition and no allocation is declared: --edition, or headroom.yaml");
        }
        var lines = new ArrayList<>(table.render(screen));
        plan.terms()
                .filter(sum -> sum.certainty() == Certainty.UNSURE)
                .ifPresent(_ ->
                        lines.add(
                                screen.warning(
                                        "this edition is not in the official table: the figure is a"
                                                + " guess, trust what the org says")));
        plan.terms()
                .filter(sum -> Allocation.isFlat(sum.edition()))
                .ifPresent(_ -> lines.add("flat by edition: licences bring nothing here"));
        return lines;
    }

    private static void row(Table table, Term term) {
        table.row(
                List.of(
                        term.label(),
                        Figures.count(term.count()),
                        Figures.count(term.rate()),
                        Figures.count(term.calls())));
    }

    private List<String> reported(Plan plan) {
        return plan.reported()
                .map(said ->
                        screen.sentence(
                                "the org says "
                                        + Figures.count(said.calls())
                                        + " ("
                                        + said.source()
                                        + ", "
                                        + Figures.time(said.at(), zone)
                                        + ")"
                                        + said.difference()
                                                .map(off -> difference(plan, off))
                                                .orElse("")))
                .orElse(List.of("the org has not said its allocation yet: not compared"));
    }

    private String difference(Plan plan, long difference) {
        if (difference == 0) {
            return ": " + screen.good("agrees");
        }
        return ": "
                + screen.bad(
                        "DISAGREES, "
                                + Figures.count(Math.abs(difference))
                                + (difference > 0 ? " more" : " fewer")
                                + " than declared")
                + "; the org is right: look for licences, packs or an edition not declared here"
                + likely(plan, difference);
    }

    /// Licences that would explain the difference.
    private static String likely(Plan plan, long difference) {
        var rate =
                plan.terms()
                        .map(sum -> LicenceType.SALESFORCE.rate(sum.edition()))
                        .filter(calls -> calls > 0 && difference % calls == 0);
        return rate.map(calls ->
                        " ("
                                + Figures.count(Math.abs(difference) / calls)
                                + " salesforce licences "
                                + (difference > 0 ? "more" : "fewer")
                                + " would explain it)")
                .orElse("");
    }

    private static List<String> whatIf(Plan plan) {
        var lines = new ArrayList<String>();
        for (var term : plan.added()) {
            lines.add(
                    "what if   + "
                            + (term.count() == 1
                                    ? Figures.count(term.calls())
                                    : Figures.count(term.count())
                                            + " × "
                                            + Figures.count(term.rate())
                                            + " = "
                                            + Figures.count(term.calls()))
                            + " "
                            + term.label());
        }
        for (NewIntegration each : plan.arrivals()) {
            lines.add(
                    "what if   "
                            + each.name()
                            + " calls "
                            + Figures.count(each.callsPerDay())
                            + " times a day, "
                            + each.shape().name().toLowerCase(Locale.ROOT));
        }
        plan.whatIf()
                .ifPresent(calls -> lines.add("          allocation then " + Figures.count(calls)));
        return lines;
    }

    private List<String> days(Plan plan) {
        var known = plan.days().stream().filter(day -> day.peak() > 0 || day.known()).toList();
        if (known.isEmpty()) {
            return List.of("no day is known yet: days come from the ledger");
        }
        var asked = !plan.added().isEmpty() || !plan.arrivals().isEmpty();
        var table =
                new Table(
                        List.of(
                                Column.words("UTC day"),
                                Column.number("highest 24 h", 0),
                                Column.number("of allocation", 1),
                                new Column("", false, 0),
                                Column.number(asked ? "what if" : "", 2),
                                new Column("", false, 2)));
        for (var day : known) {
            table.row(
                    List.of(
                            day.day() + mark(day),
                            Figures.count(day.peak()),
                            share(day.peak(), plan.now()),
                            day.ranOut() ? "RAN OUT" + by(day.peak(), plan.now()) : "",
                            asked
                                    ? Figures.count(day.whatIfPeak())
                                            + " "
                                            + share(day.whatIfPeak(), plan.whatIf())
                                    : "",
                            asked && day.wouldRunOut()
                                    ? "WOULD RUN OUT" + by(day.whatIfPeak(), plan.whatIf())
                                    : ""));
        }
        var lines = new ArrayList<>(table.render(screen));
        lines.add("");
        var over = known.stream().filter(Plan.Day::isOver).count();
        lines.addAll(
                screen.sentence(
                        over
                                + " of the last 30 days known, today in part. A day's figure is the"
                                + " highest rolling 24 hours that ended in it. "
                                + verdict(plan, asked)));
        return lines;
    }

    /// Of how many calls the day was short.
    private static String by(long peak, Optional<Long> allocation) {
        return allocation.map(calls -> " by " + Figures.count(peak - calls + 1)).orElse("");
    }

    private static String mark(Plan.Day day) {
        return day.isOver() ? day.known() ? "" : " (in part)" : " (so far)";
    }

    private static String share(long peak, Optional<Long> allocation) {
        return allocation.map(calls -> Figures.percent((double) peak / calls)).orElse("");
    }

    private String verdict(Plan plan, boolean asked) {
        var out = plan.days().stream().filter(day -> asked ? day.wouldRunOut() : day.ranOut());
        var count = out.count();
        if (plan.whatIf().isEmpty()) {
            return "Without an allocation nothing can run out.";
        }
        if (count == 0) {
            return screen.good(asked ? "None would have run out." : "None ran out.");
        }
        return plan.remedy()
                .map(remedy ->
                        screen.bad(
                                        (count == 1 ? "1 day" : count + " days")
                                                + (asked ? " would have run out" : " ran out"))
                                + ", the worst short of at least "
                                + Figures.count(remedy.shortOf())
                                + ": "
                                + remedy.licences()
                                        .map(licences ->
                                                Figures.count(licences)
                                                        + " more salesforce licences ("
                                                        + Figures.count(remedy.perLicence())
                                                        + " each) or ")
                                        .orElse("")
                                + Figures.count(remedy.packs())
                                + (remedy.packs() == 1 ? " pack" : " packs")
                                + " of "
                                + Figures.count(remedy.packCalls())
                                + " calls would have prevented it (pack size as assumed: --pack)")
                .orElse("");
    }
}
