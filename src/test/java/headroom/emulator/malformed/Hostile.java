package headroom.emulator.malformed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// One request that no well-behaved client sends, and what the org has to make of it.
///
/// @param form how the family words its errors
/// @param expected the status, then words that the answer must contain
record Hostile(
        String name, String head, byte[] body, Form form, int status, List<String> expected) {
    enum Form {
        /// `[{"message":…,"errorCode":…}]`
        REST,
        /// A SOAP fault; its status is always 500.
        SOAP,
        /// `{"error":…,"error_description":…}`
        OAUTH,
        /// Bulk's first version in XML.
        BULK,
        /// `[{"errorCode":…,"message":…}]`
        BULK2,
        /// Whatever the HTTP layer says, or nothing but a closed connection.
        HTTP
    }

    static Hostile rest(String name, String request, byte[] body, int status, String... words) {
        return new Hostile(name, request, body, Form.REST, status, List.of(words));
    }

    static Hostile rest(String name, String request, String body, int status, String... words) {
        return rest(name, request, body.getBytes(StandardCharsets.UTF_8), status, words);
    }

    static Hostile soap(String name, String body, String... words) {
        return soap(name, body.getBytes(StandardCharsets.UTF_8), words);
    }

    static Hostile soap(String name, byte[] body, String... words) {
        var head = "POST /services/Soap/u/65.0 HTTP/1.1\r\nContent-Type: text/xml\r\n";
        return new Hostile(name, head, body, Form.SOAP, 500, List.of(words));
    }

    static Hostile oauth(String name, String request, String body, String... words) {
        return new Hostile(
                name,
                request,
                body.getBytes(StandardCharsets.UTF_8),
                Form.OAUTH,
                400,
                List.of(words));
    }

    static Hostile bulk(String name, String request, byte[] body, String... words) {
        return new Hostile(name, request, body, Form.BULK, 400, List.of(words));
    }

    static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The request as it goes on the wire.
    byte[] wire(String token) {
        var text =
                head.replace("TOKEN", token)
                        + "Host: emulator.test\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes(text));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
