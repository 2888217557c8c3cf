package headroom.emulator.login;

import headroom.emulator.call.Handler;
import headroom.emulator.org.Org;

import java.util.List;
import java.util.Set;

/// The login family's routes in one table.
public final class LoginRoutes {
    private LoginRoutes() {}

    public static List<Handler> of(Org org) {
        var charge = org.options().charges().token() ? 1 : 0;
        var grants = new Grants(org.sessions());
        var answers = new TokenAnswers(org);
        var tokens = new TokenDesk(org, grants, answers);
        var authorize = new AuthorizeDesk(org, grants, answers);
        var identity = new IdentityDesk(org);
        var get = Set.of("GET");
        var post = Set.of("POST");
        var both = Set.of("GET", "POST");
        return List.of(
                new OAuthRoute(post, "services/oauth2/token", charge, tokens::token),
                new OAuthRoute(both, "services/oauth2/authorize", 0, authorize::authorize),
                new OAuthRoute(both, "services/oauth2/revoke", charge, tokens::revoke),
                new OAuthRoute(post, "services/oauth2/introspect", charge, tokens::introspect),
                new OAuthRoute(both, "services/oauth2/userinfo", charge, identity::userInfo),
                new OAuthRoute(get, "id/*", charge, identity::identity));
    }
}
