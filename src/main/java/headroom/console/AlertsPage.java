package headroom.console;

import headroom.report.OrgOverview;
import headroom.watch.AlertState.Standing;
import headroom.watch.Alerting.Kind;
import headroom.watch.NoticeBook.Told;
import headroom.watch.Outbox.Letter;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands, what did not reach anybody, what was told last and to whom. Immutable.
///
/// @param zone in which times are shown
record AlertsPage(Picture picture, ZoneId zone) {
    private static final int TOLD_MAX = 50;

    String render() {
        var html = new Markup().own("<h1>Alerts</h1>");
        part(html, "standing", "What stands");
        standing(html);
        html.own("</section>");
        part(html, "ways", "Who is told");
        ways(html);
        html.own("</section>");
        if (!picture.alerts().waiting().isEmpty()) {
            part(html, "waiting", "Not delivered yet");
            waiting(html);
            html.own("</section>");
        }
        part(html, "told", "The last notices");
        told(html);
        html.own("</section><div class=\"afterwards\"><p class=\"links\">The same as")
                .own(" <a href=\"/api/v1/alerts\">JSON</a>. Rules, channels and quiet hours stand")
                .own(" in the configuration; <code>headroom alert test</code> tries the channels.")
                .own("</p></div>");
        return Frame.ALERTS.around(
                "Headroom: alerts", Frame.ASKING, picture, zone, html.toString());
    }

    private static void part(Markup html, String id, String title) {
        html.own("<section class=\"card\" data-part=\"").own(id).own("\" id=\"part-").own(id);
        html.own("\" aria-labelledby=\"title-").own(id).own("\"><h2 id=\"title-").own(id);
        html.own("\">").text(title).own("</h2>");
    }

    private void standing(Markup html) {
        if (picture.alerts().asOf().isEmpty()) {
            html.own("<p>The first look is under way.</p>");
            return;
        }
        if (picture.alerts().count() == 0) {
            html.own("<p class=\"good\">No alert stands.</p>");
            return;
        }
        head(html, "Alerts that stand", List.of("Org", "What", "Since", "Told", "To whom"));
        for (var org : picture.overview().orgs()) {
            picture.standing(org.name()).entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getValue().since()))
                    .forEach(entry -> standing(html, org, entry));
        }
        html.own("</tbody></table></div>");
    }

    private void standing(Markup html, OrgOverview org, Map.Entry<String, Standing> entry) {
        var now = org.asOf();
        var one = entry.getValue();
        html.own("<tr>").element("th scope=\"row\"", org.name());
        html.element("td class=\"message\"", RuleWords.of(entry.getKey()));
        html.element("td class=\"when\"", Shown.moment(one.since(), now, zone));
        html.element(
                "td class=\"when\"",
                one.toldAt().map(at -> Shown.moment(at, now, zone)).orElse("not yet: quiet hours"));
        html.element("td", lastOf(org.name(), entry.getKey()).map(this::towards).orElse("–"));
        html.own("</tr>");
    }

    private Optional<Told> lastOf(String org, String rule) {
        return picture.alerts().told().stream()
                .filter(told -> told.org().equals(org) && told.rule().equals(rule))
                .findFirst();
    }

    /// By which ways it went, and whether it arrived.
    private String towards(Told told) {
        if (told.channels().isEmpty()) {
            return "nobody: no channel is configured";
        }
        var words = told.channels().stream().map(channel -> towards(told, channel)).toList();
        return String.join(", ", words);
    }

    private String towards(Told told, String channel) {
        var to =
                !channel.equals("mail")
                        ? ""
                        : " to "
                                + (told.mailTo().isEmpty()
                                        ? "the administrators"
                                        : String.join(" and ", told.mailTo()));
        var state =
                picture.alerts().waiting().stream()
                        .filter(letter -> letter.message().id().equals(told.id()))
                        .filter(letter -> letter.channel().equals(channel))
                        .findFirst()
                        .map(letter -> letter.givenUp() ? " (given up)" : " (not delivered yet)")
                        .orElse("");
        return channel + to + state;
    }

    private void ways(Markup html) {
        var alerts = picture.alerts();
        if (alerts.channels().isEmpty()) {
            html.own("<p class=\"warn\">Nobody is told: no channel is configured. Add mail,")
                    .own(" Slack, Teams or a webhook under <code>alerts</code> in")
                    .own(" headroom.yaml.</p>");
        } else {
            html.element("p", "By " + String.join(", ", alerts.channels()) + ".");
        }
        html.element(
                "p",
                alerts.quiet()
                        .map(hours ->
                                "Quiet hours "
                                        + hours.from()
                                        + " to "
                                        + hours.until()
                                        + " "
                                        + Shown.name(hours.zone())
                                        + (alerts.quietNow()
                                                ? ": now, so only what is urgent is told."
                                                : "; not now."))
                        .orElse("No quiet hours."));
    }

    private void waiting(Markup html) {
        head(
                html,
                "Messages not delivered yet",
                List.of("Of", "By", "Tries", "Next try", "Message", "Trouble"));
        picture.alerts().waiting().stream().limit(TOLD_MAX).forEach(letter -> waits(html, letter));
        html.own("</tbody></table></div>");
    }

    private void waits(Markup html, Letter letter) {
        html.own("<tr>").element("td class=\"when\"", Shown.time(letter.message().at(), zone));
        html.element("td", letter.channel());
        html.element("td class=\"number\"", Shown.count(letter.tries()));
        html.element(
                letter.givenUp() ? "td class=\"bad\"" : "td class=\"when\"",
                letter.givenUp() ? "given up" : Shown.time(letter.nextAt(), zone));
        html.element("td class=\"message\"", letter.message().subject());
        html.element("td", letter.trouble()).own("</tr>");
    }

    private void told(Markup html) {
        var told = picture.alerts().told();
        if (told.isEmpty()) {
            html.own("<p>Nothing has been told yet.</p>");
            return;
        }
        head(html, "The last notices", List.of("At", "", "Message", "To whom"));
        for (var one : told.subList(0, Math.min(TOLD_MAX, told.size()))) {
            html.own("<tr>").element("td class=\"when\"", Shown.time(one.at(), zone));
            html.own(kind(one.kind()))
                    .own("<td class=\"message\"><b>")
                    .text(one.subject())
                    .own("</b>");
            html.element("p class=\"text\"", one.text());
            html.own("</td>").element("td", towards(one)).own("</tr>");
        }
        html.own("</tbody></table></div>");
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case BEGUN -> "<td class=\"warn\">begun</td>";
            case STILL -> "<td class=\"warn\">still</td>";
            case OVER -> "<td class=\"good\">over</td>";
        };
    }

    private static void head(Markup html, String name, List<String> columns) {
        html.own("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"").text(name);
        html.own("\"><table><thead><tr>");
        columns.forEach(column -> html.element("th scope=\"col\"", column));
        html.own("</tr></thead><tbody>");
    }
}
