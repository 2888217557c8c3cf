package headroom.ledger;

import headroom.meter.Sighting;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Calls a second the ledger sustains, each an intent, a settlement and an ending, while a reader
/// asks what `status` asks twice a second; then the latency of a commit at a steady pace.
///
/// Arguments: seconds (20), calls in flight (512), paced calls a second (1000).
public final class SustainedAppend {
    private static final int INTEGRATIONS = 12;
    private static final int KINDS = 20;

    private final Ledger ledger;
    private final int org;
    private final int[] integrations = new int[INTEGRATIONS];
    private final int[] kinds = new int[KINDS];
    private long number;

    private SustainedAppend(Ledger ledger) {
        this.ledger = ledger;
        this.org = ledger.id(Names.ORG, "00D000000000001");
        for (var i = 0; i < INTEGRATIONS; i++) {
            integrations[i] = ledger.id(Names.INTEGRATION, "integration " + i);
        }
        for (var i = 0; i < KINDS; i++) {
            kinds[i] =
                    ledger.kindId(
                            new CallKind(ApiFamily.REST, "66.0", "r" + i, "Account", "retrieve"));
        }
    }

    public static void main(String[] args) throws Exception {
        var seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        var inFlight = args.length > 1 ? Integer.parseInt(args[1]) : 512;
        var pace = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
        var folder = Files.createTempDirectory("headroom-bench");
        var file = folder.resolve("ledger.db");
        try (var ledger = Ledger.open(LedgerOptions.at(file), InstantSource.system())) {
            var bench = new SustainedAppend(ledger);
            bench.sustained(5, inFlight, file, "warm up");
            bench.sustained(seconds, inFlight, file, "sustained");
            bench.paced(5, pace, "warm up");
            bench.paced(seconds, pace, "paced");
        } finally {
            try (var files = Files.list(folder)) {
                for (var each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    private void sustained(int seconds, int inFlight, Path file, String label) throws Exception {
        var finished = new AtomicLong();
        var gaps = new AtomicLong();
        var walMost = new AtomicLong();
        var asked = new AtomicLong();
        var slowestAsk = new AtomicLong();
        var end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var reader = Thread.ofPlatform().start(() -> read(file, end, asked, slowestAsk, walMost));
        var cpu = cpuNanos();
        var ledgerCpu = ledgerNanos();
        var began = System.nanoTime();
        var groupsBefore = ledger.figures().groups();
        var done = new CountDownLatch(inFlight);
        try (var loop = Executors.newSingleThreadExecutor()) {
            for (var i = 0; i < inFlight; i++) {
                loop.execute(() -> call(loop, end, finished, gaps, done));
            }
            done.await();
        }
        ledger.drain(Duration.ofSeconds(30));
        var took = System.nanoTime() - began;
        reader.join();
        System.out.printf(
                "%s: %,.0f calls/s, CPU %.2f us/call (ledger threads %.2f), %.1f calls a commit,"
                    + " gaps %d, wal at most %,d KB, file %,d KB, status asked %d times, slowest"
                    + " %.0f ms%n",
                label,
                finished.get() * 1e9 / took,
                (cpuNanos() - cpu) / 1e3 / finished.get(),
                (ledgerNanos() - ledgerCpu) / 1e3 / finished.get(),
                3.0 * finished.get() / (ledger.figures().groups() - groupsBefore),
                gaps.get(),
                walMost.get() >> 10,
                Files.size(file) >> 10,
                asked.get(),
                slowestAsk.get() / 1e6);
    }

    /// One call after the other, all on the loop's thread as on an event loop.
    private void call(
            Executor loop, long end, AtomicLong finished, AtomicLong gaps, CountDownLatch done) {
        if (System.nanoTime() > end) {
            done.countDown();
            return;
        }
        var call = new OpenCall[1];
        call[0] =
                ledger.intend(
                        intent(),
                        loop,
                        booking -> {
                            gaps.addAndGet(booking == Booking.GAP ? 1 : 0);
                            ledger.settle(
                                    call[0],
                                    settlement(),
                                    loop,
                                    _ -> {
                                        ledger.finish(call[0], ENDING);
                                        finished.incrementAndGet();
                                        call(loop, end, finished, gaps, done);
                                    });
                        });
    }

    private void paced(int seconds, int pace, String label) throws Exception {
        var count = seconds * pace;
        var latencies = new long[count];
        var cpu = cpuNanos();
        var ledgerCpu = ledgerNanos();
        try (var loop = Executors.newSingleThreadExecutor()) {
            var next = System.nanoTime();
            for (var i = 0; i < count; i++) {
                next += 1_000_000_000L / pace;
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                var at = i;
                var began = System.nanoTime();
                var call = new OpenCall[1];
                call[0] =
                        ledger.intend(
                                intent(),
                                Runnable::run,
                                _ -> {
                                    latencies[at] = System.nanoTime() - began;
                                    loop.execute(() -> settle(call));
                                });
            }
            Thread.sleep(200);
        }
        ledger.drain(Duration.ofSeconds(30));
        Arrays.sort(latencies);
        System.out.printf(
                "%s at %d/s: commit p50 %.3f ms, p90 %.3f ms, p99 %.3f ms, max %.1f ms,"
                        + " CPU %.1f us/call"
                        + " (ledger threads %.1f)%n",
                label,
                pace,
                latencies[count / 2] / 1e6,
                latencies[count * 9 / 10] / 1e6,
                latencies[count * 99 / 100] / 1e6,
                latencies[count - 1] / 1e6,
                (cpuNanos() - cpu) / 1e3 / count,
                (ledgerNanos() - ledgerCpu) / 1e3 / count);
    }

    private void settle(OpenCall[] call) {
        while (call[0] == null) {
            Thread.onSpinWait();
        }
        ledger.settle(call[0], settlement(), Runnable::run, _ -> ledger.finish(call[0], ENDING));
    }

    private static final Ending ENDING = new Ending(420, 1600, 31, Outcome.ANSWERED);

    private Settlement settlement() {
        return new Settlement(
                200,
                1,
                new Sighting(
                        org, System.currentTimeMillis(), number, 115_000, Sighting.Source.HEADER),
                Outcome.ANSWERED);
    }

    private Intent intent() {
        var n = ++number;
        return new Intent(
                "4f1c2b7a-" + n,
                System.currentTimeMillis(),
                org,
                integrations[(int) (n * 7 % INTEGRATIONS)],
                0,
                kinds[(int) (n * 11 % KINDS)],
                1,
                false);
    }

    private void read(Path file, long end, AtomicLong asked, AtomicLong slowest, AtomicLong wal) {
        try (var reader = LedgerReader.open(file)) {
            while (System.nanoTime() < end) {
                var began = System.nanoTime();
                reader.usage(org, Instant.now());
                reader.window(org, Instant.now());
                slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
                wal.accumulateAndGet(ledger.figures().walBytes(), Math::max);
                asked.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }
    }

    /// CPU of the ledger's own two threads.
    private static long ledgerNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        var sum = 0L;
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ledger-")) {
                sum += threads.getThreadCpuTime(thread.threadId());
            }
        }
        return sum;
    }

    private static long cpuNanos() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime();
    }
}
