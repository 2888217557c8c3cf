package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;

class TokenTest {
    private static final String ENDPOINT = "/services/oauth2/token";

    @Nested
    class Requests {
        @Test
        void passwordInTheForm() {
            var form =
                    "grant_type=password&client_id=3MVG9.x&client_secret=s3cret"
                            + "&username=user%40example.com&password=hunter2TOKEN";
            var request = TokenRequest.parse(ENDPOINT, HeaderSource.NONE, bytes(form));
            assertThat(request)
                    .isEqualTo(new TokenRequest("password", "3MVG9.x", "user@example.com"));
            assertThat(request.toString()).doesNotContain("hunter2").doesNotContain("s3cret");
        }

        @Test
        void everythingInTheQueryString() {
            var target = ENDPOINT + "?grant_type=password&client_id=a%20b&username=u@x&password=p";
            assertThat(TokenRequest.parse(target, HeaderSource.NONE, new byte[0]))
                    .isEqualTo(new TokenRequest("password", "a b", "u@x"));
        }

        @Test
        void clientCredentialsInBasicAuthorization() {
            var basic = Base64.getEncoder().encodeToString(bytes("3MVG9.x:secret"));
            HeaderSource headers = Map.of("Authorization", "basic " + basic)::get;
            assertThat(
                            TokenRequest.parse(
                                    ENDPOINT, headers, bytes("grant_type=client_credentials")))
                    .isEqualTo(new TokenRequest("client_credentials", "3MVG9.x", ""));
        }

        @Test
        void issuerAndSubjectOfAnAssertion() {
            var claims =
                    "{\"iss\":\"3MVG9.x\",\"sub\":\"u@x\",\"aud\":[\"a\"],\"exp\":\"1700000000\"}";
            var form =
                    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=e30."
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(claims))
                            + ".c2lnbmF0dXJl";
            assertThat(TokenRequest.parse(ENDPOINT, HeaderSource.NONE, bytes(form)))
                    .isEqualTo(
                            new TokenRequest(
                                    "urn:ietf:params:oauth:grant-type:jwt-bearer",
                                    "3MVG9.x",
                                    "u@x"));
        }

        @Test
        void refreshNamesNoUser() {
            var form = "grant_type=refresh_token&refresh_token=5Aep.secret&client_id=PlatformCLI";
            var request = TokenRequest.parse(ENDPOINT, HeaderSource.NONE, Gzip.gzip(bytes(form)));
            assertThat(request).isEqualTo(new TokenRequest("refresh_token", "PlatformCLI", ""));
            assertThat(request.toString()).doesNotContain("5Aep");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "&&&",
                    "grant_type",
                    "grant_type=",
                    "assertion=..",
                    "assertion=a.b.c",
                    "assertion=e30.W10.x",
                    "assertion=e30.eyJpc3MiOj.x",
                    "xgrant_type=password",
                })
        void whatSaysNothingIsEmpty(String form) {
            var broken = Map.of("Authorization", "Basic !!!");
            assertThat(TokenRequest.parse(ENDPOINT, broken::get, bytes(form)))
                    .isEqualTo(new TokenRequest("", "", ""));
        }

        @Test
        void malformedEscapesStayAsTheyAre() {
            assertThat(
                            TokenRequest.parse(ENDPOINT, HeaderSource.NONE, bytes("client_id=a%zz"))
                                    .clientId())
                    .isEqualTo("a%zz");
        }

        @Test
        void valuesAreBounded() {
            var form = bytes("client_id=" + "x".repeat(5_000));
            assertThat(TokenRequest.parse(ENDPOINT, HeaderSource.NONE, form).clientId()).isEmpty();
        }
    }

    @Nested
    class Answers {
        private static final String JSON =
                """
                {"access_token":"00D36000001HDi3!ARwAQ.secret","signature":"rMCD2/FFeFXu4i3lRP55rDh5Zs8dqh+rA2BrYdpVNp0=",\
                "scope":"refresh_token full","instance_url":"https://naXX.salesforce.com",\
                "id":"https://login.salesforce.com/id/00D36000001HDi3EAG/00536000002PmoeAAC",\
                "token_type":"Bearer","issued_at":"1468448630767"}\
                """;

        @Test
        void namesOrgAndUserByTheIdentity() {
            var answer = TokenAnswer.parse(bytes(JSON)).orElseThrow();
            assertThat(answer.accessToken()).isEqualTo("00D36000001HDi3!ARwAQ.secret");
            assertThat(answer.instanceUrl()).isEqualTo("https://naXX.salesforce.com");
            assertThat(answer.orgId()).isEqualTo("00D36000001HDi3");
            assertThat(answer.userId()).isEqualTo("00536000002Pmoe");
            assertThat(answer.toString()).doesNotContain("secret");
        }

        @Test
        void takesTheOrgFromTheTokenWhereNoIdentityCame() {
            var json = "{\"access_token\":\"00D36000001HDi3!x\",\"id\":\"none\"}";
            var answer = TokenAnswer.parse(Gzip.gzip(bytes(json))).orElseThrow();
            assertThat(answer.orgId()).isEqualTo("00D36000001HDi3");
            assertThat(answer.userId()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "[]",
                    "{}",
                    "{\"error\":\"invalid_grant\"}",
                    "{\"access_token\":5}",
                    "{\"access_token\":\"00D",
                    "<html/>",
                })
        void anythingElseIsNone(String text) {
            assertThat(TokenAnswer.parse(bytes(text))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "00D36000001HDi3!AQ, 00D36000001HDi3",
            "00D36000001HDi3, ''",
            "eyJhbGciOiJSUzI1NiJ9.e30.x, ''",
            "'', ''",
        })
        void opaqueTokensBeginWithTheirOrg(String token, String org) {
            assertThat(TokenAnswer.orgIdOf(token)).isEqualTo(org);
        }
    }

    @Nested
    class SoapLogins {
        private static final String XML =
                """
                <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
                xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><loginResponse><result>\
                <metadataServerUrl>https://x.my.salesforce.com/services/Soap/m/46.0/00D3k000000tr3G</metadataServerUrl>\
                <passwordExpired>false</passwordExpired><sandbox>false</sandbox>\
                <serverUrl>https://x.my.salesforce.com/services/Soap/u/46.0/00D3k000000tr3G</serverUrl>\
                <sessionId>00D3k000000tr3G!AQ.secret</sessionId><userId>0053k00000B3GjcAAF</userId>\
                <userInfo><organizationId>00D3k000000tr3GEAQ</organizationId><roleId xsi:nil="true"/>\
                <userId>0053k00000B3GjcAAF</userId><userName>u@x</userName></userInfo></result>\
                </loginResponse></soapenv:Body></soapenv:Envelope>\
                """;

        @Test
        void nameSessionServersAndUser() {
            var answer = SoapLoginAnswer.parse(Gzip.gzip(bytes(XML))).orElseThrow();
            assertThat(answer)
                    .isEqualTo(
                            new SoapLoginAnswer(
                                    "00D3k000000tr3G!AQ.secret",
                                    "https://x.my.salesforce.com/services/Soap/u/46.0/00D3k000000tr3G",
                                    "https://x.my.salesforce.com/services/Soap/m/46.0/00D3k000000tr3G",
                                    "0053k00000B3Gjc",
                                    "u@x",
                                    "00D3k000000tr3G"));
            assertThat(answer.toString()).doesNotContain("secret");
        }

        @Test
        void aFaultIsNone() {
            var fault =
                    ApiError.render(ApiError.Form.SOAP_PARTNER, 500, "INVALID_LOGIN", "Invalid")
                            .body();
            assertThat(SoapLoginAnswer.parse(fault)).isEmpty();
            assertThat(SoapLoginAnswer.parse(new byte[0])).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client=caseSensitiveToken; defaultNamespace=battle|caseSensitiveToken|battle",
                "client=sfdx toolbelt:|sfdx toolbelt:|''",
                "defaultNamespace=x;Client= y |y|x",
                "client=a=b|a=b|''",
                "client|''|''",
                ";;=;|''|''",
                "''|''|''",
            })
    void callOptionsNameTheClient(String header, String client, String namespace) {
        assertThat(CallOptionsHeader.parse(header))
                .isEqualTo(new CallOptionsHeader(client, namespace));
    }

    @Test
    void nothingMakesAReaderThrow() {
        var seed = 42L;
        var random = new Random(seed);
        var seeds = new byte[][] {bytes(Answers.JSON), bytes(SoapLogins.XML), bytes("a=b&c=%4")};
        for (var i = 0; i < 20_000; i++) {
            var whole = seeds[i % seeds.length];
            var body = Arrays.copyOf(whole, random.nextInt(whole.length));
            for (var j = random.nextInt(5); j > 0 && body.length > 0; j--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            TokenAnswer.parse(body);
            SoapLoginAnswer.parse(body);
            TokenRequest.parse(ENDPOINT, HeaderSource.NONE, body);
            CallOptionsHeader.parse(new String(body, StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
