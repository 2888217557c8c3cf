package headroom.watch;

import headroom.watch.AlertFigures.Driver;
import headroom.watch.AlertFigures.Foresight;
import headroom.watch.AlertFigures.Spender;
import headroom.watch.Alerting.Kind;
import headroom.watch.Alerting.Notice;

import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Puts a notice into words that say what is, when it gets serious, who it is and what would help.
/// Immutable.
public final class AlertWords {
    private final ForesightWords foresight;
    private final Optional<URI> link;

    /// What is looked up of an integration only when it is spoken of.
    ///
    /// @param habit what it mostly does, such as `update of Lead`; may be empty
    /// @param lowWithout the least headroom of the next 24 hours, as a share of the allocation, if
    ///   it stopped and the others went on
    public record Detail(String habit, Optional<Double> lowWithout) {
        public static final Detail NONE = new Detail("", Optional.empty());
    }

    /// @param zone in which times are said
    /// @param link where to read on
    public AlertWords(ZoneId zone, Optional<URI> link) {
        this.foresight = new ForesightWords(zone);
        this.link = link;
    }

    /// Whom a notice speaks of: the integration it is about, else the heaviest.
    public static Optional<Spender> spokenOf(Notice notice) {
        return notice.about().or(() -> notice.figures().heaviest());
    }

    /// The message about a notice.
    ///
    /// @param detail of whom the notice speaks of
    public Message of(Notice notice, Detail detail) {
        var figures = notice.figures();
        return new Message(
                figures.org() + " " + notice.rule() + " " + notice.kind() + " " + figures.at(),
                figures.at(),
                figures.org(),
                figures.org() + ": " + subject(notice),
                String.join(" ", sentences(notice, detail)),
                link,
                notice.urgent(),
                mailTo(notice));
    }

    /// The owner hears of what is about one integration; all else goes to the administrators.
    private static List<String> mailTo(Notice notice) {
        return notice.about().flatMap(Spender::owner).stream().toList();
    }

    private String subject(Notice notice) {
        var figures = notice.figures();
        var over = notice.kind() == Kind.OVER;
        var rule = notice.rule();
        if (notice.about().isPresent()) {
            var name = notice.about().get().name();
            return rule.startsWith(AlertChecks.SHARE)
                    ? name + (over ? " no longer takes most of the calls" : " takes most of them")
                    : name + (over ? " is back to its norm" : " calls far more than it used to");
        }
        if (rule.startsWith(AlertChecks.LIMIT)) {
            var key = key(rule);
            return figures.level(key)
                    .map(level ->
                            key + (over ? " is down to " : " is used to ") + percent(level.share()))
                    .orElse(key);
        }
        return switch (rule) {
            case AlertChecks.RUNS_OUT ->
                    over
                            ? "calls are no longer forecast to run out soon"
                            : figures.isSpent() ? "no calls are left" : soon(figures);
            case AlertChecks.UNATTRIBUTED ->
                    over
                            ? "unexplained usage is small again"
                            : percent(figures.unattributedShare()) + " of the usage is unexplained";
            default ->
                    over
                            ? "usage is down to " + percent(figures.usedShare())
                            : percent(figures.usedShare()) + " of the API calls are used";
        };
    }

    private String soon(AlertFigures figures) {
        return figures.foresight()
                .flatMap(Foresight::likely)
                .map(at -> "calls are forecast to run out about " + foresight.clock(at))
                .orElse("calls may run out soon");
    }

    private static String key(String rule) {
        return rule.substring(AlertChecks.LIMIT.length());
    }

    private List<String> sentences(Notice notice, Detail detail) {
        var figures = notice.figures();
        if (notice.rule().startsWith(AlertChecks.LIMIT)) {
            return List.of(figures.org() + ": " + limit(figures, key(notice.rule())));
        }
        var all = new ArrayList<String>();
        all.add(figures.org() + ": " + usage(figures));
        if (notice.kind() == Kind.OVER) {
            notice.about()
                    .ifPresent(who ->
                            all.add(
                                    count(who.lastHour())
                                            + " calls of the last hour are '"
                                            + who.name()
                                            + "'s."));
            return all;
        }
        if (figures.isSpent()) {
            all.add("Nothing is left.");
        } else {
            figures.foresight().ifPresent(it -> all.add(foresight.sentence(it, figures.at())));
        }
        if (notice.rule().equals(AlertChecks.UNATTRIBUTED)) {
            all.add(
                    percent(figures.unattributedShare())
                            + " of it passed neither the gateway nor the imported logs.");
        }
        spokenOf(notice).ifPresent(who -> all.addAll(blame(figures, who, detail)));
        return all;
    }

    private static String limit(AlertFigures figures, String key) {
        return figures.level(key)
                .map(level ->
                        count(level.used())
                                + " of "
                                + count(level.max())
                                + " used of "
                                + key
                                + " ("
                                + percent(level.share())
                                + ").")
                .orElse(key + ".");
    }

    private static String usage(AlertFigures figures) {
        return count(figures.used())
                + figures.allocation().map(all -> " of " + count(all)).orElse("")
                + " API calls used in the last 24 h"
                + figures.allocation()
                        .map(_ -> " (" + percent(figures.usedShare()) + ")")
                        .orElse("")
                + ".";
    }

    private List<String> blame(AlertFigures figures, Spender who, Detail detail) {
        var driver = figures.foresight().flatMap(Foresight::driver);
        var since =
                driver.filter(it -> it.name().equals(who.name()))
                        .map(it -> " since " + foresight.clock(it.since()))
                        .orElse("");
        var details = new ArrayList<String>();
        details.add(count(who.lastHour()) + " calls");
        var norm = who.norm().filter(usual -> usual >= 1 && who.lastHour() >= 2 * usual);
        if (norm.isPresent()) {
            details.add(Math.round(who.lastHour() / norm.get()) + " × its norm" + since);
        } else if (!since.isEmpty()) {
            details.add("a new level" + since);
        }
        if (!detail.habit().isEmpty()) {
            details.add("mostly " + detail.habit());
        }
        var all = new ArrayList<String>();
        var share = (double) who.lastHour() / Math.max(1, figures.lastHour());
        all.add(
                part(share)
                        + " of the last hour is '"
                        + who.name()
                        + "' ("
                        + String.join(", ", details)
                        + ").");
        if (since.isEmpty() && !figures.isSpent()) {
            driver.map(this::drives).ifPresent(all::add);
        }
        detail.lowWithout()
                .filter(low -> low > 0)
                .ifPresent(low ->
                        all.add(
                                "Pausing it would keep headroom above "
                                        + ForesightWords.above(low)
                                        + " % until tomorrow."));
        return all;
    }

    private String drives(Driver driver) {
        return "'"
                + driver.name()
                + "' has called more than it ever does at this time since "
                + foresight.clock(driver.since())
                + ".";
    }

    private static String part(double share) {
        return Math.abs(share - 0.5) < 0.02 ? "Half" : share >= 0.995 ? "All" : percent(share);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
