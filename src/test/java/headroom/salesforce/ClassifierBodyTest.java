package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What only the body can say.
class ClassifierBodyTest {
    private static final Classifier CLASSIFIER = new Classifier(ChargeOptions.DEFAULTS);
    private static final Classifier EACH =
            new Classifier(
                    ChargeOptions.DEFAULTS.with(ChargeOption.COUNT_EACH_BATCH_SUBREQUEST, true));
    private static final String PARTNER = "/services/Soap/u/66.0";
    private static final String GRAPHQL = "/services/data/v66.0/graphql";
    private static final HeaderSource GZIP =
            name -> name.equalsIgnoreCase("Content-Encoding") ? "gzip" : null;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ uiapi { query { Account { edges { node { Id } } } } } }|1",
                "query q { uiapi { query { Account(first: 5) { edges { node { Id Name { value } } }"
                    + " } c: Contact @include(if: true) { edges { node { Id } } } Lead { x } } }"
                    + " }|3",
                "{ uiapi { query { Account { a } } aggregate { Account { a } Case { b } } } }|3",
                "mutation { uiapi { AccountCreate(input: {Account: {Name: \"}\"}}) { Record { Id }"
                        + " } AccountUpdate(input: {}) { success } } }|2",
                "{ uiapi { objectInfos(apiNames: [\"A\", \"B\"]) { ApiName } } }|1",
                "query ($a: ID = \"{\") { uiapi { # { comment~ query { A { b }, C { d } } } }|2",
                "{ setup { a } uiapi { query { A { b } } } }|2",
                "{ uiapi { query } }|1",
            })
    void eachSubqueryCounts(String query, int charge) {
        var json = "{\"variables\":{\"a\":[1]},\"query\":\"" + escaped(query) + "\"}";
        var said = CLASSIFIER.classify("POST", GRAPHQL, HeaderSource.NONE, bytes(json));
        assertThat(said.kind().family()).isEqualTo(ApiFamily.GRAPHQL);
        assertThat(said.charge()).isEqualTo(charge);
        assertThat(said.estimated()).isFalse();
    }

    @Test
    void onlyTheOperationThatRunsCounts() {
        var query =
                "query a { uiapi { query { A { x } } } } query b { uiapi { query { A { x } B { x }"
                        + " C { x } } } } fragment f on Account { Id }";
        var json = "{\"operationName\":\"b\",\"query\":\"" + query + "\"}";
        assertThat(graphql(bytes(json)).charge()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | { ...all } fragment all on Query { uiapi { query { A { x } B { x } } } }",
                "3 | fragment ab on R { A { x } B { x } } { uiapi { query { ...ab C } } }",
                "2 | { uiapi { ... on U { query { A { x } ... @skip(if: $s) { B } } } } }",
                "2 | { uiapi { query { A { x } A { y } b: A { x } } } }",
                "2 | { uiapi { query { ...ab ...ab } } } fragment ab on RecordQuery { A B }",
                "2 | { uiapi { query { ...a } } } fragment a on X {A ...b} fragment b on X {B"
                        + " ...a}",
            })
    void fragmentsCountWhereTheyStand(int charge, String query) {
        var said = graphql(bytes("{\"query\":\"" + escaped(query) + "\"}"));
        assertThat(said.charge()).isEqualTo(charge);
        assertThat(said.estimated()).isFalse();
    }

    @Test
    void fragmentsThatFillABodyEndAsAGuess() {
        var text = new StringBuilder("{ uiapi { query { ...f0 } } }");
        for (var i = 0; i < 3_000; i++) {
            text.append(" fragment f%d on X { ...f%d ...f%d A }".formatted(i, i + 1, i + 2));
        }
        var said = graphql(bytes("{\"query\":\"" + text + "\"}"));
        assertThat(said.charge()).isEqualTo(1);
        assertThat(said.estimated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ ...all }",
                "{ uiapi { query { ...some } } }",
                "''",
                "}}}}",
                "{{{{",
                "query",
                "{",
                "{ a(",
                "fragment x on Y { z }",
            })
    void whatCannotBeCountedIsOneAndAGuess(String query) {
        var said = graphql(bytes("{\"query\":\"" + escaped(query) + "\"}"));
        assertThat(said.charge()).isEqualTo(1);
        assertThat(said.estimated()).isTrue();
    }

    @Test
    void aGraphqlBodyCutShortIsAGuess() {
        var json = bytes("{\"query\":\"{ uiapi { query { A { x } B { x } } } }\"}");
        for (var length = 0; length < json.length - 1; length++) {
            var said = graphql(Arrays.copyOf(json, length));
            assertThat(said.charge()).isEqualTo(1);
            assertThat(said.estimated()).as("%d bytes", length).isTrue();
        }
    }

    @Test
    void aBatchCountsOnceOrEach() {
        var json =
                bytes(
                        "{\"haltOnError\":true,\"batchRequests\":[{\"method\":\"GET\",\"url\":\"a\"},"
                            + "{\"method\":\"PATCH\",\"url\":\"b\",\"richInput\":{\"x\":[1]}},{}]}");
        var target = "/services/data/v66.0/composite/batch";
        assertThat(CLASSIFIER.peekBytes("POST", target, HeaderSource.NONE)).isZero();
        assertThat(EACH.peekBytes("POST", target, HeaderSource.NONE)).isPositive();
        assertThat(CLASSIFIER.classify("POST", target, HeaderSource.NONE, json).charge()).isOne();
        assertThat(EACH.classify("POST", target, HeaderSource.NONE, json))
                .returns(3, Classification::charge)
                .returns(false, Classification::estimated);
        assertThat(EACH.classify("POST", target, GZIP, Gzip.gzip(json)).charge()).isEqualTo(3);
        assertThat(EACH.classify("POST", target, HeaderSource.NONE, Arrays.copyOf(json, 90)))
                .returns(2, Classification::charge)
                .returns(true, Classification::estimated);
        assertThat(EACH.classify("POST", target, HeaderSource.NONE, new byte[0]))
                .returns(1, Classification::charge)
                .returns(true, Classification::estimated);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/services/data/v66.0/jobs/ingest|{\"object\":\"Contact\",\"contentType\":\"CSV\",\"operation\":\"insert\"}|Contact|insert",
                "/services/data/v66.0/jobs/ingest|{\"operation\":\"upsert\",\"object\":\"Acc|''|upsert",
                "/services/data/v66.0/jobs/ingest|{\"operation\":\"x"
                        + " y\",\"object\":\"../../etc\"}|''|create",
                "/services/data/v66.0/jobs/query|{\"operation\":\"queryAll\",\"query\":\"SELECT Id"
                        + " FROM Lead\"}|Lead|queryAll",
                "/services/async/66.0/job|{\"operation\":\"delete\",\"object\":\"Case\"}|Case|delete",
                "/services/data/v66.0/composite/sobjects|{\"allOrNone\":false,\"records\":[{\"attributes\":{\"referenceId\":null,\"type\":\"Lead\"},\"Name\":\"x\"}]}|Lead|create",
            })
    void jobsAndCollectionsNameTheirObject(
            String target, String body, String object, String operation) {
        var said = CLASSIFIER.classify("POST", target, HeaderSource.NONE, bytes(body));
        assertThat(said.kind().object()).isEqualTo(object);
        assertThat(said.kind().operation()).isEqualTo(operation);
        assertThat(CLASSIFIER.peekBytes("POST", target, HeaderSource.NONE)).isPositive();
    }

    @Test
    void aMultipartJobNamesItsObject() {
        var body =
                """
                --BOUNDARY
                Content-Type: application/json
                Content-Disposition: form-data; name="job"

                {"object":"Contact","contentType":"CSV","operation":"insert"}
                --BOUNDARY
                Content-Type: text/csv
                """;
        var said =
                CLASSIFIER.classify(
                        "POST", "/services/data/v66.0/jobs/ingest", HeaderSource.NONE, bytes(body));
        assertThat(said.kind().object()).isEqualTo("Contact");
        assertThat(said.kind().operation()).isEqualTo("insert");
    }

    @Test
    void aJobInXmlNamesItsObject() {
        var body =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload">
                 <operation>hardDelete</operation><object>Account</object>
                </jobInfo>\
                """;
        var said =
                CLASSIFIER.classify(
                        "POST", "/services/async/66.0/job", GZIP, Gzip.gzip(bytes(body)));
        assertThat(said.kind())
                .isEqualTo(new CallKind(ApiFamily.BULK, "66.0", "job", "Account", "hardDelete"));
    }

    @Test
    void soapLoginIsTheDoubtfulOne() {
        var free =
                new Classifier(ChargeOptions.DEFAULTS.with(ChargeOption.COUNT_SOAP_LOGIN, false));
        var login = bytes(SoapPeekTest.LOGIN);
        assertThat(CLASSIFIER.classify("POST", PARTNER, HeaderSource.NONE, login))
                .returns(1, Classification::charge)
                .returns(false, Classification::estimated)
                .extracting(Classification::kind)
                .isEqualTo(new CallKind(ApiFamily.SOAP, "66.0", "soap/u", "", "login"));
        assertThat(free.classify("POST", PARTNER, HeaderSource.NONE, login).charge()).isZero();
        assertThat(free.classify("POST", PARTNER, GZIP, Gzip.gzip(login)).charge()).isZero();
    }

    @Test
    void soapCallsNameTheirMethodAndObject() {
        var query =
                SoapPeekTest.envelope(
                        "",
                        "<u:query xmlns:u=\"urn:x\"><u:queryString>SELECT Id FROM Lead"
                                + "</u:queryString></u:query>");
        assertThat(
                        CLASSIFIER
                                .classify(
                                        "POST",
                                        PARTNER + "/00D36000001HDi3",
                                        HeaderSource.NONE,
                                        query)
                                .kind())
                .isEqualTo(new CallKind(ApiFamily.SOAP, "66.0", "soap/u", "Lead", "query"));
    }

    @Test
    void soapWithoutAReadableBodyIsAnEstimate() {
        for (var body : new byte[][] {{}, {0x1f, (byte) 0x8b, 8}, bytes("<"), bytes("no xml")}) {
            assertThat(CLASSIFIER.classify("POST", PARTNER, GZIP, body))
                    .returns(1, Classification::charge)
                    .returns(true, Classification::estimated)
                    .returns("unknown", said -> said.kind().operation());
        }
    }

    @Test
    void methodsOfNoWsdlShareOneWord() {
        var body = SoapPeekTest.envelope("", "<x:pwned1 xmlns:x=\"urn:x\"/>");
        assertThat(CLASSIFIER.classify("POST", PARTNER, HeaderSource.NONE, body).kind().operation())
                .isEqualTo("other");
    }

    @Test
    void debuggingHasAPoolOfItsOwn() {
        var body =
                SoapPeekTest.envelope(
                        "<DebuggingHeader"
                                + " xmlns=\"urn:x\"><debugLevel>Db</debugLevel></DebuggingHeader>",
                        "<create xmlns=\"urn:x\"/>");
        var apart =
                new Classifier(
                        ChargeOptions.DEFAULTS.with(ChargeOption.COUNT_SOAP_DEBUGGING, false));
        assertThat(CLASSIFIER.classify("POST", PARTNER, HeaderSource.NONE, body).charge()).isOne();
        assertThat(apart.classify("POST", PARTNER, HeaderSource.NONE, body).charge()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /services/Soap/u/66.0, 0",
        "GET, /services/data/v66.0/graphql, 0",
        "DELETE, /services/data/v66.0/sobjects/Account/001, 0",
        "POST, /services/data/v66.0/sobjects/Account, 0",
        "PATCH, /services/data/v66.0/sobjects/Account/001, 0",
        "POST, /services/data/v66.0/composite, 0",
        "PUT, /services/data/v66.0/jobs/ingest/750/batches, 0",
        "POST, /services/async/66.0/job/750/batch, 0",
        "POST, /services/Soap/u/66.0, 8192",
        "POST, /services/oauth2/token, 16384",
        "POST, /services/data/v66.0/graphql, 65536",
        "POST, /cometd/66.0, 0",
        "POST, /nothing, 0",
    })
    void peeksOnlyWhereTheBodySaysSomething(String method, String target, int bytes) {
        assertThat(CLASSIFIER.peekBytes(method, target, HeaderSource.NONE)).isEqualTo(bytes);
    }

    private static Classification graphql(byte[] body) {
        return CLASSIFIER.classify("POST", GRAPHQL, HeaderSource.NONE, body);
    }

    private static String escaped(String text) {
        return text.replace("~", "\n")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
