package headroom.emulator.login;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Session;
import headroom.emulator.login.OAuthRoute.Served;
import headroom.emulator.org.Org;
import headroom.emulator.records.Values;
import headroom.emulator.rest.ApiVersions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says who a token belongs to: the identity url and the OpenID user info.
final class IdentityDesk {
    private static final List<String> REST_URLS =
            List.of("sobjects", "search", "query", "recent", "tooling_rest", "users", "feeds");

    private final Org org;

    IdentityDesk(Org org) {
        this.org = org;
    }

    Served userInfo(Call call) {
        return session(call)
                .map(session ->
                        new Served(
                                IdentityText.answer(call, userInfo(call, session)), who(session)))
                .orElseGet(() -> refused("Bad_OAuth_Token"));
    }

    Served identity(Call call) {
        var found = session(call);
        if (found.isEmpty()) {
            return refused(token(call).isEmpty() ? "Missing_OAuth_Token" : "Bad_OAuth_Token");
        }
        var session = found.get();
        if (!Values.fullId(call.segment(1)).equals(org.id18())) {
            return refused("Wrong_Org");
        }
        if (!Values.fullId(call.segment(2)).equals(session.userId())) {
            return refused("Inactive_or_Missing_User");
        }
        return new Served(IdentityText.answer(call, identity(call, session)), who(session));
    }

    private Optional<Session> session(Call call) {
        return org.sessions().find(token(call), call.at());
    }

    private static String token(Call call) {
        var bearer = call.bearer();
        if (!bearer.isEmpty()) {
            return bearer;
        }
        var parameter = call.parameter("oauth_token");
        return parameter.isEmpty() ? call.parameter("access_token") : parameter;
    }

    private static Caller who(Session session) {
        return session.caller("");
    }

    private static Served refused(String word) {
        return new Served(Answer.of(403, "text/html;charset=UTF-8", word), Caller.nobody(""));
    }

    private Map<String, Object> userInfo(Call call, Session session) {
        var all = new LinkedHashMap<String, Object>();
        all.put("sub", idUrl(call, session));
        all.put("user_id", session.userId());
        all.put("organization_id", org.id18());
        all.put("preferred_username", session.user());
        all.put("nickname", field(session, "CommunityNickname"));
        all.put("name", field(session, "Name"));
        all.put("email", field(session, "Email"));
        all.put("email_verified", true);
        all.put("family_name", field(session, "LastName"));
        all.put("zoneinfo", field(session, "TimeZoneSidKey"));
        all.put("photos", photos(call));
        all.put("urls", urls(call, session));
        all.put("active", true);
        all.put("user_type", "STANDARD");
        all.put("language", field(session, "LanguageLocaleKey"));
        all.put("locale", field(session, "LocaleSidKey"));
        all.put("utcOffset", 0);
        all.put("updated_at", changed(session));
        return all;
    }

    private Map<String, Object> identity(Call call, Session session) {
        var all = new LinkedHashMap<String, Object>();
        all.put("id", idUrl(call, session));
        all.put("asserted_user", true);
        all.put("user_id", session.userId());
        all.put("organization_id", org.id18());
        all.put("username", session.user());
        all.put("nick_name", field(session, "CommunityNickname"));
        all.put("display_name", field(session, "Name"));
        all.put("email", field(session, "Email"));
        all.put("email_verified", true);
        all.put("first_name", IdentityText.NOTHING);
        all.put("last_name", field(session, "LastName"));
        all.put("timezone", field(session, "TimeZoneSidKey"));
        all.put("photos", photos(call));
        all.put("urls", urls(call, session));
        all.put("active", true);
        all.put("user_type", "STANDARD");
        all.put("language", field(session, "LanguageLocaleKey"));
        all.put("locale", field(session, "LocaleSidKey"));
        all.put("utcOffset", 0);
        all.put("last_modified_date", changed(session));
        all.put("is_app_installed", true);
        return all;
    }

    private static Map<String, Object> photos(Call call) {
        var photo = call.baseUrl() + "/profilephoto/005/";
        var all = new LinkedHashMap<String, Object>();
        all.put("picture", photo + "F");
        all.put("thumbnail", photo + "T");
        return all;
    }

    private Map<String, Object> urls(Call call, Session session) {
        var version =
                call.parameter("version").equals("latest") ? ApiVersions.LAST + ".0" : "{version}";
        var base = call.baseUrl();
        var tail = version + "/" + org.options().orgId();
        var all = new LinkedHashMap<String, Object>();
        all.put("enterprise", base + "/services/Soap/c/" + tail);
        all.put("metadata", base + "/services/Soap/m/" + tail);
        all.put("partner", base + "/services/Soap/u/" + tail);
        all.put("rest", base + "/services/data/v" + version + "/");
        for (var name : REST_URLS) {
            var path = name.equals("tooling_rest") ? "tooling" : name;
            all.put(name, base + "/services/data/v" + version + "/" + path + "/");
        }
        all.put("profile", base + "/" + session.userId());
        all.put("custom_domain", base);
        return all;
    }

    private String idUrl(Call call, Session session) {
        return call.baseUrl() + "/id/" + org.id18() + "/" + session.userId();
    }

    private String field(Session session, String name) {
        var value = org.users().row(session.userId()).value(name);
        return value == null ? "" : String.valueOf(value);
    }

    private String changed(Session session) {
        var value = org.users().row(session.userId()).value("LastModifiedDate");
        return value instanceof Instant instant ? Values.restTime(instant) : "";
    }
}
