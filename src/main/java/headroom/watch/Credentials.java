package headroom.watch;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/// How Headroom proves to an org who it is: one of the OAuth flows that need nobody at a browser.
///
/// Secrets are suppliers: they are asked for at each login and kept nowhere else.
public sealed interface Credentials {
    /// The consumer key of Headroom's External Client App.
    String clientId();

    /// What people call the flow.
    String flow();

    /// The form that the token endpoint is asked with.
    ///
    /// @throws BadCredentials if they cannot be used at all, such as a key that is no key
    String form(Instant now);

    /// A secret of the app itself; the org's administrator names the user it runs as.
    record ClientSecret(String clientId, Supplier<String> secret) implements Credentials {
        @Override
        public String flow() {
            return "client credentials";
        }

        @Override
        public String form(Instant now) {
            return "grant_type=client_credentials&client_id="
                    + encode(clientId)
                    + "&client_secret="
                    + encode(secret.get());
        }
    }

    /// A statement signed with a key whose certificate the app knows (RFC 7523).
    ///
    /// @param user the user's name, pre-authorised for the app
    /// @param privateKey PEM, PKCS #8
    /// @param audience `https://login.salesforce.com`, or `https://test.salesforce.com` for
    ///   sandboxes
    record SignedAssertion(String clientId, String user, Supplier<String> privateKey, URI audience)
            implements Credentials {
        private static final Duration LIFE = Duration.ofMinutes(3);
        private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

        @Override
        public String flow() {
            return "JWT bearer";
        }

        @Override
        public String form(Instant now) {
            return "grant_type="
                    + encode("urn:ietf:params:oauth:grant-type:jwt-bearer")
                    + "&assertion="
                    + assertion(now);
        }

        private String assertion(Instant now) {
            var claims =
                    "{\"iss\":%s,\"sub\":%s,\"aud\":%s,\"exp\":%d}"
                            .formatted(
                                    quoted(clientId),
                                    quoted(user),
                                    quoted(audience.toString()),
                                    now.plus(LIFE).getEpochSecond());
            var signed = base64("{\"alg\":\"RS256\"}") + "." + base64(claims);
            try {
                var signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(key(privateKey.get()));
                signature.update(signed.getBytes(StandardCharsets.US_ASCII));
                return signed + "." + BASE64.encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new BadCredentials("the private key cannot sign: it must be RSA", e);
            }
        }

        private static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        private static String base64(String text) {
            return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private static PrivateKey key(String pem) throws GeneralSecurityException {
            if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
                throw new BadCredentials(
                        "the private key must be a PEM file that begins with BEGIN PRIVATE KEY;"
                                + " `openssl pkcs8 -topk8 -nocrypt -in old.pem` makes one",
                        null);
            }
            try {
                var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
                var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
                return KeyFactory.getInstance("RSA").generatePrivate(spec);
            } catch (IllegalArgumentException e) {
                throw new BadCredentials("the private key's PEM file is damaged", e);
            }
        }
    }

    /// A token that somebody's login at a browser once gave. Rotation must be off: Headroom changes
    /// no secret.
    record RefreshToken(String clientId, Optional<Supplier<String>> secret, Supplier<String> token)
            implements Credentials {
        @Override
        public String flow() {
            return "refresh token";
        }

        @Override
        public String form(Instant now) {
            return "grant_type=refresh_token&client_id="
                    + encode(clientId)
                    + secret.map(it -> "&client_secret=" + encode(it.get())).orElse("")
                    + "&refresh_token="
                    + encode(token.get());
        }
    }

    /// Credentials that no org need be asked about.
    final class BadCredentials extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadCredentials(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
