package headroom.emulator.malformed;

import static headroom.emulator.malformed.Hostile.oauth;

import java.util.List;
import java.util.stream.Stream;

/// Token requests that say nothing, or the wrong thing.
final class LoginCases {
    private static final String POST =
            "POST /services/oauth2/token HTTP/1.1\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String JWT =
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";

    private LoginCases() {}

    static Stream<Hostile> all() {
        return List.of(
                token("nothing", "", "invalid_request"),
                token("nonsense", "%%%&&&===", "invalid_request"),
                token("binary", "\u0000\u0001grant_type", "invalid_request"),
                token("unknown grant", "grant_type=fish", "unsupported_grant_type"),
                token("no client", "grant_type=password&username=u", "invalid_client_id"),
                token(
                        "no password",
                        "grant_type=password&client_id=a&username=admin@headroom.example",
                        "invalid_grant"),
                token("no code", "grant_type=authorization_code&client_id=a", "invalid_grant"),
                token("no refresh", "grant_type=refresh_token&client_id=a", "invalid_grant"),
                token("no assertion", JWT, "invalid_grant"),
                token("dots", JWT + "..", "invalid_grant"),
                token("no base64", JWT + "a.%2A%2A%2A.c", "invalid_grant"),
                token("no claims", JWT + "e30.e30.e30", "invalid_grant"),
                token("claims as a list", JWT + "e30.W10.e30", "invalid_grant"),
                token("a long one", JWT + "a".repeat(20_000), "invalid_grant"),
                oauth(
                        "login: a broken Basic header",
                        POST + "Authorization: Basic ***\r\n",
                        "grant_type=client_credentials",
                        "invalid_client"),
                oauth(
                        "login: nothing to revoke",
                        POST.replace("token HTTP", "revoke HTTP"),
                        "",
                        "unsupported_token_type"),
                oauth(
                        "login: introspection by nobody",
                        POST.replace("token HTTP", "introspect HTTP"),
                        "token=x",
                        "invalid_client_id"))
                .stream();
    }

    private static Hostile token(String name, String body, String code) {
        return oauth("login: " + name, POST, body, "\"error\":\"" + code + "\"");
    }
}
