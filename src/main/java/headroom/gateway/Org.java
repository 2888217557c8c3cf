package headroom.gateway;

import headroom.ledger.Ledger;
import headroom.ledger.Names;
import headroom.salesforce.Classifier;
import headroom.salesforce.RecordId;

import java.util.Optional;

import javax.net.ssl.SSLException;

/// A configured org at run time: its servers, its rules of charging, and its id once known.
/// Thread-safe.
final class Org {
    private static final int ID_CHARS = 15;

    final OrgRoute route;
    final Origin instance;
    final Origin login;
    final Classifier classifier;

    /// The ledger's number for this org.
    final int ledgerId;

    private final Ledger ledger;
    private volatile Optional<String> id15;

    private Org(OrgRoute route, Origin instance, Origin login, Ledger ledger) {
        this.route = route;
        this.instance = instance;
        this.login = login;
        this.classifier = new Classifier(route.charges());
        this.ledger = ledger;
        this.ledgerId = ledger.id(Names.ORG, route.name());
        this.id15 = route.orgId().or(() -> ledger.kept(key())).map(Org::shorten);
    }

    static Org of(OrgRoute route, Ledger ledger) throws SSLException {
        var instance = Origin.of(route.instanceUrl(), route);
        var login =
                route.loginUrl().isPresent() ? Origin.of(route.loginUrl().get(), route) : instance;
        return new Org(route, instance, login, ledger);
    }

    /// Learned from the org's own answer to a login, and kept across restarts.
    void learnId(RecordId orgId) {
        if (id15.isEmpty()) {
            id15 = Optional.of(orgId.text15());
            ledger.keep(key(), orgId.text15());
        }
    }

    /// False for a session that was plainly issued by another org: `<15 characters of the org's
    /// id>!…`. Anything of another shape is the org's to judge.
    boolean fits(String token) {
        var known = id15;
        return known.isEmpty()
                || token.length() <= ID_CHARS
                || token.charAt(ID_CHARS) != '!'
                || token.startsWith(known.get());
    }

    private String key() {
        return "org-id:" + route.name();
    }

    private static String shorten(String id) {
        return id.length() > ID_CHARS ? id.substring(0, ID_CHARS) : id;
    }
}
