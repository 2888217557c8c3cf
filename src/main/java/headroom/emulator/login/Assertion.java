package headroom.emulator.login;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/// A JWT bearer assertion: who asks (`iss`, a client id) on whose behalf (`sub`, a user).
///
/// Clients disagree on the rest: `exp` comes in seconds or milliseconds, as number or text, and
/// `aud` is any of a handful of urls. So `exp` must be a number and is held against no clock,
/// because the org's own can be set to any time; `aud` must be there and may say what it likes.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Assertion(String clientId, String username, String signed, byte[] signature) {
    private static final int LENGTH_MAX = 16_384;

    static Assertion parse(String jwt) {
        var parts = jwt.split("\\.", 4);
        if (jwt.length() > LENGTH_MAX || parts.length != 3) {
            throw invalid("invalid assertion");
        }
        try {
            var decoder = Base64.getUrlDecoder();
            var claims = claims(decoder.decode(parts[1]));
            var assertion =
                    new Assertion(
                            text(claims.get("iss")),
                            text(claims.get("sub")),
                            parts[0] + "." + parts[1],
                            decoder.decode(parts[2]));
            if (text(claims.get("aud")).isEmpty()) {
                throw invalid("Audience validation failed");
            }
            Double.parseDouble(text(claims.get("exp")));
            return assertion;
        } catch (IllegalArgumentException e) {
            throw invalid("invalid assertion");
        }
    }

    private static JsonNode claims(byte[] json) {
        try {
            return Json.readObject(json);
        } catch (ApiFailure _) {
            throw invalid("invalid assertion");
        }
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null) {
            return "";
        }
        return node.isArray() && !node.isEmpty() ? node.get(0).asString("") : node.asString("");
    }

    /// Whether the client's registered key made the signature (RS256).
    boolean isSignedBy(PublicKey key) {
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    static ApiFailure invalid(String description) {
        return new ApiFailure(400, "invalid_grant", description);
    }
}
