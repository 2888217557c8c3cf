package headroom.gateway;

import io.netty.channel.EventLoop;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What one event loop owns: its pools, its connections, its deadlines. Nothing here is shared with
/// another loop, so nothing here needs a lock. One-owner: the loop's thread.
final class Lane {
    /// How often deadlines are looked at: the most by which a timeout is late.
    private static final long SWEEP_MILLIS = 50;

    /// The time at the last sweep: near enough for every deadline, and read without a system call.
    private long sweptNanos = System.nanoTime();

    final EventLoop loop;
    final Gateway gateway;
    final Roster<Deadline> deadlines = new Roster<>();
    final TokenHash tokenHash;
    final ReadMark readMark;
    private final Map<Origin, OrgPool> pools = new HashMap<>();

    /// Something that must not wait for ever. Swept, not scheduled: a timer per call costs more
    /// than a look at all of them twenty times a second.
    interface Deadline extends Roster.Member {
        void sweep(long nowNanos);
    }

    Lane(EventLoop loop, Gateway gateway) {
        this.loop = loop;
        this.gateway = gateway;
        this.tokenHash = new TokenHash(gateway.tokenKey());
        this.readMark = new ReadMark(gateway.markKey());
        loop.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    OrgPool pool(Origin origin) {
        return pools.computeIfAbsent(origin, key -> new OrgPool(this, key));
    }

    /// When something last moved, as deadlines see it: late by a sweep at most.
    long movedNanos() {
        return sweptNanos;
    }

    /// For the drain: whatever serves no call goes now.
    void closeIdle() {
        pools.values().forEach(OrgPool::closeIdle);
        deadlines.forEach(deadline -> {
            if (deadline instanceof ClientConnection connection) {
                connection.closeIfIdle();
            }
        });
    }

    /// Before the end: calls still under way are cut towards their clients, and so settled as
    /// spent, while the loop can still do it in order.
    void cutClients() {
        deadlines.forEach(deadline -> {
            if (deadline instanceof ClientConnection connection) {
                connection.stalled();
            }
        });
    }

    private void sweep() {
        var now = System.nanoTime();
        sweptNanos = now;
        deadlines.forEach(deadline -> deadline.sweep(now));
        pools.values().forEach(pool -> pool.sweep(now));
    }
}
