package headroom.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// The org's clock: it can be set, stepped, sped up, and stopped by the speed 0. Thread-safe.
///
/// Accounting runs on it; network timers do not. A set or a step forward is time that passes for
/// the calls at work too; a speed is not.
public final class EmulatorClock implements InstantSource {
    private static final double SPEED_MAX = 1_000_000;

    private final InstantSource wall;
    private final AtomicReference<Pace> pace;
    private final AtomicReference<Duration> jumped = new AtomicReference<>(Duration.ZERO);
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /// From that wall instant on, org time runs from `org` at that speed.
    private record Pace(Instant wall, Instant org, double speed) {
        Instant at(Instant wallNow) {
            if (speed == 1) {
                return org.plus(Duration.between(wall, wallNow));
            }
            var nanos = Duration.between(wall, wallNow).toNanos() * speed;
            return org.plusNanos((long) nanos);
        }
    }

    private EmulatorClock(InstantSource wall, Pace pace) {
        this.wall = wall;
        this.pace = new AtomicReference<>(pace);
    }

    /// Goes with the given clock until told otherwise.
    public static EmulatorClock following(InstantSource wall) {
        var now = wall.instant();
        return new EmulatorClock(wall, new Pace(now, now, 1));
    }

    /// Stands at that instant until stepped, set or given a speed.
    public static EmulatorClock standingAt(Instant instant) {
        var clock = following(InstantSource.system());
        clock.speed(0);
        clock.set(instant);
        return clock;
    }

    @Override
    public Instant instant() {
        return pace.get().at(wall.instant());
    }

    /// Makes it that time now; the speed stays.
    public void set(Instant instant) {
        var before = pace.getAndUpdate(old -> new Pace(wall.instant(), instant, old.speed));
        jump(Duration.between(before.at(wall.instant()), instant));
    }

    /// Moves by that much, backwards too.
    public void step(Duration by) {
        pace.updateAndGet(old -> {
            var now = wall.instant();
            return new Pace(now, old.at(now).plus(by), old.speed);
        });
        jump(by);
    }

    private void jump(Duration by) {
        if (!by.isNegative()) {
            jumped.accumulateAndGet(by, Duration::plus);
        }
        watchers.forEach(Runnable::run);
    }

    /// How far it was ever set or stepped forward.
    public Duration jumped() {
        return jumped.get();
    }

    /// Tells of every set and step from now on, on the thread that made it.
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    public void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    /// Org seconds per wall second from now on; 0 stops the clock.
    public void speed(double times) {
        if (!(times >= 0 && times <= SPEED_MAX)) {
            throw new IllegalArgumentException(
                    "a speed is between 0 and " + (long) SPEED_MAX + ": " + times);
        }
        pace.updateAndGet(old -> {
            var now = wall.instant();
            return new Pace(now, old.at(now), times);
        });
    }

    public double speed() {
        return pace.get().speed;
    }
}
