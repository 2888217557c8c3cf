package headroom.console;

import java.time.ZoneId;
import java.util.Map;

/// The first page: complete without a script, kept current by one. Immutable.
///
/// @param zone in which times are shown
record OverviewPage(Picture picture, ZoneId zone) {
    private static final Template MAIN = Template.of("/headroom/console/overview.html");
    private static final Template ORG = Template.of("/headroom/console/org.html");

    String render() {
        var fragments = new Fragments(picture, zone);
        var main = MAIN.fill(Map.of("orgs", orgs(fragments), "notes", fragments.notes()));
        return Frame.OVERVIEW.around("Headroom", Frame.LIVE, picture, zone, main);
    }

    private String orgs(Fragments fragments) {
        var orgs = picture.overview().orgs();
        if (orgs.isEmpty()) {
            return "<p class=\"empty\">No call yet. Point an integration's login URL at the"
                    + " gateway, and its first call appears here within a second.</p>";
        }
        var all = new StringBuilder();
        for (var at = 0; at < orgs.size(); at++) {
            var org = orgs.get(at);
            all.append(
                    ORG.fill(
                            Map.of(
                                    "index", Integer.toString(at),
                                    "summary", fragments.summary(org),
                                    "zone", Html.escape(Shown.name(zone)),
                                    "table", new IntegrationTable(org).render(),
                                    "name", Html.escape(org.name()))));
        }
        return all.toString();
    }
}
