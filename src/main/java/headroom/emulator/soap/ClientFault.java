package headroom.emulator.soap;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;

/// The fault for what is no request at all: a broken document, an operation nobody knows.
///
/// It comes from the SOAP engine before the API sees the call, so its code is SOAP's own and it has
/// no detail.
final class ClientFault {
    private static final String CODE = "soapenv:Client";

    private ClientFault() {}

    static ApiFailure of(String message) {
        return new ApiFailure(500, CODE, message);
    }

    /// Seen in the wild: `No operation available for request
    /// {urn:partner.soap.sforce.com}describe`.
    static ApiFailure unknown(XmlNode operation) {
        return of(
                "No operation available for request "
                        + operation.qualifiedName()
                        + ", please check the WSDL for the service.");
    }

    static boolean is(ApiFailure failure) {
        return failure.code().equals(CODE);
    }

    static Answer answer(ApiFailure failure) {
        var xml = new XmlText();
        xml.open("soapenv:Envelope", "xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"");
        xml.open("soapenv:Body").open("soapenv:Fault");
        xml.put("faultcode", CODE).put("faultstring", failure.message());
        xml.close("soapenv:Fault").close("soapenv:Body").close("soapenv:Envelope");
        return Answer.of(500, Answer.XML, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
    }
}
