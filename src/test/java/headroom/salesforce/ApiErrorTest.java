package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.fault.InvalidFieldFault;
import com.sforce.soap.partner.fault.LoginFault;
import com.sforce.soap.partner.fault.MalformedQueryFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.ws.ConnectorConfig;
import com.sun.net.httpserver.HttpServer;

import headroom.salesforce.ApiError.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class ApiErrorTest {
    @Test
    void namesTheFieldsAtFault() {
        var error =
                ApiError.render(
                        Form.REST_JSON,
                        400,
                        "REQUIRED_FIELD_MISSING",
                        "Required fields are missing: [Name]",
                        List.of("Name"));
        assertThat(text(error))
                .isEqualTo(
                        """
                        [{"message":"Required fields are missing: [Name]",\
                        "errorCode":"REQUIRED_FIELD_MISSING","fields":["Name"]}]\
                        """);
    }

    @Test
    void oauthInItsOwnForm() {
        var error =
                ApiError.render(Form.OAUTH_JSON, 400, "invalid_grant", "authentication failure");
        assertThat(text(error))
                .isEqualTo(
                        """
                        {"error":"invalid_grant","error_description":"authentication failure"}\
                        """);
    }

    @Test
    void textIsEscapedInXmlAndJson() {
        var message = "a < b & \"c\" \u0000\n";
        assertThat(text(ApiError.render(Form.REST_XML, 400, "X", message)))
                .contains("<message>a &lt; b &amp; &quot;c&quot; \n</message>");
        assertThat(text(ApiError.render(Form.REST_JSON, 400, "X", message)))
                .contains("\"a < b & \\\"c\\\" \\u0000\\n\"");
    }

    @Test
    void bulkKeepsToItsClosedListOfCodes() {
        assertThat(text(ApiError.render(Form.BULK_XML, 503, "SERVER_UNAVAILABLE", "down")))
                .contains("<exceptionCode>InternalServerError</exceptionCode>");
        assertThat(text(ApiError.render(Form.BULK_XML, 400, "InvalidJobState", "closed")))
                .contains("<exceptionCode>InvalidJobState</exceptionCode>");
    }

    @ParameterizedTest
    @CsvSource({
        "REST, /services/data/v66.0/limits, '', REST_JSON",
        "REST, /services/data/v66.0/limits, application/xml, REST_XML",
        "REST, /services/data/v66.0/limits, 'application/json, application/xml', REST_JSON",
        "REST, /services/data/v66.0/limits.xml?x=1, '', REST_XML",
        "TOOLING, /services/data/v66.0/tooling/query, '', REST_JSON",
        "TOOLING, /services/Soap/T/66.0, '', SOAP_TOOLING",
        "SOAP, /services/Soap/u/66.0, '', SOAP_PARTNER",
        "SOAP, /services/soap/c/66.0/00D36000001HDi3, '', SOAP_ENTERPRISE",
        "METADATA, /services/Soap/m/66.0, '', SOAP_METADATA",
        "APEX_SOAP, /services/Soap/class/Hello, '', SOAP_APEX",
        "APEX_SOAP, /services/Soap/s/66.0, '', SOAP_APEX",
        "BULK, /services/async/66.0/job, application/json, BULK_JSON",
        "BULK, /services/async/66.0/job, '', BULK_XML",
        "BULK2, /services/data/v66.0/jobs/ingest, '', BULK2_JSON",
        "LOGIN, /services/oauth2/token, '', OAUTH_JSON",
    })
    void knowsTheFormForARequest(ApiFamily family, String target, String accept, Form form) {
        HeaderSource headers = name -> name.equalsIgnoreCase("Accept") ? accept : null;
        assertThat(ApiError.formFor(family, headers, target)).isEqualTo(form);
    }

    @Test
    void bulkAnswersInTheRequestsOwnFormat() {
        HeaderSource xmlBody =
                name ->
                        Map.of("Content-Type", "application/xml", "Accept", "application/json")
                                .get(name);
        assertThat(ApiError.formFor(ApiFamily.BULK, xmlBody, "/services/async/66.0/job/750"))
                .isEqualTo(Form.BULK_XML);
    }

    /// Salesforce's own Java client, unmodified, must make typed faults of what we render.
    @Test
    void theJavaClientReadsOurFaults() throws Exception {
        assertThat(faultOf("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."))
                .isInstanceOf(UnexpectedErrorFault.class)
                .satisfies(fault ->
                        assertThat(fault.getExceptionMessage())
                                .isEqualTo("TotalRequests Limit exceeded."));
        assertThat(faultOf("INVALID_LOGIN", "Invalid username")).isInstanceOf(LoginFault.class);
        assertThat(faultOf("MALFORMED_QUERY", "unexpected token: 'x' < 3"))
                .isInstanceOf(MalformedQueryFault.class)
                .extracting("row", "column")
                .containsExactly(-1, -1);
        assertThat(faultOf("INVALID_FIELD", "\nERROR at Row:1:Column:8\nNo such column 'x'"))
                .isInstanceOf(InvalidFieldFault.class)
                .extracting("row", "column")
                .containsExactly(1, 8);
    }

    private static ApiFault faultOf(String code, String message) throws Exception {
        var error = ApiError.render(Form.SOAP_PARTNER, 500, code, message);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().add("Content-Type", error.contentType());
                    exchange.sendResponseHeaders(error.status(), error.body().length);
                    exchange.getResponseBody().write(error.body());
                    exchange.close();
                });
        server.start();
        try {
            var config = new ConnectorConfig();
            config.setManualLogin(true);
            config.setSessionId("00D36000001HDi3!x");
            config.setServiceEndpoint(
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/services/Soap/u/65.0");
            var client = new PartnerConnection(config);
            return catchThrowableOfType(ApiFault.class, client::getServerTimestamp);
        } finally {
            server.stop(0);
        }
    }

    private static String text(ApiError error) {
        return new String(error.body(), StandardCharsets.UTF_8);
    }
}
