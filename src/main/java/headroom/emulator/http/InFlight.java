package headroom.emulator.http;

import headroom.emulator.EmulatorClock;
import headroom.emulator.call.Tasks;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/// The calls whose answers take time: since when each is at work, and what is to be sent when.
///
/// A call's time is wall time and whatever the org's clock was stepped forward meanwhile, so that a
/// test makes a call of a minute out of a step. One owner: the event loop; a call that is answered
/// at once never enters.
public final class InFlight implements Runnable {
    /// Answers beyond these leave at once.
    private static final int CALLS_MAX = 20_000;

    private static final Duration ENDLESS = Duration.ofDays(100_000);

    private final EmulatorClock clock;
    private final Tasks tasks;
    private final Set<Flight> flights = new LinkedHashSet<>();

    /// A call at work.
    final class Flight {
        private final long startNanos = System.nanoTime();
        private final Duration startJumped = clock.jumped();
        private final Duration delay;
        private final Runnable send;

        private Flight(Duration delay, Runnable send) {
            this.delay = delay;
            this.send = send;
        }

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - startNanos)
                    .plus(clock.jumped().minus(startJumped));
        }

        void end() {
            flights.remove(this);
        }
    }

    public InFlight(EmulatorClock clock, Tasks tasks) {
        this.clock = clock;
        this.tasks = tasks;
    }

    /// Called when the clock was stepped, on any thread.
    @Override
    public void run() {
        tasks.soon(this::land);
    }

    /// Sends after that much of the call's time.
    void hold(Duration delay, Runnable send) {
        if (flights.size() >= CALLS_MAX) {
            send.run();
            return;
        }
        flights.add(new Flight(delay, send));
        tasks.later(delay, this::land);
    }

    /// A call that is at work until it says that it ended.
    Flight begin() {
        var flight = new Flight(ENDLESS, () -> {});
        if (flights.size() < CALLS_MAX) {
            flights.add(flight);
        }
        return flight;
    }

    private void land() {
        var due = flights.stream().filter(it -> it.age().compareTo(it.delay) >= 0).toList();
        due.forEach(Flight::end);
        due.forEach(it -> it.send.run());
    }

    /// Whether at least so many calls have been at work for at least that long.
    public boolean areLasting(int calls, Duration least) {
        var found = 0;
        var oldestFirst = flights.iterator();
        while (found < calls
                && oldestFirst.hasNext()
                && oldestFirst.next().age().compareTo(least) >= 0) {
            found++;
        }
        return found >= calls;
    }

    public int count() {
        return flights.size();
    }
}
