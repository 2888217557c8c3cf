package headroom.emulator.login;

import headroom.emulator.EmulatorUser;
import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.Caller;
import headroom.emulator.login.OAuthRoute.Served;
import headroom.emulator.org.Apps.App;
import headroom.emulator.org.Org;
import headroom.emulator.org.OrgUser;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `/services/oauth2/authorize`, where a person says yes. Here nobody types a password: a plain
/// page lists the users, a click on one is the yes, and `login_hint` skips the page.
///
/// The web server flow gets a code, the user agent flow (`response_type=token`) a token behind `#`.
final class AuthorizeDesk {
    private final Org org;
    private final Grants grants;
    private final TokenAnswers answers;

    AuthorizeDesk(Org org, Grants grants, TokenAnswers answers) {
        this.org = org;
        this.grants = grants;
        this.answers = answers;
    }

    Served authorize(Call call) {
        var asked = TokenRequest.of(call);
        var redirect = asked.get("redirect_uri");
        if (!isUrl(redirect)) {
            return page(400, "<p>error=redirect_uri_missing</p>");
        }
        var type = asked.get("response_type");
        if (!type.equals("code") && !type.equals("token")) {
            return back(asked, '?', "unsupported_response_type", "response type not supported");
        }
        var app = org.apps().find(asked.get("client_id"));
        if (app.isEmpty()) {
            return back(asked, '?', "invalid_client_id", "client identifier invalid");
        }
        var method = asked.get("code_challenge_method");
        if (!method.isEmpty() && !method.equals("S256")) {
            return back(asked, '?', "invalid_request", "code challenge method must be S256");
        }
        var user = user(asked);
        return user.map(orgUser -> approved(asked, app.get(), orgUser))
                .orElseGet(() -> choice(asked));
    }

    private static boolean isUrl(String redirect) {
        try {
            return new URI(redirect).isAbsolute();
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private Optional<OrgUser> user(TokenRequest asked) {
        var hint = asked.get("login_hint");
        return hint.isEmpty() ? Optional.empty() : org.users().trusted(hint, asked.call().at());
    }

    private Served approved(TokenRequest asked, App app, OrgUser user) {
        var call = asked.call();
        var values = new LinkedHashMap<String, String>();
        if (asked.get("response_type").equals("token")) {
            var session = answers.open(call, user, app);
            values.putAll(answers.values(call, session, user, app, asked.get("scope")));
            return redirect(asked, '#', values, session.caller(""));
        }
        var code =
                new Grants.Code(
                        user,
                        app,
                        asked.get("redirect_uri"),
                        asked.get("scope"),
                        asked.get("code_challenge"),
                        call.at());
        values.put("code", grants.keep(code));
        var caller = Caller.claiming(user.username(), app.client().name(), "");
        return redirect(asked, '?', values, caller);
    }

    private static Served back(TokenRequest asked, char mark, String error, String description) {
        var values = new LinkedHashMap<String, String>();
        values.put("error", error);
        values.put("error_description", description);
        return redirect(asked, mark, values, Caller.nobody(""));
    }

    private static Served redirect(
            TokenRequest asked, char mark, Map<String, String> values, Caller caller) {
        if (!asked.get("state").isEmpty()) {
            values.put("state", asked.get("state"));
        }
        var url = new StringBuilder(asked.get("redirect_uri"));
        var next = mark == '?' && url.indexOf("?") >= 0 ? '&' : mark;
        for (var value : values.entrySet()) {
            url.append(next).append(value.getKey()).append('=').append(encoded(value.getValue()));
            next = '&';
        }
        return new Served(Answer.empty(302).with("Location", url.toString()), caller);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// One link per configured user: the same request with that user as the hint.
    private Served choice(TokenRequest asked) {
        var page = new StringBuilder("<h1>Allow access?</h1><ul>");
        for (EmulatorUser user : org.options().users()) {
            page.append("<li><a href=\"authorize?");
            asked.parameters()
                    .forEach((name, value) ->
                            page.append(encoded(name))
                                    .append('=')
                                    .append(encoded(value))
                                    .append("&amp;"));
            page.append("login_hint=").append(encoded(user.username())).append("\">");
            page.append(html(user.username())).append("</a></li>");
        }
        return page(200, page.append("</ul>").toString());
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static Served page(int status, String content) {
        var html =
                "<!DOCTYPE html><html><head><title>Headroom emulator</title></head><body>"
                        + content
                        + "</body></html>";
        return new Served(Answer.of(status, "text/html;charset=UTF-8", html), Caller.nobody(""));
    }
}
