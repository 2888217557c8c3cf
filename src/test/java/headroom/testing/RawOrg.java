package headroom.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A scripted org on loopback: for each request that arrives a script writes exact bytes, pauses,
/// half closes or resets. It keeps what it received, byte for byte. Thread-safe; one virtual thread
/// per connection.
public final class RawOrg implements AutoCloseable {
    private static final int OPEN_CONNECTIONS_MAX = 4_096;

    /// What to do with one request.
    @FunctionalInterface
    public interface Script {
        void play(RawCall call) throws IOException;
    }

    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final Script script;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<RawCall> calls = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean remembers = true;

    private RawOrg(ServerSocket listener, Optional<SSLContext> tls, Script script) {
        this.listener = listener;
        this.tls = tls;
        this.script = script;
    }

    public static RawOrg start(Script script) throws IOException {
        return startAt(0, script);
    }

    /// At a port that the test knows already.
    public static RawOrg startAt(int port, Script script) throws IOException {
        return start(port, Optional.empty(), script);
    }

    public static RawOrg startTls(SSLContext context, Script script) throws IOException {
        return start(0, Optional.of(context), script);
    }

    private static RawOrg start(int port, Optional<SSLContext> tls, Script script)
            throws IOException {
        var listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        var org = new RawOrg(listener, tls, script);
        org.threads.execute(org::accept);
        return org;
    }

    /// Forgets calls once played: for tests of many thousands.
    public RawOrg forgetting() {
        remembers = false;
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI url() {
        return URI.create((tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + port());
    }

    /// Connections ever accepted.
    public int connections() {
        return connections.get();
    }

    /// Requests whose head arrived, in the order of arrival.
    public List<RawCall> calls() {
        return List.copyOf(calls);
    }

    public RawCall only() {
        if (calls.size() != 1) {
            throw new AssertionError("expected one request, saw " + calls.size());
        }
        return calls.getFirst();
    }

    public RawCall last() {
        return calls.getLast();
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
        } catch (InterruptedException _) {
            // The org is being closed; the next read or write ends its script.
            Thread.currentThread().interrupt();
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
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                var number = connections.incrementAndGet();
                if (open.size() >= OPEN_CONNECTIONS_MAX) {
                    socket.close();
                    continue;
                }
                open.add(socket);
                threads.execute(() -> serve(number, socket));
            } catch (IOException _) {
                // Closed, or a connection that was gone before it was taken.
            }
        }
    }

    private void serve(int connection, Socket plain) {
        try (plain;
                var socket = tls.isPresent() ? encrypted(plain, tls.get()) : plain) {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(60_000);
            var wire = new Wire(socket.getInputStream());
            wires.add(wire);
            var head = wire.head();
            for (var request = 1; head.isPresent() && !socket.isClosed(); request++) {
                var call =
                        new RawCall(connection, request, socket, plain, wire, new Head(head.get()));
                if (remembers) {
                    calls.add(call);
                }
                script.play(call);
                if (plain.isClosed()
                        || socket.isClosed()
                        || socket.isOutputShutdown()
                        || call.body().cut()) {
                    return;
                }
                head = wire.head();
            }
        } catch (IOException _) {
            // The gateway went away or was cut off by the script; the test looks at what it got.
        } finally {
            open.remove(plain);
            if (!remembers) {
                wires.clear();
            }
        }
    }

    private static Socket encrypted(Socket plain, SSLContext context) throws IOException {
        var factory = context.getSocketFactory();
        var socket = (SSLSocket) factory.createSocket(plain, "client", plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }
}
