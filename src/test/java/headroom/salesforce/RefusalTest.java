package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.salesforce.ApiError.Form;
import headroom.salesforce.Refusal.Kind;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class RefusalTest {
    private static final String JSON = "application/json;charset=UTF-8";

    @Nested
    class Detects {
        @ParameterizedTest
        @CsvSource({
            "TotalRequests Limit exceeded., TOTAL_REQUESTS",
            "ConcurrentPerOrgLongTxn Limit exceeded., CONCURRENT_LONG",
            "ConcurrentRequests Limit exceeded., CONCURRENT_REQUESTS",
            "ConcurrentRequest Limit exceeded., CONCURRENT_REQUESTS",
            "API REQUESTS PER APP exceeded, PER_APP",
            "Something new exceeded., OTHER",
        })
        void theMessageTellsTheLimitsApart(String message, Kind kind) {
            var body =
                    "[{\"message\":\"" + message + "\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]";
            assertThat(Refusal.detect(403, JSON, bytes(body))).contains(kind);
        }

        @Test
        void theBatchesOfTheDay() {
            var xml =
                    """
                    <?xml version="1.0" encoding="UTF-8"?><error \
                    xmlns="http://www.force.com/2009/06/asyncapi/dataload">\
                    <exceptionCode>ExceededQuota</exceptionCode>\
                    <exceptionMessage>ApiBatchItems Limit exceeded.</exceptionMessage></error>\
                    """;
            var json =
                    """
                    {"exceptionCode":"ExceededQuota",\
                    "exceptionMessage":"ExceededQuota : ApiBatchItems Limit exceeded"}\
                    """;
            assertThat(Refusal.detect(400, "application/xml", bytes(xml)))
                    .contains(Kind.BULK_BATCHES);
            assertThat(Refusal.detect(400, JSON, bytes(json))).contains(Kind.BULK_BATCHES);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "401|[{\"message\":\"Session expired or"
                            + " invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]",
                    "400|<error><exceptionCode>InvalidSessionId</exceptionCode></error>",
                    "500|<e><faultcode>sf:INVALID_SESSION_ID</faultcode></e>",
                })
        void invalidSessionsOfEveryFamily(int status, String body) {
            assertThat(Refusal.detect(status, "", bytes(body))).contains(Kind.INVALID_SESSION);
            assertThat(Kind.INVALID_SESSION.isLimit()).isFalse();
        }

        @ParameterizedTest
        @EnumSource(Form.class)
        void whatItRendersInEveryForm(Form form) {
            var error = Refusal.render(form, Kind.TOTAL_REQUESTS);
            var detected = Refusal.detect(error.status(), error.contentType(), error.body());
            assertThat(detected).contains(Kind.TOTAL_REQUESTS);
        }

        @Test
        void gzippedBodiesAndCutOnes() {
            var body = Refusal.render(Form.SOAP_PARTNER, Kind.TOTAL_REQUESTS).body();
            var cut = Arrays.copyOf(body, body.length - 40);
            assertThat(Refusal.detect(500, "text/xml", Gzip.gzip(body)))
                    .contains(Kind.TOTAL_REQUESTS);
            assertThat(Refusal.detect(500, "text/xml", cut)).contains(Kind.TOTAL_REQUESTS);
            assertThat(Refusal.detect(500, "text/xml", Gzip.deflate(body)))
                    .contains(Kind.TOTAL_REQUESTS);
        }

        @Test
        void theCodeWhereverItStands() {
            var body =
                    "[{\"extendedErrorDetails\":{\"message\":\"x\"},\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"TotalRequests"
                        + " Limit exceeded.\"}]";
            assertThat(Refusal.detect(403, JSON, bytes(body))).contains(Kind.TOTAL_REQUESTS);
        }

        @Test
        void nothingInOtherAnswers() {
            var refusal =
                    "[{\"message\":\"TotalRequests Limit exceeded.\","
                            + "\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]";
            var quoted =
                    "[{\"message\":\"value REQUEST_LIMIT_EXCEEDED is not allowed\","
                            + "\"errorCode\":\"INVALID_FIELD\"}]";
            assertThat(Refusal.detect(200, JSON, bytes(refusal))).isEmpty();
            assertThat(Refusal.detect(400, JSON, bytes(quoted))).isEmpty();
            assertThat(Refusal.detect(502, "text/html", bytes("<html>" + refusal))).isEmpty();
            assertThat(Refusal.detect(503, "", new byte[0])).isEmpty();
            assertThat(Refusal.detect(500, JSON, bytes("[[[[{\"errorCode\":"))).isEmpty();
            assertThat(Refusal.detect(500, JSON, new byte[] {0x1f, (byte) 0x8b, 8, 0})).isEmpty();
        }
    }

    @Nested
    class Renders {
        @Test
        void restInJson() {
            var error = Refusal.render(Form.REST_JSON, Kind.TOTAL_REQUESTS);
            assertThat(error.status()).isEqualTo(403);
            assertThat(error.contentType()).isEqualTo("application/json;charset=UTF-8");
            assertThat(text(error))
                    .isEqualTo(
                            """
                            [{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]\
                            """);
        }

        @Test
        void restInXml() {
            assertThat(text(Refusal.render(Form.REST_XML, Kind.TOTAL_REQUESTS)))
                    .isEqualTo(
                            """
                            <?xml version="1.0" encoding="UTF-8"?><Errors><Error>\
                            <errorCode>REQUEST_LIMIT_EXCEEDED</errorCode>\
                            <message>TotalRequests Limit exceeded.</message></Error></Errors>\
                            """);
        }

        @Test
        void soapPartner() {
            var error = Refusal.render(Form.SOAP_PARTNER, Kind.TOTAL_REQUESTS);
            assertThat(error.status()).isEqualTo(500);
            assertThat(text(error))
                    .isEqualTo(
                            """
                            <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
                            xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
                            xmlns:sf="urn:fault.partner.soap.sforce.com" \
                            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>\
                            <soapenv:Fault><faultcode>sf:REQUEST_LIMIT_EXCEEDED</faultcode>\
                            <faultstring>REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.\
                            </faultstring><detail>\
                            <sf:UnexpectedErrorFault xsi:type="sf:UnexpectedErrorFault">\
                            <sf:exceptionCode>REQUEST_LIMIT_EXCEEDED</sf:exceptionCode>\
                            <sf:exceptionMessage>TotalRequests Limit exceeded.</sf:exceptionMessage>\
                            </sf:UnexpectedErrorFault></detail></soapenv:Fault></soapenv:Body>\
                            </soapenv:Envelope>\
                            """);
        }

        @ParameterizedTest
        @CsvSource({
            "SOAP_PARTNER, urn:fault.partner.soap.sforce.com, true",
            "SOAP_ENTERPRISE, urn:fault.enterprise.soap.sforce.com, true",
            "SOAP_TOOLING, urn:fault.tooling.soap.sforce.com, true",
            "SOAP_METADATA, http://soap.sforce.com/2006/04/metadata, false",
            "SOAP_APEX, http://soap.sforce.com/2006/08/apex, false",
        })
        void soapFaultsInTheirOwnNamespace(Form form, String namespace, boolean detail) {
            var text = text(Refusal.render(form, Kind.TOTAL_REQUESTS));
            assertThat(text).contains("xmlns:sf=\"" + namespace + "\"").doesNotContain("\n");
            assertThat(text.contains("<detail>")).isEqualTo(detail);
        }

        @Test
        void bulkInItsOwnWords() {
            var xml = Refusal.render(Form.BULK_XML, Kind.BULK_BATCHES);
            assertThat(xml.status()).isEqualTo(400);
            assertThat(text(xml))
                    .isEqualTo(
                            """
                            <?xml version="1.0" encoding="UTF-8"?><error \
                            xmlns="http://www.force.com/2009/06/asyncapi/dataload">\
                            <exceptionCode>ExceededQuota</exceptionCode>\
                            <exceptionMessage>ApiBatchItems Limit exceeded.</exceptionMessage></error>\
                            """);
            assertThat(text(Refusal.render(Form.BULK_JSON, Kind.TOTAL_REQUESTS)))
                    .isEqualTo(
                            """
                            {"exceptionCode":"ExceededQuota",\
                            "exceptionMessage":"TotalRequests Limit exceeded."}\
                            """);
            assertThat(text(Refusal.render(Form.BULK2_JSON, Kind.BULK_BATCHES)))
                    .isEqualTo(
                            """
                            [{"errorCode":"EXCEEDEDQUOTA","message":"ApiBatchItems Limit exceeded."}]\
                            """);
        }

        @Test
        void aSessionNotValidHasStatus401OnlyInRest() {
            assertThat(Refusal.render(Form.REST_JSON, Kind.INVALID_SESSION).status())
                    .isEqualTo(401);
            assertThat(Refusal.render(Form.BULK_XML, Kind.INVALID_SESSION).status()).isEqualTo(400);
        }
    }

    private static String text(ApiError error) {
        return new String(error.body(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
