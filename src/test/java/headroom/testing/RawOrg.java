package headroom.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLContext;

/// A scripted org on loopback: for each request that arrives a script writes exact bytes, pauses,
/// half closes or resets. It keeps what it received, byte for byte. Thread-safe; one virtual thread
/// per connection.
public final class RawOrg implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 4_096;

    /// What to do with one request.
    @FunctionalInterface
    public interface Script {
        void play(Exchange exchange) throws IOException;
    }

    private final ServerSocket listener;
    private final String scheme;
    private final Script script;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean remembers = true;

    private RawOrg(ServerSocket listener, String scheme, Script script) {
        this.listener = listener;
        this.scheme = scheme;
        this.script = script;
    }

    public static RawOrg start(Script script) throws IOException {
        return start(new ServerSocket(), "http", script);
    }

    public static RawOrg startTls(SSLContext context, Script script) throws IOException {
        return start(context.getServerSocketFactory().createServerSocket(), "https", script);
    }

    private static RawOrg start(ServerSocket listener, String scheme, Script script)
            throws IOException {
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        var org = new RawOrg(listener, scheme, script);
        org.threads.execute(org::accept);
        return org;
    }

    /// Forgets exchanges once played: for tests of many thousands.
    public RawOrg forgetting() {
        remembers = false;
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    /// Connections ever accepted.
    public int connections() {
        return connections.get();
    }

    /// Requests whose head arrived, in the order of arrival.
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    public Exchange only() {
        if (exchanges.size() != 1) {
            throw new AssertionError("expected one request, saw " + exchanges.size());
        }
        return exchanges.getFirst();
    }

    public Exchange last() {
        return exchanges.getLast();
    }

    /// The bytes of each connection so far, as they came.
    public List<String> tapes() {
        return wires.stream().map(Wire::tape).toList();
    }

    /// Waits until the claim holds; false when it does not within the time.
    public static boolean eventually(Duration limit, BooleanSupplier claim) {
        var end = System.nanoTime() + limit.toNanos();
        while (!claim.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(Duration.ofMillis(5));
        }
        return true;
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed() && connections.get() < CONNECTIONS_MAX) {
            try {
                var socket = listener.accept();
                var number = connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(number, socket));
            } catch (IOException _) {
                // Closed, or a connection that was gone before it was taken.
            }
        }
    }

    private void serve(int connection, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            var wire = new Wire(socket.getInputStream());
            wires.add(wire);
            var head = wire.head();
            for (var request = 1; head.isPresent() && !socket.isClosed(); request++) {
                var exchange =
                        new Exchange(connection, request, socket, wire, new Head(head.get()));
                if (remembers) {
                    exchanges.add(exchange);
                }
                script.play(exchange);
                if (socket.isClosed() || socket.isOutputShutdown() || exchange.body().cut()) {
                    return;
                }
                head = wire.head();
            }
        } catch (IOException _) {
            // The gateway went away or was cut off by the script; the test looks at what it got.
        } finally {
            open.remove(socket);
            if (!remembers) {
                wires.clear();
            }
        }
    }
}
