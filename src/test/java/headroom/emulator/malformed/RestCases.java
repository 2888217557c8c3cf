package headroom.emulator.malformed;

import static headroom.emulator.malformed.Hostile.bytes;
import static headroom.emulator.malformed.Hostile.gzip;
import static headroom.emulator.malformed.Hostile.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Broken JSON, wrong ids, bad tokens, bombs.
final class RestCases {
    private static final String AUTH = "Authorization: Bearer TOKEN\r\n";
    private static final String JSON = AUTH + "Content-Type: application/json\r\n";
    private static final String DATA = "/services/data/v66.0/";
    private static final String POST = "POST " + DATA + "sobjects/Account HTTP/1.1\r\n" + JSON;
    private static final String ID = "001Hr0000000001";

    private RestCases() {}

    static Stream<Hostile> all() {
        return Stream.of(json(), ids(), queries(), tokens(), sizes()).flatMap(List::stream);
    }

    private static Hostile parse(String name, byte[] body) {
        return rest("json: " + name, POST, body, 400, "JSON_PARSER_ERROR");
    }

    private static Hostile parse(String name, String body) {
        return parse(name, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Hostile> json() {
        return List.of(
                parse("nothing", ""),
                parse("blank", "   "),
                parse("cut short", "{\"Name\":"),
                parse("no value", "{\"Name\":}"),
                parse("an array", "[]"),
                parse("null", "null"),
                parse("a text", "\"x\""),
                parse("a word", "hello"),
                parse("html", "<html></html>"),
                parse("a bare number", "17"),
                parse("single quotes", "{'Name':'x'}"),
                parse("NaN", "{\"AnnualRevenue\":NaN}"),
                parse("a comment", "{/* x */\"Name\":\"x\"}"),
                parse("an open text", "{\"Name\":\"x"),
                parse("a raw line end in a text", "{\"Name\":\"x\ny\"}"),
                parse("no UTF-8", bytes("{\"Name\":\"\u00ff\u00fe\u00c3\"}")),
                parse("binary", bytes("\u0000\u0001\u0002\u0003\u00ff")),
                parse("deep arrays", "[".repeat(100_000)),
                parse("deep objects", "{\"a\":".repeat(5_000)),
                parse("a huge number", "{\"AnnualRevenue\":" + "9".repeat(5_000) + "}"),
                parse("an array as a value", "{\"Name\":[1,2]}"),
                parse("not a number", "{\"AnnualRevenue\":\"much\"}"),
                rest("json: no such field", POST, "{\"Nope\":1}", 400, "INVALID_FIELD"),
                rest("json: nothing given", POST, "{}", 400, "REQUIRED_FIELD_MISSING"),
                rest("json: no such parent", POST, "{\"Nope\":{\"x\":1}}", 400, "INVALID_FIELD"));
    }

    private static Hostile get(String name, String path, int status, String... words) {
        return rest(name, "GET " + path + " HTTP/1.1\r\n" + AUTH, "", status, words);
    }

    private static List<Hostile> ids() {
        var accounts = DATA + "sobjects/Account/";
        return List.of(
                get("id: nonsense", accounts + "xyz", 404, "NOT_FOUND"),
                get("id: unknown", accounts + "001Hr0000000999", 404, "NOT_FOUND"),
                get("id: of another object", accounts + "003Hr0000000001", 400, "MALFORMED_ID"),
                get("id: a zero byte", accounts + "%00", 404, "NOT_FOUND"),
                get("id: broken percent", accounts + "%zz", 404, "NOT_FOUND"),
                get("id: long", accounts + "x".repeat(8_000), 404, "NOT_FOUND"),
                get("object: unknown", DATA + "sobjects/Nope__c/" + ID, 404, "NOT_FOUND"),
                get("object: dots", DATA + "sobjects/..%2f..%2f/describe", 404, "NOT_FOUND"),
                get("version: none", "/services/data/vX/limits", 404, "NOT_FOUND"),
                get("version: old", "/services/data/v20.0/limits", 410, "UNSUPPORTED_API_VERSION"),
                get("version: to come", "/services/data/v999.0/limits", 404, "NOT_FOUND"),
                get("field: unknown", accounts + ID + "?fields=Nope", 400, "INVALID_FIELD"),
                rest(
                        "method: unknown",
                        "BREW " + accounts + " HTTP/1.1\r\n" + AUTH,
                        "",
                        405,
                        "METHOD_NOT_ALLOWED"),
                rest(
                        "method: not of this resource",
                        "DELETE " + DATA + "limits HTTP/1.1\r\n" + AUTH,
                        "",
                        405,
                        "METHOD_NOT_ALLOWED"));
    }

    private static Hostile query(String name, String q, String code) {
        return get("query: " + name, DATA + "query?q=" + q, 400, code);
    }

    private static List<Hostile> queries() {
        return List.of(
                query("none", "", "MALFORMED_QUERY"),
                query("nonsense", "fish", "MALFORMED_QUERY"),
                query("half", "SELECT+Id+FROM", "MALFORMED_QUERY"),
                query("unbalanced", "SELECT+Id+FROM+Account+WHERE+(Name='a'", "MALFORMED_QUERY"),
                query("an open text", "SELECT+Id+FROM+Account+WHERE+Name='a", "MALFORMED_QUERY"),
                query("a zero byte", "SELECT%00Id", "MALFORMED_QUERY"),
                query(
                        "deep",
                        "SELECT+Id+FROM+Account+WHERE+" + "(".repeat(6_000),
                        "MALFORMED_QUERY"),
                query("no such object", "SELECT+Id+FROM+Nope", "INVALID_TYPE"),
                query("no such field", "SELECT+Nope+FROM+Account", "INVALID_FIELD"),
                get(
                        "locator: nonsense",
                        DATA + "query/01gnonsense-2",
                        400,
                        "INVALID_QUERY_LOCATOR"));
    }

    private static Hostile token(String name, String header) {
        return rest(
                "token: " + name,
                "GET " + DATA + "limits HTTP/1.1\r\n" + header,
                "",
                401,
                "INVALID_SESSION_ID");
    }

    private static List<Hostile> tokens() {
        return List.of(
                token("none", ""),
                token("empty", "Authorization: Bearer \r\n"),
                token("no scheme", "Authorization: TOKEN\r\n"),
                token("Basic", "Authorization: Basic !!!\r\n"),
                token("nonsense", "Authorization: Bearer 00D!x\r\n"),
                token("binary", "Authorization: Bearer \u00ff\u00fe\r\n"),
                token("of another org", "Authorization: Bearer 00DAA0000000000!abc\r\n"),
                token("long", "Authorization: Bearer " + "x".repeat(20_000) + "\r\n"));
    }

    private static List<Hostile> sizes() {
        var zipped = POST + "Content-Encoding: gzip\r\n";
        var large = "{\"Name\":\"" + "x".repeat(2 << 20) + "\"}";
        return List.of(
                rest("size: a large body", POST, large, 413, "REQUEST_ENTITY_TOO_LARGE"),
                rest(
                        "size: a bomb",
                        zipped,
                        gzip(new byte[64 << 20]),
                        413,
                        "REQUEST_ENTITY_TOO_LARGE"),
                rest("gzip: not at all", zipped, "plain", 400, "JSON_PARSER_ERROR"),
                rest(
                        "gzip: cut short",
                        zipped,
                        java.util.Arrays.copyOf(gzip(bytes("{\"Name\":\"x\"}")), 20),
                        400,
                        "JSON_PARSER_ERROR"),
                rest("gzip: of nonsense", zipped, gzip(bytes("hello")), 400, "JSON_PARSER_ERROR"));
    }
}
