package headroom.emulator.soap;

import headroom.emulator.call.Call;
import headroom.emulator.call.Work.Usage;

import java.nio.charset.StandardCharsets;

/// A SOAP request taken apart, and the envelope of its answer.
///
/// @param operation the body's only element: the method and its arguments
/// @param version `65.0` from the path
/// @param enterprise whether it came to `/c/`, whose answers live in another namespace
record Envelope(
        XmlNode operation,
        String session,
        String client,
        String batchSize,
        boolean allOrNone,
        String version,
        boolean enterprise) {
    static Envelope parse(Call call) {
        var envelope = XmlNode.parse(call.body());
        var header = envelope.child("Header");
        var body = envelope.child("Body");
        if (body == null || body.children().isEmpty()) {
            throw new headroom.emulator.call.ApiFailure(
                    500, "UNKNOWN_EXCEPTION", "No operation in the SOAP body");
        }
        return new Envelope(
                body.children().getFirst(),
                headerText(header, "SessionHeader", "sessionId"),
                headerText(header, "CallOptions", "client"),
                headerText(header, "QueryOptions", "batchSize"),
                headerText(header, "AllOrNoneHeader", "allOrNone").equals("true"),
                call.segment(3),
                call.segment(2).equals("c"));
    }

    private static String headerText(
            @org.jspecify.annotations.Nullable XmlNode header, String name, String child) {
        var found = header == null ? null : header.child(name);
        return found == null ? "" : found.text(child).strip();
    }

    /// The whole answer around an operation's result.
    ///
    /// @param usage what the limit header says; login answers carry none
    byte[] answer(String result, @org.jspecify.annotations.Nullable Usage usage) {
        var namespace = enterprise ? "enterprise.soap.sforce.com" : "partner.soap.sforce.com";
        var text =
                new StringBuilder(result.length() + 600)
                        .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope")
                        .append(" xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"")
                        .append(" xmlns=\"urn:" + namespace + "\"")
                        .append(" xmlns:sf=\"urn:sobject." + namespace + "\"")
                        .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
        if (usage != null) {
            text.append("<soapenv:Header><LimitInfoHeader><limitInfo><current>")
                    .append(usage.used())
                    .append("</current><limit>")
                    .append(usage.max())
                    .append("</limit><type>API REQUESTS</type></limitInfo></LimitInfoHeader>")
                    .append("</soapenv:Header>");
        }
        text.append("<soapenv:Body>").append(result).append("</soapenv:Body></soapenv:Envelope>");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
