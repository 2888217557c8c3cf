package headroom.testing;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A client that sends exactly the bytes it is given and reads one answer at a time. One-owner.
public final class RawClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final Wire wire;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.wire = new Wire(socket.getInputStream());
        patience(PATIENCE);
    }

    public static RawClient connect(int port) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        return new RawClient(socket);
    }

    /// With a small receive buffer, so that a reader that pauses is felt soon.
    public static RawClient connectNarrow(int port, int receiveBytes) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(receiveBytes);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        return new RawClient(socket);
    }

    public static RawClient connectTls(int port, SSLContext context) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        socket.startHandshake();
        return new RawClient(socket);
    }

    /// How long one read may wait.
    public RawClient patience(Duration longest) throws IOException {
        socket.setSoTimeout((int) longest.toMillis());
        return this;
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// A GET of this target with nothing but a Host.
    public RawAnswer get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: gateway.test\r\n\r\n");
        return read("GET");
    }

    /// The next final answer; 1xx answers before it are kept beside it.
    public RawAnswer read(String method) throws IOException {
        var interim = new ArrayList<Head>();
        while (true) {
            var head = readHead();
            if (head.status() >= 200) {
                return new RawAnswer(List.copyOf(interim), head, readBody(method, head));
            }
            interim.add(head);
        }
    }

    /// The next head, interim or final.
    public Head readHead() throws IOException {
        return new Head(
                wire.head().orElseThrow(() -> new EOFException("closed before an answer came")));
    }

    public Body readBody(String method, Head head) throws IOException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return Body.NONE;
        }
        if (head.isChunked()) {
            return wire.chunked();
        }
        return head.length() >= 0 ? wire.fixed(head.length()) : wire.untilClose();
    }

    /// Exactly so many bytes, or fewer when the peer ended.
    public String readExactly(int length) throws IOException {
        return wire.fixed(length).text();
    }

    /// What has come, at least one byte; -1 at the end.
    public int readSome(byte[] into) throws IOException {
        return wire.some(into);
    }

    /// Whether the peer closes or resets within this time without another byte.
    public boolean closesWithin(Duration limit) throws IOException {
        patience(limit);
        try {
            return wire.next() < 0;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        } finally {
            if (!socket.isClosed()) {
                patience(PATIENCE);
            }
        }
    }

    /// Whether nothing at all comes within this time, neither a byte nor an end.
    public boolean staysSilentFor(Duration limit) throws IOException {
        patience(limit);
        try {
            wire.next();
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        } finally {
            patience(PATIENCE);
        }
    }

    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /// Ends with RST instead of FIN.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
