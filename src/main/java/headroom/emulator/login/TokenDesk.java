package headroom.emulator.login;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Json;
import headroom.emulator.login.OAuthRoute.Served;
import headroom.emulator.org.Apps.App;
import headroom.emulator.org.Org;
import headroom.emulator.org.OrgUser;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The token endpoint with all its flows, and what ends or explains a token.
final class TokenDesk {
    private static final String ALL_SCOPES = "refresh_token full";

    private final Org org;
    private final Grants grants;
    private final TokenAnswers answers;

    TokenDesk(Org org, Grants grants, TokenAnswers answers) {
        this.org = org;
        this.grants = grants;
        this.answers = answers;
    }

    Served token(Call call) {
        var asked = TokenRequest.of(call);
        return switch (asked.get("grant_type")) {
            case "password" -> password(asked);
            case "client_credentials" -> clientCredentials(asked);
            case "refresh_token" -> refresh(asked);
            case "authorization_code" -> code(asked);
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> assertion(asked);
            case "" -> throw new ApiFailure(400, "invalid_request", "grant_type is required");
            default ->
                    throw new ApiFailure(400, "unsupported_grant_type", "grant type not supported");
        };
    }

    private Served password(TokenRequest asked) {
        var app = asked.app(org.apps(), true);
        var user =
                org.users()
                        .login(asked.get("username"), asked.get("password"), asked.call().at())
                        .orElseThrow(() -> Assertion.invalid("authentication failure"));
        return issue(asked, user, app, "");
    }

    /// Salesforce takes this flow on My Domain hosts only.
    private Served clientCredentials(TokenRequest asked) {
        var host = asked.call().baseUrl().replaceFirst("^https?://", "");
        if (host.startsWith("login.") || host.startsWith("test.")) {
            throw Assertion.invalid("request not supported on this domain");
        }
        var app = asked.app(org.apps(), true);
        var runAs = app.client().runAs();
        var user =
                runAs.isEmpty()
                        ? org.users().first()
                        : org.users()
                                .trusted(runAs, asked.call().at())
                                .orElseThrow(() ->
                                        Assertion.invalid("no client credentials user enabled"));
        return issue(asked, user, app, "api");
    }

    private Served assertion(TokenRequest asked) {
        var assertion = Assertion.parse(asked.get("assertion"));
        var app =
                org.apps()
                        .find(assertion.clientId())
                        .orElseThrow(() ->
                                new ApiFailure(
                                        400, "invalid_client_id", "client identifier invalid"));
        var key = app.client().key();
        if (key != null && !assertion.isSignedBy(key)) {
            throw Assertion.invalid("invalid assertion");
        }
        var user =
                org.users()
                        .trusted(assertion.username(), asked.call().at())
                        .orElseThrow(() -> Assertion.invalid("user hasn't approved this consumer"));
        return issue(asked, user, app, "api");
    }

    private Served issue(TokenRequest asked, OrgUser user, App app, String scope) {
        var session = answers.open(asked.call(), user, app);
        var values = answers.values(asked.call(), session, user, app, scope);
        return new Served(
                TokenAnswers.json(values), session.caller(asked.call().callOptionsClient()));
    }

    /// Changes a code for a token: once, by the app that got it, at the address it was sent to.
    private Served code(TokenRequest asked) {
        var app = asked.app(org.apps(), asked.get("code_verifier").isEmpty());
        var code =
                grants.take(asked.get("code"), asked.call().at())
                        .orElseThrow(() -> Assertion.invalid("expired authorization code"));
        if (!code.app().equals(app)) {
            throw Assertion.invalid("invalid authorization code");
        }
        if (!code.redirect().equals(asked.get("redirect_uri"))) {
            throw new ApiFailure(
                    400, "redirect_uri_mismatch", "redirect_uri must match configuration");
        }
        if (!code.challenge().isEmpty()
                && !code.challenge().equals(challenge(asked.get("code_verifier")))) {
            throw Assertion.invalid("invalid code verifier");
        }
        var session = answers.open(asked.call(), code.user(), app);
        var scope = code.scope().isEmpty() ? ALL_SCOPES : code.scope();
        var values = answers.values(asked.call(), session, code.user(), app, scope);
        if (scope.contains("refresh_token") || scope.contains("offline_access")) {
            values.put("refresh_token", grants.keep(new Grants.Grant(code.user(), app, scope)));
        }
        return new Served(
                TokenAnswers.json(values), session.caller(asked.call().callOptionsClient()));
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Served refresh(TokenRequest asked) {
        var app = asked.app(org.apps(), false);
        var token = asked.get("refresh_token");
        var grant = grant(asked, token, app);
        var session = answers.renew(asked.call(), grant.user(), app);
        var values = answers.values(asked.call(), session, grant.user(), app, grant.scope());
        if (org.options().logins().refreshTokenRotation()) {
            end(token);
            values.put("refresh_token", grants.keep(grant));
        }
        return new Served(
                TokenAnswers.json(values), session.caller(asked.call().callOptionsClient()));
    }

    private Grants.Grant grant(TokenRequest asked, String token, App app) {
        var given = grants.find(token).filter(grant -> grant.app().equals(app));
        if (given.isPresent()) {
            return given.get();
        }
        var known = org.options().refreshTokens().get(token);
        var worthless = token.isEmpty() || org.sessions().isRevoked(token);
        if (worthless || (known == null && !org.options().acceptAnyLogin())) {
            throw Assertion.invalid("expired access/refresh token");
        }
        var user =
                known == null
                        ? org.users().first()
                        : org.users()
                                .trusted(known, asked.call().at())
                                .orElseThrow(() -> Assertion.invalid("inactive user"));
        return new Grants.Grant(user, app, ALL_SCOPES);
    }

    private void end(String token) {
        grants.end(token);
        org.sessions().revoke(token);
    }

    Served revoke(Call call) {
        var token = TokenRequest.of(call).get("token");
        var caller =
                org.sessions()
                        .find(token, call.at())
                        .map(session -> session.caller(""))
                        .orElse(Caller.nobody(""));
        if (token.isEmpty()) {
            throw new ApiFailure(400, "unsupported_token_type", "this token type is not supported");
        }
        end(token);
        return new Served(Answer.empty(200), caller);
    }

    /// Says whether a token holds, without keeping it alive (OpenID Connect token introspection).
    Served introspect(Call call) {
        var asked = TokenRequest.of(call);
        var app = asked.app(org.apps(), true);
        var token = asked.get("token");
        var seen = org.sessions().peek(token, call.at());
        var body =
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("active", seen.isPresent());
                    seen.ifPresent(it -> {
                        var id = call.baseUrl() + "/id/" + org.id18() + "/";
                        json.writeStringProperty("scope", "id api web full");
                        json.writeStringProperty("client_id", app.client().id());
                        json.writeStringProperty("username", it.session().user());
                        json.writeStringProperty("sub", id + it.session().userId());
                        json.writeStringProperty("token_type", "access_token");
                        json.writeNumberProperty("exp", it.until().getEpochSecond());
                        json.writeNumberProperty("iat", it.since().getEpochSecond());
                        json.writeNumberProperty("nbf", it.since().getEpochSecond());
                    });
                    json.writeEndObject();
                });
        return new Served(Answer.json(200, body), Caller.claiming("", app.client().name(), ""));
    }
}
