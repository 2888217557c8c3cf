package headroom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/// Sends calls at a fixed rate whether or not earlier ones were answered, and measures each from
/// the moment it was due: a server that stalls is charged for every call that had to wait.
///
/// `FixedRate <port> <target> <calls per second> <seconds> <seconds before that count for nothing>`
/// prints `p50 p90 p99 p99.9 max errors`, times in microseconds. One thread sends, one per
/// connection reads.
public final class FixedRate {
    private static final int CONNECTIONS = 64;

    private final ByteBuffer request;
    private final InetSocketAddress address;
    private final ArrayBlockingQueue<Line> free = new ArrayBlockingQueue<>(CONNECTIONS);
    private final AtomicLongArray nanos;
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    private FixedRate(int port, String target, int calls) {
        var text = "GET " + target + " HTTP/1.1\r\nHost: bench.test\r\nAccept: */*\r\n\r\n";
        this.request = ByteBuffer.allocateDirect(text.length());
        this.request.put(text.getBytes(StandardCharsets.US_ASCII)).flip();
        this.address = new InetSocketAddress("127.0.0.1", port);
        this.nanos = new AtomicLongArray(calls);
    }

    public static void main(String[] arguments) throws Exception {
        var rate = Integer.parseInt(arguments[2]);
        var counted = rate * Integer.parseInt(arguments[3]);
        var before = rate * Integer.parseInt(arguments[4]);
        var run = new FixedRate(Integer.parseInt(arguments[0]), arguments[1], before + counted);
        run.send(1_000_000_000L / rate);
        System.out.println(run.summary(before));
        System.exit(0);
    }

    private void send(long gapNanos) throws IOException, InterruptedException {
        for (var i = 0; i < CONNECTIONS; i++) {
            free.add(new Line(SocketChannel.open(address)));
        }
        var start = System.nanoTime() + 100_000_000L;
        for (var call = 0; call < nanos.length(); call++) {
            var due = start + call * gapNanos;
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            free.take().ask(call, due);
        }
        for (var i = 0; i < 5_000 && answered.get() + errors.get() < nanos.length(); i++) {
            Thread.sleep(1);
        }
    }

    private String summary(int before) {
        var times = new long[nanos.length() - before];
        for (var i = 0; i < times.length; i++) {
            // Zero: never answered. It counts as the longest.
            var took = nanos.get(before + i);
            times[i] = took == 0 ? Long.MAX_VALUE : took;
        }
        Arrays.sort(times);
        return "%d %d %d %d %d %d"
                .formatted(
                        at(times, 0.5),
                        at(times, 0.9),
                        at(times, 0.99),
                        at(times, 0.999),
                        times[times.length - 1] / 1_000,
                        errors.get());
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1_000;
    }

    /// One keep-alive connection with its reader.
    private final class Line {
        private final SocketChannel channel;
        private volatile int call;
        private volatile long dueNanos;

        Line(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Thread.ofPlatform().daemon().start(this::read);
        }

        void ask(int number, long due) throws IOException {
            call = number;
            dueNanos = due;
            channel.write(request.duplicate());
        }

        private void read() {
            var bytes = ByteBuffer.allocate(64 * 1024);
            try {
                while (channel.read(bytes) >= 0) {
                    if (!isWhole(bytes)) {
                        continue;
                    }
                    nanos.set(call, Math.max(1, System.nanoTime() - dueNanos));
                    if (bytes.array()[9] == '2') {
                        answered.incrementAndGet();
                    } else {
                        errors.incrementAndGet();
                    }
                    bytes.clear();
                    free.add(this);
                }
                throw new IOException("closed");
            } catch (IOException _) {
                errors.incrementAndGet();
            }
        }

        /// All answers here state their length.
        private static boolean isWhole(ByteBuffer bytes) {
            var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
            var end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            var lower = text.substring(0, end).toLowerCase(java.util.Locale.ROOT);
            var at = lower.indexOf("content-length:") + 15;
            var stop = lower.indexOf('\r', at);
            var length = lower.substring(at, stop < 0 ? end : stop).strip();
            return text.length() >= end + 4 + Integer.parseInt(length);
        }
    }
}
