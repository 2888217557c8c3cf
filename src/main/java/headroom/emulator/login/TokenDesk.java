package headroom.emulator.login;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Json;
import headroom.emulator.call.Target;
import headroom.emulator.login.OAuthRoute.Served;
import headroom.emulator.org.Apps.App;
import headroom.emulator.org.Org;
import headroom.emulator.org.OrgUser;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The token endpoint: password, client credentials, refresh and JWT bearer flows.
///
/// Parameters come in the form, in the query, or (id and secret) in a Basic header.
public final class TokenDesk {
    private final Org org;

    public TokenDesk(Org org) {
        this.org = org;
    }

    public Served token(Call call) {
        var asked = parameters(call);
        var grant = asked.getOrDefault("grant_type", "");
        return switch (grant) {
            case "password" -> password(call, asked);
            case "client_credentials" -> clientCredentials(call, asked);
            case "refresh_token" -> refresh(call, asked);
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> assertion(call, asked);
            case "" -> throw new ApiFailure(400, "invalid_request", "grant_type is required");
            default ->
                    throw new ApiFailure(400, "unsupported_grant_type", "grant type not supported");
        };
    }

    private static Map<String, String> parameters(Call call) {
        var all = new LinkedHashMap<>(call.target().parameters());
        if (!call.header("Content-Type").contains("json")) {
            all.putAll(Target.parseForm(call.bodyText().strip()));
        }
        var header = call.header("Authorization");
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            addBasic(header.substring(6).trim(), all);
        }
        return all;
    }

    private static void addBasic(String encoded, Map<String, String> all) {
        try {
            var text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            if (colon >= 0) {
                all.putIfAbsent("client_id", text.substring(0, colon));
                all.putIfAbsent("client_secret", text.substring(colon + 1));
            }
        } catch (IllegalArgumentException _) {
            throw new ApiFailure(400, "invalid_client", "invalid client credentials");
        }
    }

    private Served password(Call call, Map<String, String> asked) {
        var app = app(asked, true);
        var user =
                org.users()
                        .login(
                                asked.getOrDefault("username", ""),
                                asked.getOrDefault("password", ""),
                                call.at())
                        .orElseThrow(() -> Assertion.invalid("authentication failure"));
        return issue(call, user, app, "");
    }

    private Served clientCredentials(Call call, Map<String, String> asked) {
        var app = app(asked, true);
        var runAs = app.client().runAs();
        var user =
                runAs.isEmpty()
                        ? org.users().first()
                        : org.users()
                                .trusted(runAs, call.at())
                                .orElseThrow(() ->
                                        Assertion.invalid("no client credentials user enabled"));
        return issue(call, user, app, "api");
    }

    private Served refresh(Call call, Map<String, String> asked) {
        var app = app(asked, false);
        var token = asked.getOrDefault("refresh_token", "");
        var known = org.options().refreshTokens().get(token);
        var worthless = token.isEmpty() || org.sessions().isRevoked(token);
        if (worthless || (known == null && !org.options().acceptAnyLogin())) {
            throw Assertion.invalid("expired access/refresh token");
        }
        var user =
                known == null
                        ? org.users().first()
                        : org.users()
                                .trusted(known, call.at())
                                .orElseThrow(() -> Assertion.invalid("inactive user"));
        return issue(call, user, app, "refresh_token full");
    }

    private Served assertion(Call call, Map<String, String> asked) {
        var assertion = Assertion.parse(asked.getOrDefault("assertion", ""));
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
                        .trusted(assertion.username(), call.at())
                        .orElseThrow(() -> Assertion.invalid("user hasn't approved this consumer"));
        return issue(call, user, app, "api");
    }

    private App app(Map<String, String> asked, boolean secretNeeded) {
        var app =
                org.apps()
                        .find(asked.getOrDefault("client_id", ""))
                        .orElseThrow(() ->
                                new ApiFailure(
                                        400, "invalid_client_id", "client identifier invalid"));
        var given = asked.getOrDefault("client_secret", "");
        var secret = app.client().secret();
        var wrong = !secret.isEmpty() && !secret.equals(given);
        if (wrong && (secretNeeded || !given.isEmpty())) {
            throw new ApiFailure(400, "invalid_client", "invalid client credentials");
        }
        return app;
    }

    private Served issue(Call call, OrgUser user, App app, String scope) {
        var name = app.client().name();
        var session = org.sessions().open(user, name, app.recordId(), call.at());
        var id = call.baseUrl() + "/id/" + org.id18() + "/" + user.id();
        var issuedAt = String.valueOf(call.at().toEpochMilli());
        var body =
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("access_token", session.token());
                    if (!scope.isEmpty()) {
                        json.writeStringProperty("scope", scope);
                    }
                    json.writeStringProperty("instance_url", call.baseUrl());
                    json.writeStringProperty("id", id);
                    json.writeStringProperty("token_type", "Bearer");
                    json.writeStringProperty("issued_at", issuedAt);
                    json.writeStringProperty(
                            "signature", sign(id + issuedAt, app.client().secret()));
                    json.writeEndObject();
                });
        var answer = Answer.json(200, body).with("Cache-Control", "no-cache, no-store");
        return new Served(answer, session.caller(call.callOptionsClient()));
    }

    /// Lets a client check that the identity url came from us: HMAC-SHA256 under its secret.
    private static String sign(String text, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var key = secret.isEmpty() ? "headroom" : secret;
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Served revoke(Call call) {
        var token = parameters(call).getOrDefault("token", "");
        var caller =
                org.sessions()
                        .find(token, call.at())
                        .map(session -> session.caller(""))
                        .orElse(Caller.nobody(""));
        if (!org.sessions().revoke(token)) {
            throw new ApiFailure(400, "unsupported_token_type", "this token type is not supported");
        }
        return new Served(Answer.empty(200), caller);
    }
}
