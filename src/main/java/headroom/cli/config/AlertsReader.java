package headroom.cli.config;

import headroom.cli.config.Alerts.Hook;
import headroom.cli.config.Alerts.Mail;
import headroom.watch.AlertRules;
import headroom.watch.AlertRules.Limits;
import headroom.watch.AlertRules.Quiet;
import headroom.watch.AlertRules.Timing;
import headroom.watch.AlertRules.Used;
import headroom.watch.MailChannel.Login;
import headroom.watch.MailChannel.Safety;
import headroom.watch.MailChannel.Server;
import headroom.watch.WebChannel.Form;
import headroom.watch.WeekTime;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The grammar of `alerts`: whom to tell and by which ways.
final class AlertsReader {
    private static final Pattern QUIET =
            Pattern.compile("((?:[01]\\d|2[0-3]):[0-5]\\d)-((?:[01]\\d|2[0-3]):[0-5]\\d)");

    private AlertsReader() {}

    /// @param zone in which times are meant unless another is said
    static Alerts read(Section section, ZoneId zone) {
        var admins = section.list("admins", Values::mail);
        var mail = section.section("mail", "`mail`").flatMap(AlertsReader::mail);
        var hooks = new ArrayList<Hook>();
        section.secret("slack-url").ifPresent(url -> hooks.add(hook(Form.SLACK, url)));
        section.secret("teams-url").ifPresent(url -> hooks.add(hook(Form.TEAMS, url)));
        section.section("webhook", "`webhook`")
                .flatMap(AlertsReader::webhook)
                .ifPresent(hooks::add);
        if (mail.isPresent() && admins.isEmpty()) {
            section.report("mail", "`alerts` send mail but name no `admins` to write to");
        }
        var rules =
                section.section("rules", "`rules`")
                        .map(AlertsReader::rules)
                        .orElse(AlertRules.DEFAULTS);
        var digest = digest(section, zone, mail.isPresent());
        section.finish();
        return new Alerts(admins, mail, hooks, rules, digest);
    }

    /// Letters go by mail alone.
    private static Optional<WeekTime> digest(Section section, ZoneId zone, boolean byMail) {
        if (section.isOff("digest")) {
            return Optional.empty();
        }
        var said = section.section("digest", "`digest`");
        if (said.isPresent() && !byMail) {
            section.report("digest", "`digest` goes by mail: it needs `mail`");
        }
        var monday = new WeekTime(DayOfWeek.MONDAY, LocalTime.of(8, 0), zone);
        return said.map(it -> digest(it, monday)).or(() -> Optional.of(monday)).filter(_ -> byMail);
    }

    private static WeekTime digest(Section section, WeekTime or) {
        var time =
                new WeekTime(
                        section.get("day", AlertsReader::day, or.day()),
                        section.get("time", AlertsReader::time, or.time()),
                        section.get("time-zone", Values::zone, or.zone()));
        section.finish();
        return time;
    }

    private static DayOfWeek day(String text) {
        for (var day : DayOfWeek.values()) {
            if (day.name().equalsIgnoreCase(text)) {
                return day;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no day such as monday");
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 08:00", e);
        }
    }

    private static AlertRules rules(Section section) {
        var or = AlertRules.DEFAULTS;
        var rules =
                new AlertRules(
                        used(section, or.used()),
                        rule(section, "runs-out-within", AlertsReader::horizon, or.runsOutWithin()),
                        rule(section, "share-percent", AlertsReader::share, or.sharePercent()),
                        rule(section, "burn-times", Values::positiveCount, or.burnTimes()),
                        rule(
                                section,
                                "unattributed-percent",
                                AlertsReader::share,
                                or.unattributedPercent()),
                        limits(section, or.limits()),
                        timing(section, or.timing()));
        section.finish();
        return rules;
    }

    private static Used used(Section section, Used or) {
        var percents = section.list("used-percent", text -> orOff(text, AlertsReader::share));
        if (percents.size() > 1 && percents.contains(Optional.<Integer>empty())) {
            section.report("used-percent", "`used-percent` is either `off` or a list of percents");
        }
        var used =
                new Used(
                        section.has("used-percent")
                                ? percents.stream().flatMap(Optional::stream).toList()
                                : or.percents(),
                        section.get(
                                "resume-below-percent",
                                AlertsReader::percent,
                                or.resumeBelowPercent()));
        var highest = used.percents().stream().reduce(0, Math::max);
        if (section.has("resume-below-percent") && used.resumeBelowPercent() >= highest) {
            section.report(
                    "resume-below-percent",
                    "`resume-below-percent` has no effect: no `used-percent` is above it");
        }
        return used;
    }

    private static Limits limits(Section section, Limits or) {
        return new Limits(
                rule(section, "limit-percent", AlertsReader::percent, or.percent()),
                rule(
                        section,
                        "entitlement-percent",
                        AlertsReader::percent,
                        or.entitlementPercent()),
                section.map("limits", text -> orOff(text, AlertsReader::percent)));
    }

    private static Timing timing(Section section, Timing or) {
        var zone = section.get("quiet-time-zone", Values::zone, (ZoneId) ZoneOffset.UTC);
        if (section.has("quiet-time-zone") && !section.has("quiet-hours")) {
            section.report("quiet-time-zone", "`quiet-time-zone` says nothing without quiet-hours");
        }
        return new Timing(
                section.get("repeat-after", Values::positiveDuration, or.repeatAfter()),
                section.find("quiet-hours", text -> quiet(text, zone)));
    }

    /// A rule's value, its default where it is not named, or nothing where it is `off`.
    private static <T> Optional<T> rule(
            Section section, String key, Function<String, T> parse, Optional<T> or) {
        return section.get(key, text -> orOff(text, parse), or);
    }

    private static <T> Optional<T> orOff(String text, Function<String, T> parse) {
        return text.equals("off") ? Optional.empty() : Optional.of(parse.apply(text));
    }

    private static int share(String text) {
        var percent = Values.positiveCount(text);
        if (percent > 100) {
            throw new IllegalArgumentException("'" + text + "' is no percentage up to 100");
        }
        return percent;
    }

    /// Forecasts of the time at which calls run out reach a day ahead.
    private static Duration horizon(String text) {
        var within = Values.positiveDuration(text);
        if (within.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than 24h");
        }
        return within;
    }

    private static int percent(String text) {
        var percent = Values.positiveCount(text);
        if (percent > 1_000) {
            throw new IllegalArgumentException("'" + text + "' is no percentage up to 1000");
        }
        return percent;
    }

    private static Quiet quiet(String text, ZoneId zone) {
        var hours = QUIET.matcher(text.strip());
        if (!hours.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not such as 22:00-06:00");
        }
        if (hours.group(1).equals(hours.group(2))) {
            throw new IllegalArgumentException("'" + text + "' would be quiet all day");
        }
        return new Quiet(LocalTime.parse(hours.group(1)), LocalTime.parse(hours.group(2)), zone);
    }

    private static Hook hook(Form form, Secret url) {
        return new Hook(form, url, Optional.empty());
    }

    private static Optional<Hook> webhook(Section section) {
        var url = section.secret("url");
        var secret = section.secret("secret");
        if (!section.has("url")) {
            section.report("secret", "`webhook` needs the key `url`");
        }
        section.finish();
        return url.map(where -> new Hook(Form.GENERIC, where, secret));
    }

    private static Optional<Mail> mail(Section section) {
        var smtp = section.require("smtp", Values::listen);
        var safety = section.get("tls", AlertsReader::safety, Safety.STARTTLS);
        var from = section.require("from", Values::mail);
        var user = section.find("user", Values::text);
        var password = section.secret("password");
        if (user.isPresent() != section.has("password")) {
            section.report("user", "`user` and `password` go together");
        }
        section.finish();
        var login = user.flatMap(name -> password.map(word -> new Login(name, word::reveal)));
        return smtp.flatMap(at ->
                from.map(sender ->
                        new Mail(new Server(at.host(), at.port(), safety, login), sender)));
    }

    private static Safety safety(String text) {
        return switch (text) {
            case "tls" -> Safety.TLS;
            case "starttls" -> Safety.STARTTLS;
            case "none" -> Safety.PLAIN;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is not tls, starttls or none");
        };
    }
}
