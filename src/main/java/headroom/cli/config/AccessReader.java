package headroom.cli.config;

import headroom.cli.config.Configuration.Access;
import headroom.watch.Credentials;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// The grammar of an org's `access`: one OAuth flow, told apart by the secret that stands there.
final class AccessReader {
    private static final URI AUDIENCE = URI.create("https://login.salesforce.com");

    private AccessReader() {}

    static Optional<Access> read(Section section) {
        var clientId = section.require("client-id", Values::text);
        var clientSecret = section.secret("client-secret");
        var privateKey = section.secret("private-key");
        var refreshToken = section.secret("refresh-token");
        var username = section.find("username", Values::text);
        var audience = section.find("audience", Values::origin);
        section.finish();
        if (privateKey.isPresent() && refreshToken.isPresent()) {
            section.report("refresh-token", "`access` has a `private-key` already: keep one");
        }
        if (privateKey.isPresent() && username.isEmpty()) {
            section.report("private-key", "a `private-key` needs the `username` it signs for");
        }
        if (privateKey.isEmpty() && (username.isPresent() || audience.isPresent())) {
            section.report("username", "`username` and `audience` go with a `private-key` only");
        }
        if (!section.has("client-secret")
                && !section.has("private-key")
                && !section.has("refresh-token")) {
            section.report(
                    "client-id",
                    "`access` needs a `client-secret`, a `private-key` or a `refresh-token`");
        }
        return clientId.flatMap(id ->
                privateKey
                        .flatMap(key ->
                                username.map(
                                        user -> signed(id, user, key, audience.orElse(AUDIENCE))))
                        .or(() ->
                                refreshToken.map(token ->
                                        new Credentials.RefreshToken(
                                                id,
                                                clientSecret.map(AccessReader::reveal),
                                                token::reveal)))
                        .or(() ->
                                clientSecret.map(
                                        secret -> new Credentials.ClientSecret(id, secret::reveal)))
                        .map(Access::new));
    }

    private static Credentials signed(String id, String user, Secret key, URI audience) {
        return new Credentials.SignedAssertion(id, user, key::reveal, audience);
    }

    private static Supplier<String> reveal(Secret secret) {
        return secret::reveal;
    }
}
