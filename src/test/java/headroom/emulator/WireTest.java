package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Bytes on the wire: case of headers, slashes, compression, sizes, hostile bodies.
@Serves("Wire: header case, slashes, gzip both ways, sizes, HEAD, Expect")
class WireTest {
    private static final String SOBJECTS = "/services/data/v66.0/sobjects/";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults().withBodyBytesMax(1 << 20));
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static byte[] raw(String head, byte[] body) throws IOException {
        try (var socket = new Socket("127.0.0.1", emulator.port())) {
            socket.setSoTimeout(5_000);
            var out = socket.getOutputStream();
            var text = head + "Host: org.example\r\nConnection: close\r\n\r\n";
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return socket.getInputStream().readAllBytes();
        }
    }

    private static String text(String head) throws IOException {
        return new String(raw(head, new byte[0]), StandardCharsets.ISO_8859_1);
    }

    private static String bearer() {
        return "Authorization: Bearer " + client.token + "\r\n";
    }

    @Test
    void headersKeepTheCaseClientsInsistOn() throws Exception {
        assertThat(text("GET /services/data/v66.0/limits HTTP/1.1\r\n" + bearer()))
                .contains(
                        "\r\nSforce-Limit-Info: api-usage=", "\r\nContent-Type: application/json");
    }

    @Test
    void slashesTooManyMeanNothing() throws Exception {
        for (var path :
                new String[] {
                    "//services/data/v66.0/limits",
                    "/services/data/v66.0/limits/",
                    "/services//data/v66.0/sobjects/",
                    "/services/data/v66.0/",
                    "/services/data/v66.0/sobjects/Account/describe/",
                    "/services/data/v66.0/query/?q=SELECT+Id+FROM+Account"
                }) {
            assertThat(text("GET " + path + " HTTP/1.1\r\n" + bearer()))
                    .as(path)
                    .startsWith("HTTP/1.1 200 OK");
        }
        assertThat(text("GET /services/data/ HTTP/1.1\r\n")).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void anEmptyBodyMayCallItselfGzip() throws Exception {
        assertThat(
                        text(
                                "GET /services/data/v66.0/limits HTTP/1.1\r\n"
                                        + "Content-Encoding: gzip\r\n"
                                        + bearer()))
                .startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void bodiesMayBeGzippedBothWays() throws Exception {
        var body = gzip("{\"Name\":\"Zipped\"}".getBytes(StandardCharsets.UTF_8));
        var created =
                raw(
                        "POST "
                                + SOBJECTS
                                + "Account HTTP/1.1\r\nContent-Encoding: gzip\r\n"
                                + "Content-Length: "
                                + body.length
                                + "\r\n"
                                + bearer(),
                        body);
        assertThat(new String(created, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 201");

        var answer =
                raw(
                        "GET /services/data/v66.0/limits HTTP/1.1\r\nAccept-Encoding: gzip\r\n"
                                + bearer(),
                        new byte[0]);
        var head = new String(answer, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
        var zipped = new ByteArrayInputStream(answer, head.length() + 4, answer.length);
        assertThat(head).contains("Content-Encoding: gzip");
        assertThat(new String(new GZIPInputStream(zipped).readAllBytes(), StandardCharsets.UTF_8))
                .contains("DailyApiRequests");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void bodiesPastTheLimitAreRefusedPlainOrZipped() throws Exception {
        var bomb = gzip(new byte[8 << 20]);
        var answer =
                raw(
                        "POST "
                                + SOBJECTS
                                + "Account HTTP/1.1\r\nContent-Encoding: gzip\r\n"
                                + "Content-Length: "
                                + bomb.length
                                + "\r\n"
                                + bearer(),
                        bomb);
        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 413");
        var large =
                client.request(SOBJECTS + "Account")
                        .POST(BodyPublishers.ofByteArray(new byte[2 << 20]));
        try {
            assertThat(client.send(large).statusCode()).isEqualTo(413);
        } catch (java.io.UncheckedIOException e) {
            assertThat(e).hasMessageNotContaining("timed out");
        }
    }

    @Test
    void longHeadsPass() {
        var filler = "x".repeat(20_000);

        assertThat(client.get("/services/data/v66.0/limits?x=" + filler).statusCode())
                .isEqualTo(200);
        assertThat(
                        client.send(
                                        client.request("/services/data/v66.0/limits")
                                                .header("X-Filler", filler)
                                                .GET())
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void headAsksWithoutABody() throws Exception {
        var answer = text("HEAD /services/data/v66.0/limits HTTP/1.1\r\n" + bearer());

        assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
        assertThat(answer).containsIgnoringCase("content-length: ");
    }

    @Test
    void expectContinueIsAnswered() throws Exception {
        var body = "{\"Name\":\"Patient\"}";
        var answer =
                raw(
                        "POST "
                                + SOBJECTS
                                + "Account HTTP/1.1\r\nExpect: 100-continue\r\n"
                                + "Content-Length: "
                                + body.length()
                                + "\r\n"
                                + bearer(),
                        body.getBytes(StandardCharsets.UTF_8));

        assertThat(new String(answer, StandardCharsets.ISO_8859_1))
                .startsWith("HTTP/1.1 100 Continue")
                .contains("HTTP/1.1 201 Created");
    }

    @Test
    void contentTypeOnABodylessGetIsNotParsed() {
        assertThat(
                        client.send(
                                        client.request("/services/data/v66.0/limits")
                                                .header("Content-Type", "application/json")
                                                .GET())
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void soapAnswersStandOnOneLineWithPlainNames() {
        var login =
                client.post(
                        "/services/Soap/u/33.0",
                        "text/xml",
                        "<e:Envelope"
                            + " xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><n:login"
                            + " xmlns:n=\"urn:partner.soap.sforce.com\"><n:username>a@x.example"
                            + "</n:username><n:password>p</n:password></n:login></e:Body></e:Envelope>");

        assertThat(login.body())
                .doesNotContain("\n")
                .containsPattern("<sessionId>([^<]+)</sessionId>");
        assertThat(login.body())
                .contains("<passwordExpired>false</passwordExpired>", "/services/Soap/m/33.0/00D");
        assertThat(login.body()).doesNotContain("LimitInfoHeader");
    }

    @Test
    void soapFaultsAreStatus500WithTheirDetail() {
        var fault =
                client.post(
                        "/services/Soap/u/60.0",
                        "text/xml",
                        "<Envelope><Header><SessionHeader><sessionId>no</sessionId></SessionHeader></Header>"
                            + "<Body><getUserInfo/></Body></Envelope>");

        assertThat(fault.statusCode()).isEqualTo(500);
        assertThat(fault.body())
                .contains(
                        "<faultcode>sf:INVALID_SESSION_ID</faultcode>",
                        "Illegal Session",
                        "<sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\">"
                                + "<sf:exceptionCode>INVALID_SESSION_ID</sf:exceptionCode>");
    }

    @Test
    void hostileXmlIsRefused() {
        var bomb =
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                    + "<Envelope><Body><login><username>&b;</username></login></Body></Envelope>";
        var deep = "<a>".repeat(5_000);

        assertThat(client.post("/services/Soap/u/60.0", "text/xml", bomb).statusCode())
                .isEqualTo(500);
        assertThat(client.post("/services/Soap/u/60.0", "text/xml", deep).body()).contains("Fault");
        assertThat(client.post("/services/Soap/u/60.0", "text/xml", "").body()).contains("Fault");
        assertThat(
                        client.post(
                                        "/services/Soap/u/20.0",
                                        "text/xml",
                                        "<Envelope><Body><login/></Body></Envelope>")
                                .body())
                .contains("UNSUPPORTED_API_VERSION");
    }

    @Test
    void aPortInUseIsSaidInOneLine() {
        assertThatThrownBy(
                        () -> Emulator.start(EmulatorOptions.defaults().withPort(emulator.port())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + emulator.port());
    }

    @Test
    void describesKnowIfModifiedSince() {
        var fresh = client.get(SOBJECTS + "Account/describe");
        var same =
                client.send(
                        client.request(SOBJECTS + "Account/describe")
                                .header("If-Modified-Since", "Fri, 31 Dec 2100 00:00:00 GMT")
                                .GET());

        assertThat(Client.json(fresh).get("fields").get(0).get("name").asString()).isEqualTo("Id");
        assertThat(Client.json(fresh).get("urls").get("rowTemplate").asString())
                .isEqualTo(SOBJECTS + "Account/{ID}");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(Client.json(client.get(SOBJECTS)).get("maxBatchSize").asInt()).isEqualTo(200);
    }
}
