package headroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Logs;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// No token, password or secret in any log line, in any error, or on disk.
@Timeout(60)
class SecretsContractTest {
    private static final String TOKEN = "AQEAQToKeNsEcReT.x_1";
    private static final String PASSWORD = "PaSsWoRdSeCrEt";
    private static final String CLIENT_SECRET = "ClIeNtSeCrEt0815";
    private static final String BODY = "CuStOmErPaYlOaD";
    private static final List<String> SECRETS = List.of(TOKEN, PASSWORD, CLIENT_SECRET, BODY);

    @Test
    void nothingSecretIsLoggedSaidOrStored() throws Exception {
        var said = new ArrayList<String>();
        try (var logs = Logs.capture()) {
            try (var org =
                            RawOrg.start(call -> {
                                if (call.head().target().contains("oauth2/token")) {
                                    call.answer(
                                            "{\"access_token\":\"00D000000000001!%s\"}"
                                                    .formatted(TOKEN));
                                } else if (call.head().target().contains("ok")) {
                                    call.answer("{}");
                                } else {
                                    call.body();
                                    call.reset();
                                }
                            });
                    var stage = Stage.before(org)) {
                said.addAll(provoke(stage));
                assertThat(stage.books()).isNotEmpty();
                for (var secret : SECRETS) {
                    assertThat(holding(stage.folder(), secret)).as("files with it").isEmpty();
                }
            }
            for (var secret : SECRETS) {
                assertThat(logs.text()).doesNotContain(secret);
                assertThat(said).noneMatch(text -> text.contains(secret));
            }
        }
    }

    private static List<String> provoke(Stage stage) throws Exception {
        var errors = new ArrayList<String>();
        var session = "Authorization: Bearer 00D000000000001!" + TOKEN + "\r\n";
        var form =
                "grant_type=password&client_id=c&client_secret=%s&username=u@x.y&password=%s"
                        .formatted(CLIENT_SECRET, PASSWORD);
        ask(stage, "POST /services/oauth2/token", "", form);
        ask(stage, "POST /services/oauth2/token?" + form, "", "");
        ask(stage, "GET /services/data/v66.0/ok", session, "");
        errors.add(ask(stage, "POST /services/apexrest/x", session, BODY));
        errors.add(ask(stage, "GET /services/oauth2/revoke?token=" + TOKEN, session, ""));
        errors.add(ask(stage, "GET /bad target " + TOKEN, session, ""));
        errors.add(ask(stage, "GET /x", session + "Bad Header " + TOKEN + ": 1\r\n", ""));
        errors.add(ask(stage, "GET /x", session + "X: " + TOKEN + "\0\r\n", ""));
        errors.add(ask(stage, "GET /x", session + "Y: " + TOKEN.repeat(3_000) + "\r\n", ""));
        errors.add(
                ask(
                        stage,
                        "POST /services/Soap/u/66.0",
                        "Content-Type: text/xml\r\n",
                        "<e:Envelope"
                            + " xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><login"
                            + " xmlns=\"urn:partner.soap.sforce.com\"><username>u</username>"
                            + "<password>"
                                + PASSWORD
                                + "</password></login></e:Body></e:Envelope>"));
        return errors;
    }

    private static String ask(Stage stage, String line, String headers, String body)
            throws IOException {
        try (var client = stage.client()) {
            var length = "Content-Length: " + body.length() + "\r\n\r\n";
            return tell(client, line + " HTTP/1.1\r\nHost: a\r\n" + headers + length + body);
        }
    }

    private static String tell(RawClient client, String request) {
        try {
            return client.send(request).read("GET").toString();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<Path> holding(Path folder, String secret) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (text.contains(secret)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
