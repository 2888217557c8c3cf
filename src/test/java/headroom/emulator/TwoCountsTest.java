package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.salesforce.ChargeOptions;
import headroom.salesforce.Classifier;
import headroom.salesforce.Refusal;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/// The emulator's charges and the gateway's table were written apart; here they are held together.
@Serves("Counting: charges agree with the gateway's table")
class TwoCountsTest {
    private static final String ENVELOPE =
            "<Envelope><Header><SessionHeader><sessionId>%s</sessionId></SessionHeader></Header><Body><%s"
                + " xmlns=\"urn:partner.soap.sforce.com\"><username>u@x.example</username>"
                + "<password>p</password></%s></Body></Envelope>";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/services/data",
        "GET,/services/data/",
        "GET,//services/data/v66.0/limits",
        "GET,/services/data/v66.0",
        "GET,/services/data/v66.0/sobjects",
        "GET,/services/data/v66.0/sobjects/Account",
        "POST,/services/data/v66.0/sobjects/Account",
        "GET,/services/data/v66.0/sobjects/Account/describe",
        "GET,/services/data/v66.0/sobjects/Account/001000000000000AAA",
        "PATCH,/services/data/v66.0/sobjects/Account/Id/001000000000000AAA",
        "POST,/services/data/v66.0/sobjects/Account/001000000000000AAA?_HttpMethod=PATCH",
        "DELETE,/services/data/v66.0/sobjects/Account/001000000000000AAA",
        "GET,/services/data/v66.0/query?q=SELECT+Id+FROM+Account",
        "GET,/services/data/v66.0/query/01gnope-2000",
        "GET,/services/data/v66.0/queryAll?q=nonsense",
        "PUT,/services/data/v66.0/limits",
        "OPTIONS,/services/data/v66.0/limits",
        "POST,/services/data/v66.0/composite",
        "POST,/services/data/v66.0/composite/batch",
        "POST,/services/data/v66.0/composite/graph",
        "POST,/services/data/v66.0/composite/sobjects",
        "GET,/services/data/v66.0/tooling/query?q=SELECT+Id+FROM+ApexClass",
        "GET,/services/data/v66.0/chatter/feeds",
        "GET,/services/data/v66.0/ui-api/records/001",
        "POST,/services/data/v66.0/jobs/ingest",
        "GET,/services/data/v66.0/search?q=FIND",
        "GET,/services/data/v30.0/limits",
        "GET,/services/data/v66.0/nonsense",
        "GET,/services/apexrest/Thing",
        "POST,/services/async/66.0/job",
        "POST,/cometd/66.0",
        "POST,/services/oauth2/token",
        "GET,/services/oauth2/userinfo",
        "POST,/services/oauth2/introspect",
        "GET,/id/00DHr0000000001AAA/005Hr0000000001AAA",
        "GET,/nonsense",
        "GET,/",
    })
    void agreeOnRest(String method, String path) {
        compare(method, path, "application/json", method.equals("GET") ? "" : "{}");
    }

    @ParameterizedTest
    @CsvSource({
        "u/66.0,login",
        "c/66.0,login",
        "u/66.0,getUserInfo",
        "c/66.0,getUserInfo",
        "c/66.0,query",
        "u/66.0,search",
        "u/66.0/00DHr0000000001,query",
        "u/20.0,getUserInfo",
        "m/66.0,describeMetadata",
        "s/66.0,executeAnonymous",
        "class/Thing,doIt",
        "T/66.0,query",
    })
    void agreeOnSoap(String path, String operation) {
        var body = ENVELOPE.formatted(client.token, operation, operation);
        compare("POST", "/services/Soap/" + path, "text/xml", body);
    }

    private static void compare(String method, String path, String contentType, String body) {
        var before = emulator.books().totalCharge();
        var request =
                client.request(path)
                        .header("Content-Type", contentType)
                        .method(method, BodyPublishers.ofString(body));

        var answer = client.send(request);

        var classifier = new Classifier(ChargeOptions.DEFAULTS);
        var headers = request.build().headers();
        var classified =
                classifier.classify(
                        method,
                        path,
                        name -> headers.firstValue(name).orElse(null),
                        body.getBytes(StandardCharsets.UTF_8));
        var refused =
                Refusal.detect(
                                answer.statusCode(),
                                answer.headers().firstValue("Content-Type").orElse(""),
                                answer.body().getBytes(StandardCharsets.UTF_8))
                        .orElse(null);
        assertThat(emulator.books().totalCharge() - before)
                .as("%s %s: %d %s", method, path, answer.statusCode(), answer.body())
                .isEqualTo(classifier.settledCharge(classified, answer.statusCode(), refused));
    }
}
