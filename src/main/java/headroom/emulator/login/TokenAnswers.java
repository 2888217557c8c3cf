package headroom.emulator.login;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Json;
import headroom.emulator.call.Session;
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

/// Opens sessions for OAuth's flows and writes what a token answer says of them.
final class TokenAnswers {
    private final Org org;

    TokenAnswers(Org org) {
        this.org = org;
    }

    /// A session for a user who logs in, unless they did so too often.
    Session open(Call call, OrgUser user, App app) {
        if (!org.loginRate().allows(user.username(), call.at())) {
            throw new ApiFailure(400, "rate_limit_exceeded", "login rate exceeded");
        }
        return renew(call, user, app);
    }

    /// A session for a user who is logged in already.
    Session renew(Call call, OrgUser user, App app) {
        return org.sessions().open(user, app.client().name(), app.recordId(), call.at());
    }

    /// What stands in a token answer, in its order.
    ///
    /// @param scope empty where the flow does not tell it
    Map<String, String> values(Call call, Session session, OrgUser user, App app, String scope) {
        var id = call.baseUrl() + "/id/" + org.id18() + "/" + user.id();
        var issuedAt = String.valueOf(call.at().toEpochMilli());
        var values = new LinkedHashMap<String, String>();
        values.put("access_token", session.token());
        if (!scope.isEmpty()) {
            values.put("scope", scope);
        }
        values.put("instance_url", call.baseUrl());
        values.put("id", id);
        values.put("token_type", "Bearer");
        values.put("issued_at", issuedAt);
        values.put("signature", sign(id + issuedAt, app.client().secret()));
        return values;
    }

    static Answer json(Map<String, String> values) {
        var body =
                Json.write(json -> {
                    json.writeStartObject();
                    values.forEach(json::writeStringProperty);
                    json.writeEndObject();
                });
        return Answer.json(200, body).with("Cache-Control", "no-cache, no-store");
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
}
