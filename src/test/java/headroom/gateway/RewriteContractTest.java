package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.RawAnswer;
import headroom.testing.RawCall;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The answers that tell a client where to go next send it to the gateway, and nothing else
/// changes.
@Timeout(60)
class RewriteContractTest {
    private static final String PUBLIC = "https://sf.acme.example";

    /// How an org may frame the same answer.
    enum Sent {
        PLAIN,
        CHUNKED,
        ZIPPED,
        CHUNKED_AND_ZIPPED
    }

    @ParameterizedTest
    @EnumSource
    void theTokenAnswerNamesTheGateway(Sent sent) throws Exception {
        try (var org = orgSaying(token("https://acme.my.salesforce.com"), sent);
                var stage = publicly(org);
                var client = stage.client()) {
            var answer = askForToken(client, "");
            assertThat(answer.head().first("X-Kept")).hasValue("1");
            assertThat(text(answer)).isEqualTo(token(PUBLIC));
            assertThat(client.get("/services/data").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSoapLoginAnswerNamesTheGateway(Sent sent) throws Exception {
        try (var org = orgSaying(soapLogin("https://acme.my.salesforce.com"), sent);
                var stage = publicly(org);
                var client = stage.client()) {
            var body =
                    "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
                            + "<login xmlns=\"urn:partner.soap.sforce.com\"><username>a@b.c"
                            + "</username><password>p</password></login></e:Body></e:Envelope>";
            client.send("POST /services/Soap/u/66.0 HTTP/1.1\r\nHost: a\r\n");
            client.send("Content-Type: text/xml; charset=UTF-8\r\nSOAPAction: \"login\"\r\n");
            client.send("Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(text(client.read("POST"))).isEqualTo(soapLogin(PUBLIC));
        }
    }

    @Test
    void theIdentityDocumentNamesTheGateway() throws Exception {
        var document =
                """
                {"id":"%1$s/id/00D000000000001EAA/005000000000001AAA","username":"a@b.c",\
                "urls":{"enterprise":"%1$s/services/Soap/c/{version}/00D000000000001",\
                "rest":"%1$s/services/data/v{version}/"},"active":true,\
                "photos":{"picture":"https://img.example/p.png"}}\
                """;
        try (var org = orgSaying(document.formatted("https://acme.my.salesforce.com"), Sent.PLAIN);
                var stage = publicly(org);
                var client = stage.client()) {
            var answer = client.get("/id/00D000000000001EAA/005000000000001AAA?format=json");
            assertThat(answer.text()).isEqualTo(document.formatted(PUBLIC));
        }
    }

    @Test
    void theResourceListNamesTheGatewayAsIdentity() throws Exception {
        var list = "{\"tooling\":\"/services/data/v66.0/tooling\",\"identity\":\"%s/id/00D/005\"}";
        try (var org = orgSaying(list.formatted("https://login.salesforce.com"), Sent.PLAIN);
                var stage = publicly(org);
                var client = stage.client()) {
            assertThat(client.get("/services/data/v66.0").text()).isEqualTo(list.formatted(PUBLIC));
            assertThat(client.get("/services/data/v66.0/").text())
                    .isEqualTo(list.formatted(PUBLIC));
        }
    }

    @Test
    void aLocationAtTheOrgBecomesTheGateways() throws Exception {
        try (var org =
                        RawOrg.start(call ->
                                call.answer(
                                        "201 Created",
                                        "Location: http://"
                                                + call.head().first("Host").orElseThrow()
                                                + "/services/data/v66.0/jobs/1?a=%2F\r\n",
                                        "{}"));
                var stage = publicly(org);
                var client = stage.client()) {
            assertThat(client.get("/services/data/v66.0/jobs").header("Location"))
                    .hasValue(PUBLIC + "/services/data/v66.0/jobs/1?a=%2F");
        }
    }

    @Test
    void aLocationElsewhereOrWithinStays() throws Exception {
        try (var org =
                        RawOrg.start(call ->
                                call.answer(
                                        "302 Found",
                                        call.head().target().equals("/a")
                                                ? "Location: https://else.example/x\r\n"
                                                : "Location: /services/data/v66.0/x\r\n",
                                        ""));
                var stage = publicly(org);
                var client = stage.client()) {
            assertThat(client.get("/a").header("Location")).hasValue("https://else.example/x");
            assertThat(client.get("/b").header("Location")).hasValue("/services/data/v66.0/x");
        }
    }

    @Test
    void dataThatHappensToHoldTheOrgsUrlIsLeftAlone() throws Exception {
        var data = "{\"records\":[{\"instance_url\":\"https://acme.my.salesforce.com\",\"id\":1}]}";
        try (var org = orgSaying(data, Sent.PLAIN);
                var stage = publicly(org);
                var client = stage.client()) {
            assertThat(client.get("/services/data/v66.0/query?q=a").text()).isEqualTo(data);
        }
    }

    @Test
    void withoutAPublicUrlTheRequestsOwnHostIsTheGateway() throws Exception {
        try (var org = orgSaying(token("https://acme.my.salesforce.com"), Sent.PLAIN);
                var stage = Stage.before(org);
                var client = stage.client()) {
            assertThat(askForToken(client, "").text())
                    .contains("\"instance_url\":\"http://gateway.test:8080\"");
        }
    }

    @Test
    void forwardedHeadersAreBelievedFromATrustedProxy() throws Exception {
        try (var org = orgSaying(token("https://acme.my.salesforce.com"), Sent.PLAIN);
                var stage =
                        Stage.before(
                                org, options -> options.withTrustedProxies(List.of("127.0.0.1")));
                var client = stage.client()) {
            var forwarded = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: front.example\r\n";
            assertThat(askForToken(client, forwarded).text())
                    .contains("\"instance_url\":\"https://front.example\"");
        }
    }

    @Test
    void forwardedHeadersOfAStrangerAreNotBelieved() throws Exception {
        try (var org = orgSaying(token("https://acme.my.salesforce.com"), Sent.PLAIN);
                var stage =
                        Stage.before(
                                org, options -> options.withTrustedProxies(List.of("10.9.8.7")));
                var client = stage.client()) {
            var forwarded = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\n";
            assertThat(askForToken(client, forwarded).text())
                    .contains("\"instance_url\":\"http://gateway.test:8080\"")
                    .doesNotContain("evil");
        }
    }

    @Test
    void theOrgsPathPrefixIsPutBack() throws Exception {
        try (var org = orgSaying(token("https://acme.my.salesforce.com"), Sent.PLAIN);
                var stage =
                        Stage.of(
                                List.of(OrgRoute.to("acme", org.url()).withPathPrefix("/acme")),
                                UnaryOperator.identity());
                var client = stage.client()) {
            client.send("POST /acme/services/oauth2/token?grant_type=client_credentials HTTP/1.1");
            client.send("\r\nHost: gateway.test:8080\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.read("POST").text())
                    .contains("\"instance_url\":\"http://gateway.test:8080/acme\"")
                    .contains("\"id\":\"http://gateway.test:8080/acme/id/00D");
        }
    }

    private static RawAnswer askForToken(RawClient client, String headers) throws IOException {
        var form = "grant_type=client_credentials&client_id=c&client_secret=s";
        client.send("POST /services/oauth2/token HTTP/1.1\r\nHost: gateway.test:8080\r\n");
        client.send(headers + "Content-Type: application/x-www-form-urlencoded\r\n");
        client.send("Content-Length: " + form.length() + "\r\n\r\n" + form);
        return client.read("POST");
    }

    private static String token(String base) {
        return ("{\"access_token\":\"00D000000000001!AQ.x\",\"signature\":\"a/b+c=\",\n"
                        + " \"instance_url\":\"%1$s\", \"token_type\":\"Bearer\","
                        + "\"id\":\"%2$s/id/00D000000000001EAA/005000000000001AAA\"}")
                .formatted(base, base);
    }

    private static String soapLogin(String base) {
        return """
        <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv=\
        "http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com">\
        <soapenv:Body><loginResponse><result><metadataServerUrl>%1$s/services/Soap/m/66.0/00D\
        </metadataServerUrl><passwordExpired>false</passwordExpired><sandbox>false</sandbox>\
        <serverUrl>%1$s/services/Soap/u/66.0/00D</serverUrl><sessionId>00D!AQ.x</sessionId>\
        <userId>005000000000001AAA</userId></result></loginResponse></soapenv:Body>\
        </soapenv:Envelope>\
        """
                .formatted(base);
    }

    private static Stage publicly(RawOrg org) throws Exception {
        return Stage.before(org, options -> options.withPublicUrl(URI.create(PUBLIC)));
    }

    private static RawOrg orgSaying(String text, Sent sent) throws IOException {
        return RawOrg.start(call -> say(call, text, sent));
    }

    private static void say(RawCall call, String text, Sent sent) throws IOException {
        call.body();
        var zips = sent == Sent.ZIPPED || sent == Sent.CHUNKED_AND_ZIPPED;
        var bytes = zips ? zip(text) : text.getBytes(StandardCharsets.UTF_8);
        call.send("HTTP/1.1 200 OK\r\nX-Kept: 1\r\nContent-Type: application/json\r\n");
        call.send(zips ? "Content-Encoding: gzip\r\n" : "");
        if (sent == Sent.PLAIN || sent == Sent.ZIPPED) {
            call.send("Content-Length: " + bytes.length + "\r\n\r\n").send(bytes);
            return;
        }
        call.send("Transfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < bytes.length; i += 40) {
            var size = Math.min(40, bytes.length - i);
            call.send("%x\r\n".formatted(size));
            call.send(java.util.Arrays.copyOfRange(bytes, i, i + size)).send("\r\n");
        }
        call.send("0\r\n\r\n");
    }

    private static String text(RawAnswer answer) throws IOException {
        if (answer.header("Content-Encoding").isEmpty()) {
            return answer.text();
        }
        var zipped = new ByteArrayInputStream(answer.body().content());
        return new String(new GZIPInputStream(zipped).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] zip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
