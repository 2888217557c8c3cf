package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Every way to a token, as real clients ask for it.
@Serves(
        value = "POST services/oauth2/token",
        approximate = "the `exp` and `aud` of an assertion are held against nothing")
@Serves({"GET/POST services/oauth2/userinfo", "GET id/*", "GET/POST services/oauth2/revoke"})
@Serves(value = "Login: scopes", approximate = "told, but not enforced")
class LoginTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TOKEN = "/services/oauth2/token";
    private Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private Client client = new Client(emulator);

    @AfterEach
    void stop() {
        client.close();
        emulator.close();
    }

    private void restart(EmulatorOptions options) {
        stop();
        emulator = Emulator.start(options);
        client = new Client(emulator);
    }

    private HttpResponse<String> token(String form) {
        return client.post(TOKEN, FORM, form);
    }

    @Test
    void passwordFlowGivesATokenThatClientsTakeForOne() {
        var json = client.login("admin@headroom.example", "password", "3MVG9");

        assertThat(json.get("access_token").asString()).matches("00DHr0000000001![.\\w]+");
        assertThat(json.get("instance_url").asString()).isEqualTo(emulator.url());
        assertThat(json.get("id").asString()).matches(emulator.url() + "/id/00D\\w{15}/005\\w{15}");
        assertThat(json.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(json.get("issued_at").asString()).matches("\\d{13}");
        assertThat(json.has("refresh_token")).isFalse();
        assertThat(client.get("/services/data/v66.0/").statusCode()).isEqualTo(200);
        assertThat(emulator.books().byClient().get("3MVG9").charge()).isEqualTo(1);
    }

    @Test
    void parametersMayStandInTheQueryWithAnEmptyBody() {
        var answer =
                client.post(
                        TOKEN
                                + "?grant_type=password&client_id=nr&client_secret=x"
                                + "&username=new%2Brelic%40x.example&password=any",
                        FORM,
                        "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(emulator.books().byUser()).containsKey("new+relic@x.example");
    }

    @Test
    void wrongPasswordOfAConfiguredUserIsRefusedThoughAnyLoginIsAccepted() {
        var json = client.login("admin@headroom.example", "wrong", "app");

        assertThat(json.toString())
                .isEqualTo(
                        "{\"error\":\"invalid_grant\",\"error_description\":\"authentication"
                                + " failure\"}");
    }

    @Test
    void securityTokenMayBeAppended() {
        restart(
                EmulatorOptions.defaults()
                        .withAcceptAnyLogin(false)
                        .withUsers(List.of(new EmulatorUser("u@x.example", "p", "TOKEN"))));

        assertThat(client.login("u@x.example", "pTOKEN", "a").has("access_token")).isTrue();
        assertThat(client.login("u@x.example", "p", "a").has("access_token")).isTrue();
        assertThat(client.login("u@x.example", "pX", "a").has("access_token")).isFalse();
        assertThat(client.login("other@x.example", "p", "a").has("access_token")).isFalse();
    }

    @Test
    void clientCredentialsComeInTheFormOrInABasicHeader() {
        restart(
                EmulatorOptions.defaults()
                        .withClients(List.of(new EmulatorClient("id1", "s1", "Warehouse"))));
        var basic = Base64.getEncoder().encodeToString("id1:s1".getBytes(StandardCharsets.UTF_8));

        var header =
                client.send(
                        client.request(TOKEN)
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", FORM)
                                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        var form = token("grant_type=client_credentials&client_id=id1&client_secret=s1");
        var wrong = token("grant_type=client_credentials&client_id=id1&client_secret=no");
        var unknown = token("grant_type=client_credentials&client_id=id2&client_secret=s1");

        assertThat(header.statusCode()).isEqualTo(200);
        assertThat(Client.json(form).get("scope").asString()).isEqualTo("api");
        assertThat(wrong.body()).contains("invalid_client");
        assertThat(unknown.body()).contains("invalid_client_id");
        client.token = Client.json(form).get("access_token").asString();
        client.get("/services/data/v66.0/limits");
        assertThat(emulator.books().byClient().get("Warehouse").charge()).isEqualTo(1);
    }

    @Test
    void refreshTokensWorkUntilRevoked() {
        restart(
                EmulatorOptions.defaults()
                        .withAcceptAnyLogin(false)
                        .withRefreshTokens(Map.of("5Aep861", "admin@headroom.example")));
        var form = "grant_type=refresh_token&client_id=a&refresh_token=";

        assertThat(token(form + "5Aep861").body()).contains("access_token");
        assertThat(token(form + "other").body()).contains("expired access/refresh token");
        assertThat(client.post("/services/oauth2/revoke", FORM, "token=5Aep861").statusCode())
                .isEqualTo(200);
        assertThat(token(form + "5Aep861").statusCode()).isEqualTo(400);
    }

    @Test
    void revokedOrExpiredTokensAreInvalid() {
        restart(
                EmulatorOptions.defaults()
                        .withClock(
                                EmulatorClock.standingAt(Instant.parse("2026-11-21T10:00:00Z"))));
        client.login("u@x.example", "p", "a");
        assertThat(
                        client.get("/services/oauth2/revoke?token=" + Client.encoded(client.token))
                                .statusCode())
                .isEqualTo(200);
        var revoked = client.get("/services/data/v66.0/limits");
        client.login("u@x.example", "p", "a");
        emulator.clock().step(Duration.ofMinutes(119));
        var alive = client.get("/services/data/v66.0/limits");
        emulator.clock().step(Duration.ofMinutes(121));
        var expired = client.get("/services/data/v66.0/limits");

        assertThat(revoked.statusCode()).isEqualTo(401);
        assertThat(revoked.body())
                .isEqualTo(
                        "[{\"message\":\"Session expired or invalid\","
                                + "\"errorCode\":\"INVALID_SESSION_ID\"}]");
        assertThat(alive.statusCode()).isEqualTo(200);
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(emulator.books().used()).isEqualTo(1);
    }

    @Test
    void assertionsAreTakenWithMillisecondsTextsAndAnyAudience() {
        var exps = List.of("1795000000300", "\"1795000000\"", "1795000000");
        for (var exp : exps) {
            var answer = token(jwt("app", "u@x.example", exp, null));
            assertThat(answer.statusCode()).as(exp).isEqualTo(200);
            assertThat(Client.json(answer).has("scope")).isTrue();
        }
        assertThat(token(jwt("app", "u@x.example", "\"soon\"", null)).body())
                .contains("invalid_grant");
        assertThat(token(jwt("app", "", "1", null)).body()).contains("invalid_grant");
    }

    @Test
    void assertionsOfAClientWithAKeyMustBeSignedByIt() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var right = generator.generateKeyPair();
        var wrong = generator.generateKeyPair();
        restart(
                EmulatorOptions.defaults()
                        .withClients(
                                List.of(
                                        new EmulatorClient(
                                                "app", "", "App", "", right.getPublic()))));

        assertThat(token(jwt("app", "u@x.example", "1", right.getPrivate())).statusCode())
                .isEqualTo(200);
        assertThat(token(jwt("app", "u@x.example", "1", wrong.getPrivate())).statusCode())
                .isEqualTo(400);
        assertThat(token(jwt("app", "u@x.example", "1", null)).statusCode()).isEqualTo(400);
    }

    private static String jwt(String client, String user, String exp, PrivateKey key) {
        var url = Base64.getUrlEncoder().withoutPadding();
        var head = url.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8));
        var claims =
                "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"http://x/\",\"exp\":%s}"
                        .formatted(client, user, exp);
        var signed = head + "." + url.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = new byte[] {1, 2, 3};
            if (key != null) {
                var signer = Signature.getInstance("SHA256withRSA");
                signer.initSign(key);
                signer.update(signed.getBytes(StandardCharsets.US_ASCII));
                signature = signer.sign();
            }
            return "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                    + signed
                    + "."
                    + url.encodeToString(signature);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void identityAndUserInfoPointBackAtTheHostThatWasAsked() {
        var id = client.login("ada@x.example", "p", "a").get("id").asString();
        var path = id.substring(emulator.url().length());

        var identity = Client.json(client.get(path + "?format=json"));
        var behindProxy =
                Client.json(
                        client.send(
                                client.request(path)
                                        .header("X-Forwarded-Proto", "https")
                                        .header("X-Forwarded-Host", "gate.example:444")
                                        .GET()));
        var userInfo = Client.json(client.get("/services/oauth2/userinfo"));

        assertThat(identity.get("username").asString()).isEqualTo("ada@x.example");
        assertThat(identity.get("urls").get("rest").asString())
                .isEqualTo(emulator.url() + "/services/data/v{version}/");
        assertThat(behindProxy.get("id").asString()).isEqualTo("https://gate.example:444" + path);
        assertThat(behindProxy.get("urls").get("partner").asString())
                .startsWith("https://gate.example:444/services/Soap/u/{version}/00D");
        assertThat(userInfo.get("preferred_username").asString()).isEqualTo("ada@x.example");
        assertThat(userInfo.get("user_id").asString()).isEqualTo(id.substring(id.length() - 18));
        client.token = "";
        assertThat(client.get(path).statusCode()).isEqualTo(403);
        assertThat(client.get(path).body()).isEqualTo("Missing_OAuth_Token");
    }

    @Test
    void otherGrantsAreNotSupported() {
        assertThat(token("grant_type=device").body())
                .isEqualTo(
                        "{\"error\":\"unsupported_grant_type\","
                                + "\"error_description\":\"grant type not supported\"}");
        assertThat(emulator.books().totalCharge()).isZero();
    }

    /// The calls of `sf org login access-token`, in its order.
    @Test
    void servesTheWholeLoginOfTheSalesforceCommandLine() {
        client.login("dev@x.example", "p", "PlatformCLI");

        var who = Client.json(client.get("/services/oauth2/userinfo")).get("user_id").asString();
        var user = client.get("/services/data/v51.0/sobjects/User/" + who);
        var hub =
                client.get(
                        "/services/data/v51.0/query?q=SELECT%20Id%20FROM%20ScratchOrgInfo%20limit%201");
        var versions = client.get("//services/data");
        var list = Client.json(versions);
        var last = list.get(list.size() - 1).get("version").asString();
        var org =
                client.get(
                        "//services/data/v"
                                + last
                                + "/query?q="
                                + Client.encoded(
                                        "SELECT Name, InstanceName, IsSandbox, TrialExpirationDate,"
                                                + " NamespacePrefix, OrganizationType FROM"
                                                + " Organization"));

        assertThat(Client.json(user).get("Username").asString()).isEqualTo("dev@x.example");
        assertThat(hub.statusCode()).isEqualTo(400);
        assertThat(hub.body()).contains("INVALID_TYPE");
        assertThat(versions.headers().firstValue("Sforce-Limit-Info")).isEmpty();
        assertThat(Client.json(org).get("totalSize").asInt()).isEqualTo(1);
    }
}
