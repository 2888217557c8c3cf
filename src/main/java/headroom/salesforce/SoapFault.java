package headroom.salesforce;

import java.util.regex.Pattern;

/// A SOAP 1.1 fault as each of Salesforce's WSDLs spells it.
///
/// The Java client wants `faultcode`, `faultstring`, `detail` in this order and an `xsi:type` on
/// the detail's child; Python's looks for elements literally named `sf:exceptionCode`. Metadata and
/// Apex faults come without a detail.
final class SoapFault {
    private static final Pattern PLACE = Pattern.compile("ERROR at Row:([0-9]+):Column:([0-9]+)");

    private SoapFault() {}

    static String render(ApiError.Form form, String code, String message) {
        var text = Bytes.xmlText(message);
        var word = Bytes.xmlText(code);
        return """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="%s" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault>\
        <faultcode>sf:%s</faultcode><faultstring>%s: %s</faultstring>%s</soapenv:Fault>\
        </soapenv:Body></soapenv:Envelope>\
        """
                .formatted(namespace(form), word, word, text, detail(form, code, word, text));
    }

    private static String detail(ApiError.Form form, String code, String word, String text) {
        if (form == ApiError.Form.SOAP_METADATA || form == ApiError.Form.SOAP_APEX) {
            return "";
        }
        var type = faultType(code);
        return """
        <detail><sf:%s xsi:type="sf:%s"><sf:exceptionCode>%s</sf:exceptionCode>\
        <sf:exceptionMessage>%s</sf:exceptionMessage>%s</sf:%s></detail>\
        """
                .formatted(type, type, word, text, place(type, text), type);
    }

    /// The type in the partner WSDL that the code belongs to.
    private static String faultType(String code) {
        return switch (code) {
            case "INVALID_LOGIN", "LOGIN_MUST_USE_SECURITY_TOKEN" -> "LoginFault";
            case "MALFORMED_QUERY" -> "MalformedQueryFault";
            case "MALFORMED_SEARCH" -> "MalformedSearchFault";
            case "INVALID_FIELD" -> "InvalidFieldFault";
            case "INVALID_TYPE" -> "InvalidSObjectFault";
            case "MALFORMED_ID" -> "InvalidIdFault";
            case "INVALID_QUERY_LOCATOR" -> "InvalidQueryLocatorFault";
            case "INVALID_NEW_PASSWORD" -> "InvalidNewPasswordFault";
            default -> "UnexpectedErrorFault";
        };
    }

    /// Query faults must name a place: the one their text names; -1 says that there is none.
    private static String place(String type, String text) {
        return switch (type) {
            case "MalformedQueryFault",
                    "MalformedSearchFault",
                    "InvalidFieldFault",
                    "InvalidSObjectFault" -> {
                var at = PLACE.matcher(text);
                var isNamed = at.find();
                yield "<sf:row>%s</sf:row><sf:column>%s</sf:column>"
                        .formatted(isNamed ? at.group(1) : "-1", isNamed ? at.group(2) : "-1");
            }
            default -> "";
        };
    }

    private static String namespace(ApiError.Form form) {
        return switch (form) {
            case SOAP_ENTERPRISE -> "urn:fault.enterprise.soap.sforce.com";
            case SOAP_METADATA -> "http://soap.sforce.com/2006/04/metadata";
            case SOAP_TOOLING -> "urn:fault.tooling.soap.sforce.com";
            case SOAP_APEX -> "http://soap.sforce.com/2006/08/apex";
            case SOAP_PARTNER, REST_JSON, REST_XML, BULK_XML, BULK_JSON, BULK2_JSON, OAUTH_JSON ->
                    "urn:fault.partner.soap.sforce.com";
        };
    }
}
