package headroom.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One request at a [RawOrg] and the means to answer it. Used by its script; what it received may
/// be read by the test.
public final class RawCall {
    private final int connection;
    private final int request;
    private final Socket socket;
    private final Socket plain;
    private final Wire wire;
    private final Head head;
    private volatile Body body;

    RawCall(int connection, int request, Socket socket, Socket plain, Wire wire, Head head) {
        this.connection = connection;
        this.request = request;
        this.socket = socket;
        this.plain = plain;
        this.wire = wire;
        this.head = head;
    }

    /// The number of the connection, from 1.
    public int connection() {
        return connection;
    }

    /// The number of the request on its connection, from 1.
    public int request() {
        return request;
    }

    public Head head() {
        return head;
    }

    /// The request's body, read at the first call.
    public Body body() throws IOException {
        if (body == null) {
            body = readBody();
        }
        return body;
    }

    /// The body as far as it is known, for tests that look from outside; null before it was read.
    public Body bodySoFar() {
        return body;
    }

    private Body readBody() throws IOException {
        if (head.isChunked()) {
            return wire.chunked();
        }
        return head.length() > 0 ? wire.fixed(head.length()) : Body.NONE;
    }

    public RawCall send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawCall send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// A whole answer with a length, after the whole request.
    public void answer(String status, String headers, String content) throws IOException {
        body();
        send(
                "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
                        .formatted(status, headers, content.length(), content));
    }

    public void answer(String content) throws IOException {
        answer("200 OK", "", content);
    }

    /// A few bytes of the request's body, at most as many as fit, whatever the framing.
    public int readSome(byte[] into) throws IOException {
        return wire.some(into);
    }

    /// Whether the other side ends or resets within this time; reads and drops what comes before.
    public boolean peerEndsWithin(Duration limit) throws IOException {
        var until = System.nanoTime() + limit.toNanos();
        var sink = new byte[8_192];
        try {
            while (System.nanoTime() < until) {
                var left = (until - System.nanoTime()) / 1_000_000;
                socket.setSoTimeout((int) Math.max(1, left));
                if (wire.some(sink) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(60_000);
            }
        }
    }

    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    public void close() throws IOException {
        socket.close();
    }

    /// Ends with RST instead of FIN, and without TLS's farewell.
    public void reset() throws IOException {
        plain.setSoLinger(true, 0);
        plain.close();
    }

    /// Ends with FIN, but without TLS's farewell.
    public void closeUnfinished() throws IOException {
        plain.close();
    }
}
