package headroom.watch;

import headroom.watch.AlertFigures.Heaviest;
import headroom.watch.AlertFigures.Level;
import headroom.watch.Alerting.Kind;
import headroom.watch.Alerting.Notice;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Puts a notice into words that say what is, when it gets serious, who it is and what would help.
/// Immutable.
public final class AlertWords {
    private final ZoneId zone;
    private final Optional<URI> link;

    /// @param zone in which times are said
    /// @param link where to read on
    public AlertWords(ZoneId zone, Optional<URI> link) {
        this.zone = zone;
        this.link = link;
    }

    public Message of(Notice notice) {
        var figures = notice.figures();
        var id = figures.org() + " " + notice.rule() + " " + notice.kind() + " " + figures.at();
        var text =
                notice.kind() == Kind.OVER
                        ? figures.org() + ": " + usage(figures)
                        : String.join(" ", sentences(notice));
        return new Message(
                id,
                figures.at(),
                figures.org(),
                subject(notice),
                text,
                link,
                notice.urgent(),
                mailTo(notice));
    }

    /// The owner hears of what is about one integration; all else goes to the administrators.
    private static List<String> mailTo(Notice notice) {
        var isPersonal = notice.rule().equals("share") || notice.rule().equals("burn");
        return isPersonal
                ? notice.figures().heaviest().flatMap(Heaviest::owner).stream().toList()
                : List.of();
    }

    private static String subject(Notice notice) {
        var figures = notice.figures();
        var over = notice.kind() == Kind.OVER;
        var name = figures.heaviest().map(Heaviest::name).orElse("one integration");
        var what =
                switch (notice.rule()) {
                    case "runs-out" ->
                            over
                                    ? "calls no longer run out soon"
                                    : "calls run out at the present rate";
                    case "share" ->
                            over
                                    ? "no integration takes most of the calls any more"
                                    : name + " takes most of the calls";
                    case "burn" ->
                            over
                                    ? "all integrations are back to their norm"
                                    : name + " calls far more than it used to";
                    case "unattributed" ->
                            over
                                    ? "unexplained usage is small again"
                                    : percent(figures.unattributedShare())
                                            + " of the usage is unexplained";
                    default -> other(notice);
                };
        return figures.org() + ": " + what;
    }

    private static String other(Notice notice) {
        var rule = notice.rule();
        var figures = notice.figures();
        if (rule.startsWith("limit ")) {
            var key = rule.substring("limit ".length());
            return notice.kind() == Kind.OVER
                    ? key + " has room again"
                    : level(figures, key)
                            .map(level -> key + " is used to " + percent(level.share()))
                            .orElse(key);
        }
        return notice.kind() == Kind.OVER
                ? "usage is down to " + percent(figures.usedShare())
                : percent(figures.usedShare()) + " of the API calls are used";
    }

    private static Optional<Level> level(AlertFigures figures, String key) {
        return figures.limits().stream().filter(level -> level.key().equals(key)).findFirst();
    }

    private List<String> sentences(Notice notice) {
        var figures = notice.figures();
        var all = new ArrayList<String>();
        if (notice.rule().startsWith("limit ")) {
            var key = notice.rule().substring("limit ".length());
            level(figures, key)
                    .ifPresent(level ->
                            all.add(
                                    figures.org()
                                            + ": "
                                            + count(level.used())
                                            + " of "
                                            + count(level.max())
                                            + " used of "
                                            + key
                                            + " ("
                                            + percent(level.share())
                                            + ")."));
            return all;
        }
        all.add(figures.org() + ": " + usage(figures));
        figures.runsOutAt().ifPresent(at -> all.add(runsOut(figures.at(), at)));
        if (notice.rule().equals("unattributed")) {
            all.add(
                    percent(figures.unattributedShare())
                            + " of it passed neither the gateway nor the imported logs.");
        }
        figures.heaviest().ifPresent(heaviest -> all.addAll(blame(figures, heaviest)));
        return all;
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

    private String runsOut(Instant now, Instant at) {
        if (!at.isAfter(now)) {
            return "Nothing is left.";
        }
        var time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone).format(at);
        return "At the present rate it runs out at "
                + time
                + " "
                + (zone.getId().equals("Z") ? "UTC" : zone.getId())
                + ", in "
                + duration(Duration.between(now, at))
                + ".";
    }

    private static List<String> blame(AlertFigures figures, Heaviest heaviest) {
        var details = new ArrayList<String>();
        details.add(count(heaviest.lastHour()) + " calls");
        heaviest.norm()
                .filter(norm -> norm >= 1 && heaviest.lastHour() >= 2 * norm)
                .ifPresent(norm ->
                        details.add(Math.round(heaviest.lastHour() / norm) + " × its norm"));
        if (!heaviest.habit().isEmpty()) {
            details.add("mostly " + heaviest.habit());
        }
        var all = new ArrayList<String>();
        var share = (double) heaviest.lastHour() / Math.max(1, figures.lastHour());
        all.add(
                part(share)
                        + " of the last hour is '"
                        + heaviest.name()
                        + "' ("
                        + String.join(", ", details)
                        + ").");
        heaviest.lowWithout()
                .filter(low -> low > 0)
                .ifPresent(low ->
                        all.add(
                                "Pausing it would keep headroom above "
                                        + Math.round(Math.floor(low * 100))
                                        + " % until tomorrow."));
        return all;
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

    private static String duration(Duration duration) {
        var minutes = Math.max(1, duration.toMinutes());
        return minutes < 60
                ? minutes + " min"
                : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
