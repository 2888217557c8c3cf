package headroom.ledger;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The one thread that writes: it commits whatever waits as one group, and only then answers.
///
/// While a commit runs the next group gathers, so groups grow with the load by themselves. Between
/// groups it does chores (imports, deletions) in small bites.
final class Writer implements Runnable {
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());
    private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();

    private static final long PATIENCE_NANOS = Duration.ofMillis(50).toNanos();

    /// Under load a short wait lets the next group grow: half the commits, half the wake-ups of
    /// those who wait. Where a commit answers few, nobody waits longer than the commit takes.
    private static final int GATHER_AT = 4;

    private static final long GATHER_NANOS = Duration.ofNanos(200_000).toNanos();

    private final EntryQueue queue;
    private final Books books;
    private final InstantSource clock;
    private final Replies replies = new Replies();
    private final ConcurrentLinkedQueue<Chore> chores = new ConcurrentLinkedQueue<>();

    /// Held while a transaction runs: whoever else takes it knows that none does.
    private final ReentrantLock turn = new ReentrantLock();

    private long lastBite;
    private volatile boolean isClosing;
    private volatile boolean hasEnded;
    private volatile long busySince;
    private volatile @Nullable Entry atWork;
    private final AtomicLong groups = new AtomicLong();
    private volatile long slowestNanos;

    /// Work in bites, each a transaction of its own.
    interface Chore {
        /// Does one bite; true if there is more to do at once.
        boolean bite(Books books) throws SQLException;

        /// Whether it waits for a moment without calls, or for a while if there is none.
        default boolean isPatient() {
            return false;
        }

        /// The bite failed; the transaction is rolled back.
        void failed(SQLException why);
    }

    Writer(EntryQueue queue, Books books, InstantSource clock) {
        this.queue = queue;
        this.books = books;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            writeOn();
        } finally {
            hasEnded = true;
            giveUpChores();
        }
    }

    private void writeOn() {
        while (true) {
            var group = queue.takeAll();
            if (group == null && isClosing) {
                break;
            }
            if (group == null && chores.isEmpty()) {
                queue.sleep(TICK_NANOS);
                group = queue.takeAll();
            }
            step(group);
            if (replies.latestCount() >= GATHER_AT) {
                LockSupport.parkNanos(GATHER_NANOS);
            }
            var isIdle = group == null || System.nanoTime() - lastBite > PATIENCE_NANOS;
            var chore = chores.peek();
            if (chore != null && (isIdle || !chore.isPatient())) {
                chores.poll();
                if (bite(chore)) {
                    chores.add(chore);
                }
                lastBite = System.nanoTime();
            }
        }
        books.foldSoon();
        step(null);
    }

    void add(Chore chore) {
        chores.add(chore);
        queue.wake();
        if (hasEnded) {
            giveUpChores();
        }
    }

    /// Whether the writer runs no more, by closing or by a failure nobody foresaw.
    boolean hasEnded() {
        return hasEnded;
    }

    private void giveUpChores() {
        for (var chore = chores.poll(); chore != null; chore = chores.poll()) {
            chore.failed(new SQLException("the ledger is closed"));
        }
    }

    void close() {
        isClosing = true;
        queue.wake();
    }

    ReentrantLock turn() {
        return turn;
    }

    /// For how long the running group has been at the disk, in nanoseconds; 0 if none is.
    long busyNanos() {
        var since = busySince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /// The group the writer is at, for whoever must answer in its stead.
    @Nullable Entry atWork() {
        return atWork;
    }

    long groups() {
        return groups.get();
    }

    long slowestNanos() {
        return slowestNanos;
    }

    private void step(@Nullable Entry group) {
        var began = System.nanoTime();
        var isDurable = false;
        turn.lock();
        try {
            atWork = group;
            busySince = began;
            books.advance(Math.floorDiv(clock.millis(), 1000));
            for (var entry = group; entry != null; entry = entry.next) {
                entry.apply(books);
            }
            isDurable = books.write();
            if (isDurable && books.meters().window().isBehind()) {
                // What held the cursor is in the file now.
                books.advance(Math.floorDiv(clock.millis(), 1000));
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the ledger's writer failed", e);
            books.abandon(e);
        } finally {
            busySince = 0;
            atWork = null;
            turn.unlock();
        }
        books.meters().publish();
        replies.begin();
        if (group == null) {
            return;
        }
        groups.incrementAndGet();
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - began);
        for (var entry = group; entry != null; entry = entry.next) {
            replies.add(entry);
        }
        replies.send(isDurable ? Booking.COMMITTED : Booking.GAP);
    }

    private boolean bite(Chore chore) {
        turn.lock();
        try {
            busySince = System.nanoTime();
            return chore.bite(books);
        } catch (SQLException | DiskFault e) {
            books.abandon(e);
            chore.failed(e instanceof SQLException sql ? sql : new SQLException(e));
            return false;
        } finally {
            busySince = 0;
            turn.unlock();
        }
    }
}
