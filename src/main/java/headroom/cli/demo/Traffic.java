package headroom.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The six at work: each worker draws when its next call is due, on the org's clock, and makes it
/// then. Thread-safe.
///
/// A worker that falls behind (a slow machine, a high speed) does not catch up: it goes on from
/// now, so that no flood follows a pause.
public final class Traffic implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(35);
    private static final double WAIT_SECONDS_MAX = 2;
    private static final double BEHIND_SECONDS_MAX = 0.5;
    private static final double BACK_OFF_ORG_SECONDS = 60;
    private static final double NANOS = 1e9;

    private final InstantSource clock;
    private final double speed;
    private final Instant start;
    private final Wire wire = new Wire();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean stopping;

    /// @param gateway where they think Salesforce is
    /// @param clock the org's; it runs `speed` times as fast as the wall's
    public Traffic(URI gateway, InstantSource clock, double speed, long seed) {
        this.clock = clock;
        this.speed = speed;
        this.start = clock.instant();
        var random = new SplittableRandom(seed);
        for (var persona : Persona.ALL) {
            for (var i = 0; i < persona.workers(); i++) {
                var job =
                        persona.clientId().isEmpty()
                                ? new SoapJob(wire, gateway, persona)
                                : new RestJob(wire, gateway, persona);
                var own = random.split();
                workers.add(
                        Thread.ofVirtual()
                                .name(persona.name() + "-" + i)
                                .unstarted(() -> work(persona, job, own)));
            }
        }
    }

    public void begin() {
        workers.forEach(Thread::start);
    }

    /// Lets every worker end the call it is in, and waits for them. True if all did.
    public boolean end() throws InterruptedException {
        stopping = true;
        var deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
        for (var worker : workers) {
            worker.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        return workers.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        stopping = true;
        workers.forEach(Thread::interrupt);
        wire.close();
    }

    private void work(Persona persona, Job job, SplittableRandom random) {
        var due = System.nanoTime();
        try {
            step(persona, job, random);
            while (!stopping) {
                due = next(persona, random, due);
                if (!sleptUntil(due)) {
                    due = System.nanoTime();
                } else if (!stopping) {
                    step(persona, job, random);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// When the next call is due: the gaps of a Poisson process at the present rate.
    private long next(Persona persona, SplittableRandom random, long due) {
        var perSecond = persona.rateAt(clock.instant(), start) * speed / persona.workers();
        var gap = -Math.log(1 - random.nextDouble()) / Math.max(perSecond, 1e-9);
        var earliest = System.nanoTime() - (long) (BEHIND_SECONDS_MAX * NANOS);
        return Math.max(due, earliest) + (long) (gap * NANOS);
    }

    /// False if the wait was cut short: rates may have changed, and a Poisson process has no
    /// memory.
    private boolean sleptUntil(long due) throws InterruptedException {
        var wait = due - System.nanoTime();
        var longest = (long) (WAIT_SECONDS_MAX * NANOS);
        Thread.sleep(Duration.ofNanos(Math.clamp(wait, 0, longest)));
        return wait <= longest;
    }

    private void step(Persona persona, Job job, SplittableRandom random)
            throws InterruptedException {
        try {
            var result = job.step(random);
            if (result == Job.Result.REFUSED && !persona.equals(Persona.RUNAWAY)) {
                rest();
            }
        } catch (IOException e) {
            rest();
        }
    }

    private void rest() throws InterruptedException {
        var until = System.nanoTime() + (long) (BACK_OFF_ORG_SECONDS / speed * NANOS);
        while (!stopping && System.nanoTime() < until) {
            Thread.sleep(50);
        }
    }
}
