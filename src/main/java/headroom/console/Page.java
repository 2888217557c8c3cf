package headroom.console;

import headroom.report.Overview;

import java.util.Map;

/// The first page: complete without a script, kept current by one. Immutable.
///
/// @param fragments its changing parts
record Page(Fragments fragments) {
    private static final Template MAIN = Template.of("/headroom/console/overview.html");
    private static final Template ORG = Template.of("/headroom/console/org.html");

    String render(Snapshot snapshot) {
        var overview = snapshot.overview();
        var main = MAIN.fill(Map.of("orgs", orgs(overview), "notes", fragments.notes(overview)));
        return Frame.OVERVIEW.around("Headroom", Frame.CHARTS, fragments.status(overview), main);
    }

    private String orgs(Overview overview) {
        if (overview.orgs().isEmpty()) {
            return "<p class=\"empty\">No call yet. Point an integration's login URL at the"
                    + " gateway, and its first call appears here within a second.</p>";
        }
        var all = new StringBuilder();
        for (var at = 0; at < overview.orgs().size(); at++) {
            var org = overview.orgs().get(at);
            all.append(
                    ORG.fill(
                            Map.of(
                                    "index", Integer.toString(at),
                                    "summary", fragments.summary(org),
                                    "table", new IntegrationTable(org).render(),
                                    "name", Html.escape(org.name()))));
        }
        return all.toString();
    }
}
