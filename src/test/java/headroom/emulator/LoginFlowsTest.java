package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The flows with a person in them, what rotates, and what a token can be asked.
@Serves({"POST services/oauth2/token", "GET id/*"})
@Serves(
        value = "GET/POST services/oauth2/authorize",
        approximate = "no password is asked: a click on a user, or `login_hint`, is the yes")
@Serves(value = "POST services/oauth2/introspect", approximate = "`scope` is always the same")
@Serves({
    "Login: refresh token rotation, as an option",
    "Login: logins per hour, as an option",
    "Login: PKCE"
})
class LoginFlowsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BACK = "http://localhost:9/cb";
    private static final String USER = "admin@headroom.example";

    /// The verifier and challenge of RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private Emulator emulator;
    private Client client;

    @BeforeEach
    void start() {
        open(EmulatorOptions.defaults());
    }

    private void open(EmulatorOptions options) {
        emulator =
                Emulator.start(
                        options.withClock(
                                        EmulatorClock.standingAt(
                                                Instant.parse("2026-11-21T10:00:00Z")))
                                .withClients(
                                        List.of(
                                                new EmulatorClient("web", "s", "Web"),
                                                new EmulatorClient("other", "s", "Other"))));
        client = new Client(emulator);
    }

    private void reopen(EmulatorOptions options) {
        stop();
        open(options);
    }

    @AfterEach
    void stop() {
        client.close();
        emulator.close();
    }

    private HttpResponse<String> authorize(String more) {
        return client.get(
                "/services/oauth2/authorize?client_id=web&redirect_uri="
                        + Client.encoded(BACK)
                        + more);
    }

    private String code(String more) {
        var answer = authorize("&response_type=code&login_hint=" + Client.encoded(USER) + more);
        var location = answer.headers().firstValue("Location").orElse("");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(location).startsWith(BACK + "?code=");
        return location.substring((BACK + "?code=").length()).split("&", 2)[0];
    }

    private HttpResponse<String> token(String form) {
        return client.post("/services/oauth2/token", FORM, form);
    }

    private HttpResponse<String> exchange(String code, String more) {
        return token(
                "grant_type=authorization_code&client_id=web&redirect_uri="
                        + Client.encoded(BACK)
                        + "&code="
                        + code
                        + more);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Client.json(answer);
    }

    @Test
    void thePageLetsAPersonChooseTheUser() {
        var page = authorize("&response_type=code&state=a%22b");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("login_hint=admin%40headroom.example").contains("<a href");
        assertThat(page.body()).doesNotContain("a\"b");
    }

    @Test
    void aCodeIsChangedForTokensOnce() {
        var code = code("&state=xyz");

        var first = json(exchange(code, "&client_secret=s"));
        var second = exchange(code, "&client_secret=s");

        assertThat(first.get("scope").asString()).isEqualTo("refresh_token full");
        assertThat(first.get("refresh_token").asString()).startsWith("5Aep861");
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body()).contains("invalid_grant").contains("expired authorization code");
        var again =
                json(
                        token(
                                "grant_type=refresh_token&client_id=web&refresh_token="
                                        + first.get("refresh_token").asString()));
        assertThat(again.get("access_token").asString()).startsWith("00D");
        assertThat(again.has("refresh_token")).isFalse();
    }

    @Test
    void aCodeBelongsToItsAppAddressAndVerifier() {
        assertThat(exchange(code("&code_challenge=" + CHALLENGE), "&code_verifier=wrong").body())
                .contains("invalid code verifier");
        assertThat(
                        exchange(code("&code_challenge=" + CHALLENGE), "&code_verifier=" + VERIFIER)
                                .statusCode())
                .isEqualTo(200);
        assertThat(exchange(code(""), "&client_secret=wrong").body()).contains("invalid_client");
        assertThat(
                        token(
                                        "grant_type=authorization_code&client_id=other&"
                                                + "client_secret=s&code="
                                                + code("")
                                                + "&redirect_uri="
                                                + Client.encoded(BACK))
                                .body())
                .contains("invalid_grant");
        assertThat(
                        token(
                                        "grant_type=authorization_code&client_id=web&client_secret=s"
                                            + "&redirect_uri=http%3A%2F%2Fevil%2F&code="
                                                + code(""))
                                .body())
                .contains("redirect_uri_mismatch");
        var late = code("");
        emulator.clock().step(Duration.ofMinutes(16));
        assertThat(exchange(late, "&client_secret=s").body()).contains("invalid_grant");
    }

    @Test
    void theUserAgentFlowGetsItsTokenBehindTheHash() {
        var answer = authorize("&response_type=token&state=s1&login_hint=" + Client.encoded(USER));

        var location = answer.headers().firstValue("Location").orElse("");
        assertThat(location).startsWith(BACK + "#access_token=00D").endsWith("&state=s1");
    }

    @Test
    void errorsGoBackToTheApp() {
        var wrongType = authorize("&response_type=fish&state=1");
        var stranger =
                client.get(
                        "/services/oauth2/authorize?response_type=code&client_id=nobody&"
                                + "redirect_uri="
                                + Client.encoded(BACK));

        assertThat(wrongType.headers().firstValue("Location").orElse(""))
                .startsWith(BACK + "?error=unsupported_response_type&")
                .endsWith("&state=1");
        assertThat(stranger.headers().firstValue("Location").orElse(""))
                .contains("error=invalid_client_id");
        assertThat(client.get("/services/oauth2/authorize?client_id=web").statusCode())
                .isEqualTo(400);
    }

    @Test
    void rotationMakesEachRefreshTokenGoodForOneUse() {
        reopen(
                EmulatorOptions.defaults()
                        .withLogins(LoginRules.DEFAULTS.withRefreshTokenRotation(true))
                        .withAcceptAnyLogin(false));
        var first = json(exchange(code(""), "&client_secret=s")).get("refresh_token").asString();
        var form = "grant_type=refresh_token&client_id=web&refresh_token=";

        var next = json(token(form + first)).get("refresh_token").asString();

        assertThat(next).isNotEqualTo(first);
        assertThat(token(form + first).body()).contains("expired access/refresh token");
        assertThat(token(form + next).statusCode()).isEqualTo(200);
    }

    @Test
    void introspectionTellsWithoutKeepingAlive() {
        client.login(USER, "password", "web");
        var form = "client_id=web&client_secret=s&token=" + Client.encoded(client.token);
        var url = "/services/oauth2/introspect";
        emulator.clock().step(Duration.ofMinutes(90));

        var alive = json(client.post(url, FORM, form));
        emulator.clock().step(Duration.ofMinutes(40));
        var dead = client.post(url, FORM, form);

        assertThat(alive.get("active").asBoolean()).isTrue();
        assertThat(alive.get("username").asString()).isEqualTo(USER);
        assertThat(alive.get("exp").asLong())
                .isEqualTo(Instant.parse("2026-11-21T12:00:00Z").getEpochSecond());
        assertThat(dead.body()).isEqualTo("{\"active\":false}");
        assertThat(client.post(url, FORM, "client_id=web&client_secret=no&token=1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void identityComesAsXmlIfAsked() {
        var id = client.login(USER, "password", "web").get("id").asString();
        var path = id.substring(emulator.url().length());

        var xml = client.get(path + "?format=xml&version=latest");

        assertThat(xml.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/xml");
        assertThat(xml.body())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><user xmlns:xsi=")
                .contains("<username>" + USER + "</username>")
                .contains("/services/data/v68.0/</rest>");
    }

    @Test
    void clientCredentialsAreForMyDomainOnly() {
        var answer =
                client.send(
                        client.request("/services/oauth2/token")
                                .header("X-Forwarded-Host", "login.salesforce.com")
                                .header("Content-Type", FORM)
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                "grant_type=client_credentials&client_id=web"
                                                        + "&client_secret=s")));

        assertThat(answer.body()).contains("request not supported on this domain");
    }

    @Test
    void tooManyLoginsWithinAnHourAreRefused() {
        reopen(EmulatorOptions.defaults().withLogins(LoginRules.DEFAULTS.withPerHourMax(2)));
        client.login(USER, "password", "web");
        client.login(USER, "password", "web");

        assertThat(client.login(USER, "password", "web").get("error").asString())
                .isEqualTo("rate_limit_exceeded");
        assertThat(client.login("other@x.example", "p", "web").has("access_token")).isTrue();
        emulator.clock().step(Duration.ofMinutes(61));
        assertThat(client.login(USER, "password", "web").has("access_token")).isTrue();
    }
}
