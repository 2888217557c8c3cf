package headroom.emulator.malformed;

import static headroom.emulator.malformed.Hostile.bytes;
import static headroom.emulator.malformed.Hostile.soap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Broken XML, bombs, envelopes that mean nothing, arguments that are not there.
final class SoapCases {
    private static final String CLIENT = "<faultcode>soapenv:Client</faultcode>";
    private static final String OPEN =
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns=\"urn:partner.soap.sforce.com\""
                    + " xmlns:s=\"urn:sobject.partner.soap.sforce.com\"><e:Header><SessionHeader>"
                    + "<sessionId>TOKEN</sessionId></SessionHeader></e:Header><e:Body>";
    private static final String CLOSE = "</e:Body></e:Envelope>";

    private SoapCases() {}

    static Stream<Hostile> all() {
        return Stream.of(documents(), bombs(), calls()).flatMap(List::stream);
    }

    private static List<Hostile> documents() {
        return List.of(
                soap("xml: nothing", "", CLIENT, "Premature end of file."),
                soap("xml: a text", "hello", CLIENT, "Content is not allowed in prolog."),
                soap("xml: json", "{\"a\":1}", CLIENT),
                soap("xml: cut short", OPEN, CLIENT),
                soap("xml: crossed tags", "<a><b></a></b>", CLIENT, "must be terminated"),
                soap("xml: an unknown prefix", "<x:Envelope/>", CLIENT),
                soap("xml: an unknown entity", OPEN + "<login>&x;</login>" + CLOSE, CLIENT),
                soap("xml: no UTF-8", bytes("<a>\u00ff\u00fe</a>"), CLIENT),
                soap("xml: a wrong encoding", "<?xml version=\"1.0\" encoding=\"x\"?><a/>", CLIENT),
                soap("xml: a zero byte", "<a>\u0000</a>", CLIENT),
                soap("xml: half a UTF-16", "\ufeff<a>".getBytes(StandardCharsets.UTF_16LE), CLIENT),
                soap("envelope: none", "<a/>", CLIENT),
                soap("envelope: empty", "<Envelope/>", CLIENT),
                soap("envelope: no body", OPEN.replace("<e:Body>", "") + "</e:Envelope>", CLIENT),
                soap("envelope: empty body", OPEN + CLOSE, CLIENT),
                soap(
                        "operation: unknown",
                        OPEN + "<fly/>" + CLOSE,
                        CLIENT,
                        "partner.soap.sforce.com}fly"));
    }

    private static List<Hostile> bombs() {
        var laughs = new StringBuilder("<!DOCTYPE z [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 10; i++) {
            laughs.append("<!ENTITY a").append(i).append(" \"");
            laughs.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        laughs.append("]><z>&a9;</z>");
        var secret = "<!DOCTYPE z [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><z>&x;</z>";
        var remote = "<!DOCTYPE z SYSTEM \"http://127.0.0.1:1/x.dtd\"><z/>";
        return List.of(
                soap("bomb: laughs", laughs.toString(), CLIENT, "DOCTYPE"),
                soap("bomb: a file", secret, CLIENT, "DOCTYPE"),
                soap("bomb: a remote DTD", remote, CLIENT, "DOCTYPE"),
                soap("bomb: deep", "<a>".repeat(50_000), CLIENT, "nested too deeply"),
                soap("bomb: attributes", "<a " + "b%d=\"1\" ".repeat(20_000) + "/>", CLIENT));
    }

    private static Hostile call(String name, String operation, String... words) {
        return soap("call: " + name, OPEN + operation + CLOSE, words);
    }

    private static Hostile create(String name, String record, String... words) {
        return call(name, "<create><sObjects>" + record + "</sObjects></create>", words);
    }

    private static List<Hostile> calls() {
        return List.of(
                call("no query", "<query/>", "sf:MALFORMED_QUERY"),
                call(
                        "a bad query",
                        "<query><queryString>x</queryString></query>",
                        "MALFORMED_QUERY"),
                call("no locator", "<queryMore/>", "sf:INVALID_QUERY_LOCATOR"),
                call("nothing to describe", "<describeSObject/>", "sf:"),
                call(
                        "an unknown object",
                        "<describeSObject><sObjectType>Nope</sObjectType></describeSObject>",
                        "sf:INVALID_TYPE"),
                create("no type", "<s:Name>x</s:Name>", "sf:INVALID_TYPE"),
                create("an unknown type", "<s:type>Nope</s:type>", "sf:INVALID_TYPE"),
                create(
                        "an unknown field",
                        "<s:type>Account</s:type><s:Nope>x</s:Nope>",
                        "sf:INVALID_FIELD"),
                create(
                        "a text for a number",
                        "<s:type>Account</s:type><s:Name>x</s:Name>"
                                + "<s:AnnualRevenue>much</s:AnnualRevenue>",
                        "sf:"),
                call(
                        "too many rows",
                        "<delete>" + "<ids>001Hr0000000001</ids>".repeat(201) + "</delete>",
                        "sf:EXCEEDED_ID_LIMIT"),
                call(
                        "no such key",
                        "<upsert><externalIDFieldName>x</externalIDFieldName>"
                                + "<sObjects><s:type>Account</s:type></sObjects></upsert>",
                        "sf:INVALID_FIELD"),
                call("nothing to retrieve", "<retrieve/>", "sf:INVALID_TYPE"),
                call(
                        "a malformed id",
                        "<retrieve><fieldList>Id</fieldList><sObjectType>Account</sObjectType>"
                                + "<ids>x</ids></retrieve>",
                        "sf:MALFORMED_ID"),
                call(
                        "no dates",
                        "<getUpdated><sObjectType>Account</sObjectType></getUpdated>",
                        "sf:INVALID_REPLICATION_DATE"),
                call(
                        "no password",
                        "<login><username>u@x.example</username></login>",
                        "sf:INVALID_LOGIN"),
                soap(
                        "call: no session",
                        (OPEN + "<getUserInfo/>" + CLOSE).replace("TOKEN", "00D!x"),
                        "sf:INVALID_SESSION_ID"));
    }
}
