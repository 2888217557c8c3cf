package headroom.emulator.soap;

import headroom.emulator.call.Call;
import headroom.emulator.call.Work.Usage;
import headroom.emulator.records.WriteOptions;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// A SOAP request taken apart, and the envelope of its answer.
///
/// @param operation the body's only element: the method and its arguments
/// @param headers the header's elements, empty if there was no header
/// @param version `65.0` from the path
/// @param enterprise whether it came to `/c/`, whose answers live in another namespace
record Envelope(XmlNode operation, XmlNode headers, String version, boolean enterprise) {
    private static final XmlNode NO_HEADERS = XmlNode.empty("Header");

    static Envelope parse(Call call) {
        var envelope = XmlNode.parse(call.body());
        if (!envelope.name().equals("Envelope")) {
            throw ClientFault.of(
                    "Element "
                            + envelope.qualifiedName()
                            + " is not the Envelope that was expected");
        }
        var header = envelope.child("Header");
        var body = envelope.child("Body");
        if (body == null || body.children().isEmpty()) {
            throw ClientFault.of("No operation available: the SOAP body is empty");
        }
        return new Envelope(
                body.children().getFirst(),
                header == null ? NO_HEADERS : header,
                call.segment(3),
                call.segment(2).equals("c"));
    }

    String session() {
        return header("SessionHeader", "sessionId");
    }

    String client() {
        return header("CallOptions", "client");
    }

    String batchSize() {
        return header("QueryOptions", "batchSize");
    }

    /// Whether too long texts are cut instead of refused.
    boolean truncates() {
        return isTrue("AllowFieldTruncationHeader", "allowFieldTruncation");
    }

    /// What the headers ask of a write. Over SOAP assignment rules run only where a header asks for
    /// them (SOAP guide, "AssignmentRuleHeader"); over REST it is the other way round.
    WriteOptions writeOptions() {
        return WriteOptions.DEFAULTS
                .withAllOrNone(isTrue("AllOrNoneHeader", "allOrNone"))
                .withAutoAssign(
                        isTrue("AssignmentRuleHeader", "useDefaultRule")
                                || !header("AssignmentRuleHeader", "assignmentRuleId").isEmpty())
                .withAllowDuplicates(isTrue("DuplicateRuleHeader", "allowSave"));
    }

    private boolean isTrue(String name, String child) {
        var text = header(name, child);
        return text.equals("true") || text.equals("1");
    }

    private String header(String name, String child) {
        @Nullable XmlNode found = headers.child(name);
        return found == null ? "" : found.text(child).strip();
    }

    /// The whole answer around an operation's result.
    ///
    /// @param usage what the limit header says; login answers carry none
    byte[] answer(String result, @Nullable Usage usage) {
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
