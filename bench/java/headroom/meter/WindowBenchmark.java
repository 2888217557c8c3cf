package headroom.meter;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// A recorded call (its org and its integration, flushed and expired each second) and a read of the
/// rolling window, over 500,000 counters at 1,500 calls a second of org time.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class WindowBenchmark {
    private static final int ORGS = 10_000;
    private static final int INTEGRATIONS = 50;
    private static final int CALLS_A_SECOND = 1_500;
    private static final long BEGIN = 1_800_000_000L;

    private RollingWindow window;
    private long now;
    private int inSecond;
    private long random;
    private long expired;

    /// The seconds in memory, in order; the cursor takes them off again a day later.
    private static final class Tape implements SecondStore {
        private record Part(long second, byte[] deltas) {}

        private final ArrayDeque<Part> parts = new ArrayDeque<>();

        @Override
        public void put(long second, byte[] deltas) {
            parts.addLast(new Part(second, deltas));
        }

        @Override
        public void read(long after, long upTo, Blocks blocks) {
            while (!parts.isEmpty() && parts.getFirst().second() <= upTo) {
                var part = parts.removeFirst();
                blocks.block(part.second(), part.deltas());
            }
        }
    }

    @Setup(Level.Iteration)
    public void open() {
        window = new RollingWindow(new Tape(), BEGIN, ORGS * (INTEGRATIONS + 1));
        now = BEGIN;
        inSecond = 0;
        random = 42;
        // Seconds of a day before, so that what is measured expires as much as it adds.
        for (var second = 0; second < 3000; second++) {
            for (var call = 0; call < CALLS_A_SECOND; call++) {
                add(BEGIN - RollingWindow.SECONDS + 1 + second);
            }
            window.flush();
            window.flushed();
        }
    }

    @Benchmark
    public boolean record() {
        if (++inSecond == CALLS_A_SECOND) {
            inSecond = 0;
            window.flush();
            window.flushed();
            window.advance(++now, (_, amount) -> expired += amount);
        }
        return add(now);
    }

    @Benchmark
    public int read() {
        return window.total(key());
    }

    private boolean add(long second) {
        var key = key();
        window.add(ORGS * INTEGRATIONS + key / INTEGRATIONS, second, 1);
        return window.add(key, second, 1);
    }

    private int key() {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) % (ORGS * INTEGRATIONS));
    }
}
