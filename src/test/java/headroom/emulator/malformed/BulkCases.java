package headroom.emulator.malformed;

import static headroom.emulator.malformed.Hostile.bulk;
import static headroom.emulator.malformed.Hostile.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Jobs that are none, in both Bulk APIs.
final class BulkCases {
    private static final String JOB =
            "POST /services/async/65.0/job HTTP/1.1\r\nX-SFDC-Session: TOKEN\r\n"
                    + "Content-Type: application/xml; charset=UTF-8\r\n";
    private static final String GET =
            "GET /services/async/65.0/%s HTTP/1.1\r\nX-SFDC-Session: %s\r\n";
    private static final String AUTH = "Authorization: Bearer TOKEN\r\n";
    private static final String INGEST =
            "POST /services/data/v66.0/jobs/ingest HTTP/1.1\r\n"
                    + AUTH
                    + "Content-Type: application/json\r\n";
    private static final byte[] NOTHING = {};

    private BulkCases() {}

    static Stream<Hostile> all() {
        return Stream.of(first(), second()).flatMap(List::stream);
    }

    private static Hostile job(String name, String body, String code) {
        return bulk("bulk: " + name, JOB, body.getBytes(StandardCharsets.UTF_8), code);
    }

    private static Hostile get(String name, String path, String token, String code) {
        return bulk("bulk: " + name, GET.formatted(path, token), NOTHING, code);
    }

    private static List<Hostile> first() {
        var secret =
                "<!DOCTYPE z [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><jobInfo>&x;</jobInfo>";
        return List.of(
                job("nothing", "", "InvalidXml"),
                job("a text", "hello", "InvalidXml"),
                job("cut short", "<jobInfo><operation>", "InvalidXml"),
                job("an entity", secret, "InvalidXml"),
                job("deep", "<a>".repeat(50_000), "InvalidXml"),
                job(
                        "an unknown operation",
                        "<jobInfo><operation>fly</operation><object>Account</object>"
                                + "<contentType>CSV</contentType></jobInfo>",
                        "<exceptionCode>"),
                job(
                        "an unknown object",
                        "<jobInfo><operation>insert</operation><object>Nope</object>"
                                + "<contentType>CSV</contentType></jobInfo>",
                        "InvalidEntity"),
                get("an unknown job", "job/750000000000001", "TOKEN", "InvalidJob"),
                get("a job that is no id", "job/..%2f..", "TOKEN", "<exceptionCode>"),
                get("an unknown batch", "job/750000000000001/batch/x", "TOKEN", "<exceptionCode>"),
                get("no session", "job/750000000000001", "", "InvalidSessionId"),
                get("a wrong session", "job/750000000000001", "00D!x", "InvalidSessionId"));
    }

    private static Hostile ingest(String name, String body, String code) {
        return rest2("bulk2: " + name, INGEST, body, 400, code);
    }

    /// Bulk 2.0 names the code before the message.
    private static Hostile rest2(
            String name, String head, String body, int status, String... words) {
        var case1 = rest(name, head, body, status, words);
        return new Hostile(name, head, case1.body(), Hostile.Form.BULK2, status, case1.expected());
    }

    private static List<Hostile> second() {
        var unknown = "/services/data/v66.0/jobs/ingest/750000000000001";
        return List.of(
                ingest("nothing", "", "errorCode"),
                ingest("a text", "hello", "errorCode"),
                ingest("an array", "[]", "errorCode"),
                ingest("no object", "{\"operation\":\"insert\"}", "errorCode"),
                ingest("no operation", "{\"object\":\"Account\"}", "errorCode"),
                ingest(
                        "an unknown object",
                        "{\"object\":\"Nope\",\"operation\":\"insert\"}",
                        "INVALIDENTITY"),
                ingest(
                        "an unknown operation",
                        "{\"object\":\"Account\",\"operation\":\"fly\"}",
                        "errorCode"),
                ingest(
                        "a number as object",
                        "{\"object\":7,\"operation\":\"insert\"}",
                        "errorCode"),
                rest2(
                        "bulk2: an unknown job",
                        "GET " + unknown + " HTTP/1.1\r\n" + AUTH,
                        "",
                        404,
                        "NOT_FOUND"),
                rest2(
                        "bulk2: no query",
                        "POST /services/data/v66.0/jobs/query HTTP/1.1\r\n" + AUTH,
                        "{\"operation\":\"query\"}",
                        400,
                        "errorCode"),
                rest2(
                        "bulk2: a bad query",
                        "POST /services/data/v66.0/jobs/query HTTP/1.1\r\n" + AUTH,
                        "{\"operation\":\"query\",\"query\":\"SELECT FROM\"}",
                        400,
                        "errorCode"));
    }
}
