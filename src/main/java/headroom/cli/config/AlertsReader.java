package headroom.cli.config;

import headroom.cli.config.Alerts.Hook;
import headroom.cli.config.Alerts.Mail;
import headroom.watch.AlertRules;
import headroom.watch.AlertRules.Quiet;
import headroom.watch.MailChannel.Login;
import headroom.watch.MailChannel.Safety;
import headroom.watch.MailChannel.Server;
import headroom.watch.WebChannel.Form;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/// The grammar of `alerts`: whom to tell and by which ways.
final class AlertsReader {
    private static final Pattern QUIET =
            Pattern.compile("((?:[01]\\d|2[0-3]):[0-5]\\d)-((?:[01]\\d|2[0-3]):[0-5]\\d)");

    private AlertsReader() {}

    static Alerts read(Section section) {
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
        section.finish();
        return new Alerts(admins, mail, hooks, rules);
    }

    private static AlertRules rules(Section section) {
        var or = AlertRules.DEFAULTS;
        var percents = section.list("used-percent", AlertsReader::percent);
        var zone = section.get("quiet-time-zone", Values::zone, (ZoneId) ZoneOffset.UTC);
        var rules =
                new AlertRules(
                        percents.isEmpty() ? or.usedPercents() : percents,
                        section.get(
                                "resume-below-percent",
                                AlertsReader::percent,
                                or.resumeBelowPercent()),
                        section.get(
                                "runs-out-within", Values::positiveDuration, or.runsOutWithin()),
                        section.get("share-percent", AlertsReader::percent, or.sharePercent()),
                        section.get("burn-times", Values::positiveCount, (int) or.burnTimes()),
                        section.get(
                                "unattributed-percent",
                                AlertsReader::percent,
                                or.unattributedPercent()),
                        section.get("limit-percent", AlertsReader::percent, or.limitPercent()),
                        section.get("repeat-after", Values::positiveDuration, or.repeatAfter()),
                        section.find("quiet-hours", text -> quiet(text, zone)));
        section.finish();
        return rules;
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
