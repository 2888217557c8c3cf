package headroom.console;

import headroom.report.Overview;

/// The one page: complete without a script, kept current by one. Immutable.
///
/// @param fragments its changing parts
record Page(Fragments fragments) {
    private static final String TEMPLATE = Assets.text("/headroom/console/page.html");
    private static final String ORG = Assets.text("/headroom/console/org.html");

    String render(Snapshot snapshot) {
        var overview = snapshot.overview();
        return TEMPLATE.replace("{{status}}", fragments.status(overview))
                .replace("{{notes}}", fragments.notes(overview))
                .replace("{{orgs}}", orgs(overview));
    }

    /// Names are put in last, so that a name that looks like a placeholder stays a name.
    private String orgs(Overview overview) {
        if (overview.orgs().isEmpty()) {
            return "<p class=\"empty\">No call yet. Point an integration's login URL at the"
                    + " gateway, and its first call appears here within a second.</p>";
        }
        var all = new StringBuilder();
        for (var at = 0; at < overview.orgs().size(); at++) {
            var org = overview.orgs().get(at);
            all.append(
                    ORG.replace("{{index}}", Integer.toString(at))
                            .replace("{{summary}}", fragments.summary(org))
                            .replace("{{table}}", new IntegrationTable(org).render())
                            .replace("{{name}}", Html.escape(org.name())));
        }
        return all.toString();
    }
}
