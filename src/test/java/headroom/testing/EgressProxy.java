package headroom.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A tiny HTTP proxy that knows CONNECT and sends every tunnel to one port on loopback, whatever
/// name was asked for. Thread-safe.
public final class EgressProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Head> asked = new CopyOnWriteArrayList<>();
    private final String answer;
    private final int towards;

    private EgressProxy(int towards, String answer) throws IOException {
        this.towards = towards;
        this.answer = answer;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.execute(this::accept);
    }

    public static EgressProxy towards(int port) throws IOException {
        return new EgressProxy(port, "HTTP/1.1 200 Connection established\r\n\r\n");
    }

    /// A proxy that lets nobody through.
    public static EgressProxy refusing() throws IOException {
        return new EgressProxy(0, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// The heads of all CONNECT requests.
    public List<Head> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            asked.add(new Head(headOf(client.getInputStream())));
            client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (answer.startsWith("HTTP/1.1 200")) {
                tunnel(client);
            }
        } catch (IOException _) {
            // One side went away.
        }
    }

    private void tunnel(Socket client) throws IOException {
        try (var org = new Socket(InetAddress.getLoopbackAddress(), towards)) {
            var back = threads.submit(() -> pump(org.getInputStream(), client.getOutputStream()));
            pump(client.getInputStream(), org.getOutputStream());
            org.shutdownOutput();
            back.cancel(true);
        }
    }

    private static Void pump(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
        return null;
    }

    /// Byte by byte, since what follows the head belongs to the tunnel.
    private static String headOf(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("ended inside a head");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
