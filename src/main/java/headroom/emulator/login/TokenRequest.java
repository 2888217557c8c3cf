package headroom.emulator.login;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Target;
import headroom.emulator.org.Apps;
import headroom.emulator.org.Apps.App;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an OAuth request says: parameters from the form and the query, id and secret also from a
/// Basic header.
record TokenRequest(Call call, Map<String, String> parameters) {
    static TokenRequest of(Call call) {
        var all = new LinkedHashMap<>(call.target().parameters());
        if (!call.header("Content-Type").contains("json")) {
            all.putAll(Target.parseForm(call.bodyText().strip()));
        }
        var header = call.header("Authorization");
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            addBasic(header.substring(6).trim(), all);
        }
        return new TokenRequest(call, all);
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

    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    /// The app that asks; a given secret must be right, and some flows cannot do without.
    App app(Apps apps, boolean secretNeeded) {
        var app =
                apps.find(get("client_id"))
                        .orElseThrow(() ->
                                new ApiFailure(
                                        400, "invalid_client_id", "client identifier invalid"));
        var given = get("client_secret");
        var secret = app.client().secret();
        if (!secret.isEmpty() && !same(secret, given) && (secretNeeded || !given.isEmpty())) {
            throw new ApiFailure(400, "invalid_client", "invalid client credentials");
        }
        return app;
    }

    private static boolean same(String secret, String given) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
