package headroom.emulator.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorOptions;
import headroom.testing.RawAnswer;
import headroom.testing.RawClient;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Whatever is sent, the org answers in Salesforce's own words, logs nothing and goes on.
@Serves("Malformed input: answered in the family's own form, nothing logged")
class MalformedTest {
    private static Emulator emulator;
    private static String token;
    private final List<String> logged = new ArrayList<>();
    private final Handler ear =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                        logged.add(entry.getLevel() + " " + entry.getMessage());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeAll
    static void start() throws IOException {
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withBodyBytesMax(1 << 20)
                                .withClients(List.of(new EmulatorClient("a", "", "A"))));
        var login =
                new Hostile(
                        "login",
                        "POST /services/oauth2/token?grant_type=password&client_id=a&username=admin%40headroom.example&password=password"
                            + " HTTP/1.1\r\n",
                        new byte[0],
                        Hostile.Form.OAUTH,
                        200,
                        List.of());
        var text = ask(login).body().text();
        token = text.replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
        var row =
                Hostile.rest(
                        "the first account",
                        "POST /services/data/v66.0/sobjects/Account HTTP/1.1\r\n"
                                + "Authorization: Bearer TOKEN\r\n",
                        "{\"Name\":\"First\"}",
                        201);
        assertThat(ask(row).head().status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Logger.getLogger("").addHandler(ear);
    }

    @AfterEach
    void listenNoMore() {
        System.setErr(stderr);
        Logger.getLogger("").removeHandler(ear);
    }

    private static RawAnswer ask(Hostile hostile) throws IOException {
        try (var client = RawClient.connect(emulator.port())) {
            return client.send(hostile.wire(token == null ? "" : token)).read("POST");
        }
    }

    static Stream<Hostile> cases() {
        return Stream.of(RestCases.all(), SoapCases.all(), LoginCases.all(), BulkCases.all())
                .flatMap(it -> it);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAnsweredInSalesforcesOwnWords(Hostile hostile) throws IOException {
        var answer = ask(withSession(hostile));
        var body = answer.body().text();

        assertThat(answer.head().status()).as(body).isEqualTo(hostile.status());
        assertThat(body).contains(hostile.expected());
        assertThat(body).startsWith(beginning(hostile.form()));
        assertThat(body)
                .doesNotContain(
                        "UNKNOWN_EXCEPTION", "\tat ", "java.", "headroom.", "Exception:", "root:");
        assertThat(logged).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /// SOAP carries the session in its body.
    private static Hostile withSession(Hostile hostile) {
        if (hostile.form() != Hostile.Form.SOAP || hostile.body().length > 1 << 18) {
            return hostile;
        }
        var latin1 = new String(hostile.body(), StandardCharsets.ISO_8859_1);
        return new Hostile(
                hostile.name(),
                hostile.head(),
                Hostile.bytes(latin1.replace("TOKEN", token)),
                hostile.form(),
                hostile.status(),
                hostile.expected());
    }

    private static String beginning(Hostile.Form form) {
        return switch (form) {
            case REST -> "[{\"message\":\"";
            case SOAP -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope ";
            case OAUTH -> "{\"error\":\"";
            case BULK -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?><error ";
            case BULK2 -> "[{\"";
            case HTTP -> "";
        };
    }

    @Test
    void brokenHttpIsRefusedOrCutAndHurtsNobodyElse() throws IOException {
        for (var broken :
                List.of(
                        "\r\n\r\n\r\n\r\n",
                        "GARBAGE\r\n\r\n",
                        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                        "GET / HTTP/1.1\r\nNo colon here\r\nHost: x\r\n\r\n",
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
                        "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(70_000) + "\r\n\r\n")) {
            try (var client = RawClient.connect(emulator.port())) {
                client.send(broken).halfClose();
                var status = client.read("GET").head().status();
                assertThat(status).as(broken).isBetween(400, 505);
            } catch (IOException _) {
                // A closed connection is an answer too.
            }
        }
        try (var client = RawClient.connect(emulator.port())) {
            assertThat(client.get("/services/data").head().status()).isEqualTo(200);
        }
        assertThat(logged).isEmpty();
    }
}
