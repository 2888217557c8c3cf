package headroom.salesforce;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// An error answer in the form that the clients of an API family parse.
///
/// Element order, prefixes and the lack of line breaks are part of the form: clients match them
/// with regular expressions and order-sensitive readers.
public final class ApiError {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String JSON_TYPE = "application/json;charset=UTF-8";

    private final int status;
    private final String contentType;
    private final byte[] body;

    private ApiError(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /// Every form an API family words its errors in.
    public enum Form {
        REST_JSON,
        REST_XML,
        SOAP_PARTNER,
        SOAP_ENTERPRISE,
        SOAP_METADATA,
        SOAP_TOOLING,
        SOAP_APEX,
        BULK_XML,
        BULK_JSON,
        BULK2_JSON,
        OAUTH_JSON
    }

    public int status() {
        return status;
    }

    public String contentType() {
        return contentType;
    }

    /// A fresh copy.
    public byte[] body() {
        return body.clone();
    }

    /// The error, in that form. SOAP faults always have status 500, whatever was asked for.
    ///
    /// @param code in REST's spelling, `SERVER_UNAVAILABLE`; respelled where the form has its own
    ///   words
    public static ApiError render(Form form, int status, String code, String message) {
        return render(form, status, code, message, List.of());
    }

    /// The same, naming the fields at fault where the form can (REST in JSON).
    public static ApiError render(
            Form form, int status, String code, String message, List<String> fields) {
        return switch (form) {
            case REST_JSON -> json(status, restJson(restCode(code), message, fields, true));
            case BULK2_JSON -> json(status, restJson(restCode(code), message, fields, false));
            case REST_XML ->
                    xml(status, "application/xml;charset=UTF-8", restXml(restCode(code), message));
            case SOAP_PARTNER, SOAP_ENTERPRISE, SOAP_METADATA, SOAP_TOOLING, SOAP_APEX ->
                    xml(500, "text/xml;charset=UTF-8", SoapFault.render(form, code, message));
            case BULK_XML -> xml(status, "application/xml", bulkXml(bulkCode(code), message));
            case BULK_JSON ->
                    json(
                            status,
                            jsonObject(
                                    "exceptionCode", bulkCode(code), "exceptionMessage", message));
            case OAUTH_JSON ->
                    json(
                            status,
                            jsonObject("error", oauthCode(code), "error_description", message));
        };
    }

    /// The form for the answer to that request.
    public static Form formFor(ApiFamily family, HeaderSource requestHeaders, String target) {
        return switch (family) {
            case SOAP, METADATA, APEX_SOAP -> soapForm(target);
            case BULK -> isJson(requestHeaders) ? Form.BULK_JSON : Form.BULK_XML;
            case BULK2 -> Form.BULK2_JSON;
            case LOGIN -> Form.OAUTH_JSON;
            case TOOLING -> isSoap(target) ? Form.SOAP_TOOLING : restForm(requestHeaders, target);
            case REST, APEX_REST, CONNECT, UI, GRAPHQL, EVENTS, OTHER ->
                    restForm(requestHeaders, target);
        };
    }

    private static boolean isSoap(String target) {
        return target.toLowerCase(Locale.ROOT).contains("/services/soap/");
    }

    private static Form soapForm(String target) {
        var at = target.toLowerCase(Locale.ROOT).indexOf("/soap/");
        var type = at < 0 ? "" : target.substring(at + 6).split("[/?]", 2)[0];
        return switch (type) {
            case "c", "C" -> Form.SOAP_ENTERPRISE;
            case "m", "M" -> Form.SOAP_METADATA;
            case "s", "S", "class" -> Form.SOAP_APEX;
            case "t", "T" -> Form.SOAP_TOOLING;
            default -> Form.SOAP_PARTNER;
        };
    }

    /// XML only where the path or the client's first wish says so.
    private static Form restForm(HeaderSource headers, String target) {
        var query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        var accept = lower(headers.first("Accept"));
        var xml = accept.indexOf("application/xml");
        var json = accept.indexOf("json");
        return path.endsWith(".xml") || (xml >= 0 && (json < 0 || xml < json))
                ? Form.REST_XML
                : Form.REST_JSON;
    }

    /// Bulk answers in the request's own format; a request without a body may say what it accepts.
    private static boolean isJson(HeaderSource headers) {
        var contentType = lower(headers.first("Content-Type"));
        return contentType.contains("json")
                || (!contentType.contains("xml")
                        && lower(headers.first("Accept")).contains("json"));
    }

    private static String lower(@Nullable String header) {
        return header == null ? "" : header.toLowerCase(Locale.ROOT);
    }

    private static ApiError json(int status, byte[] body) {
        return new ApiError(status, JSON_TYPE, body);
    }

    private static ApiError xml(int status, String contentType, String body) {
        return new ApiError(status, contentType, (XML + body).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] restJson(
            String code, String message, List<String> fields, boolean messageFirst) {
        var bytes = new ByteArrayOutputStream(128);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartArray().writeStartObject();
            if (messageFirst) {
                json.writeStringProperty("message", message);
                json.writeStringProperty("errorCode", code);
            } else {
                json.writeStringProperty("errorCode", code);
                json.writeStringProperty("message", message);
            }
            if (!fields.isEmpty()) {
                json.writeArrayPropertyStart("fields");
                fields.forEach(json::writeString);
                json.writeEndArray();
            }
            json.writeEndObject().writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static byte[] jsonObject(String name1, String value1, String name2, String value2) {
        var bytes = new ByteArrayOutputStream(128);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty(name1, value1);
            json.writeStringProperty(name2, value2);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static String restXml(String code, String message) {
        return "<Errors><Error><errorCode>%s</errorCode><message>%s</message></Error></Errors>"
                .formatted(Bytes.xmlText(code), Bytes.xmlText(message));
    }

    private static String bulkXml(String code, String message) {
        return """
        <error xmlns="http://www.force.com/2009/06/asyncapi/dataload">\
        <exceptionCode>%s</exceptionCode><exceptionMessage>%s</exceptionMessage></error>\
        """
                .formatted(Bytes.xmlText(code), Bytes.xmlText(message));
    }

    /// Bulk's first version has a closed list of codes, and its Java client knows no others.
    private static String bulkCode(String code) {
        return switch (code) {
            case "REQUEST_LIMIT_EXCEEDED" -> "ExceededQuota";
            case "INVALID_SESSION_ID" -> "InvalidSessionId";
            case "API_DISABLED_FOR_ORG" -> "FeatureNotEnabled";
            case "NOT_FOUND" -> "InvalidUrl";
            default -> isRestSpelling(code) ? "InternalServerError" : code;
        };
    }

    /// Bulk 2.0 spells the codes of the first version in capitals, without underscores.
    private static String restCode(String code) {
        return isRestSpelling(code) ? code : code.toUpperCase(Locale.ROOT);
    }

    private static String oauthCode(String code) {
        return switch (code) {
            case "REQUEST_LIMIT_EXCEEDED" -> "rate_limit_exceeded";
            default -> isRestSpelling(code) ? code.toLowerCase(Locale.ROOT) : code;
        };
    }

    private static boolean isRestSpelling(String code) {
        return code.equals(code.toUpperCase(Locale.ROOT));
    }
}
