package headroom.emulator.login;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Json;
import headroom.emulator.call.Session;
import headroom.emulator.login.OAuthRoute.Served;
import headroom.emulator.org.Org;
import headroom.emulator.records.Values;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Says who a token belongs to: the identity url and the OpenID user info.
public final class IdentityDesk {
    private static final List<String> REST_URLS =
            List.of("sobjects", "search", "query", "recent", "tooling_rest", "users", "feeds");

    private final Org org;

    public IdentityDesk(Org org) {
        this.org = org;
    }

    public Served userInfo(Call call) {
        return session(call)
                .map(session -> new Served(Answer.json(200, userInfo(call, session)), who(session)))
                .orElseGet(() -> refused("Bad_OAuth_Token"));
    }

    public Served identity(Call call) {
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
        return new Served(Answer.json(200, identity(call, session)), who(session));
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

    private byte[] userInfo(Call call, Session session) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("sub", idUrl(call, session));
            json.writeStringProperty("user_id", session.userId());
            json.writeStringProperty("organization_id", org.id18());
            json.writeStringProperty("preferred_username", session.user());
            json.writeStringProperty("nickname", field(session, "CommunityNickname"));
            json.writeStringProperty("name", field(session, "Name"));
            json.writeStringProperty("email", field(session, "Email"));
            json.writeBooleanProperty("email_verified", true);
            json.writeStringProperty("family_name", field(session, "LastName"));
            json.writeStringProperty("zoneinfo", field(session, "TimeZoneSidKey"));
            writeUrls(json, call, session);
            json.writeBooleanProperty("active", true);
            json.writeStringProperty("user_type", "STANDARD");
            json.writeStringProperty("language", field(session, "LanguageLocaleKey"));
            json.writeStringProperty("locale", field(session, "LocaleSidKey"));
            json.writeNumberProperty("utcOffset", 0);
            json.writeStringProperty("updated_at", changed(session));
            json.writeEndObject();
        });
    }

    private byte[] identity(Call call, Session session) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("id", idUrl(call, session));
            json.writeBooleanProperty("asserted_user", true);
            json.writeStringProperty("user_id", session.userId());
            json.writeStringProperty("organization_id", org.id18());
            json.writeStringProperty("username", session.user());
            json.writeStringProperty("nick_name", field(session, "CommunityNickname"));
            json.writeStringProperty("display_name", field(session, "Name"));
            json.writeStringProperty("email", field(session, "Email"));
            json.writeBooleanProperty("email_verified", true);
            json.writeNullProperty("first_name");
            json.writeStringProperty("last_name", field(session, "LastName"));
            json.writeStringProperty("timezone", field(session, "TimeZoneSidKey"));
            writeUrls(json, call, session);
            json.writeBooleanProperty("active", true);
            json.writeStringProperty("user_type", "STANDARD");
            json.writeStringProperty("language", field(session, "LanguageLocaleKey"));
            json.writeStringProperty("locale", field(session, "LocaleSidKey"));
            json.writeNumberProperty("utcOffset", 0);
            json.writeStringProperty("last_modified_date", changed(session));
            json.writeBooleanProperty("is_app_installed", true);
            json.writeEndObject();
        });
    }

    private void writeUrls(JsonGenerator json, Call call, Session session) {
        var base = call.baseUrl();
        var org15 = org.options().orgId();
        json.writeObjectPropertyStart("urls");
        json.writeStringProperty("enterprise", base + "/services/Soap/c/{version}/" + org15);
        json.writeStringProperty("metadata", base + "/services/Soap/m/{version}/" + org15);
        json.writeStringProperty("partner", base + "/services/Soap/u/{version}/" + org15);
        json.writeStringProperty("rest", base + "/services/data/v{version}/");
        for (var name : REST_URLS) {
            var path = name.equals("tooling_rest") ? "tooling" : name;
            json.writeStringProperty(name, base + "/services/data/v{version}/" + path + "/");
        }
        json.writeStringProperty("profile", base + "/" + session.userId());
        json.writeStringProperty("custom_domain", base);
        json.writeEndObject();
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
