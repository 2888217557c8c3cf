package headroom.ledger;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// What waits for the writer: many threads push, the writer takes all there is at once, which makes
/// the group of its next commit.
///
/// A stack of linked entries behind one reference, reversed on taking. The limit holds for intents;
/// what completes an accepted call always gets in, so that at most three entries per accepted call
/// wait.
final class EntryQueue {
    private final AtomicReference<@Nullable Entry> newest = new AtomicReference<>();
    private final AtomicInteger intents = new AtomicInteger();
    private final int intentsMax;
    private volatile @Nullable Thread sleeper;

    EntryQueue(int intentsMax) {
        this.intentsMax = intentsMax;
    }

    /// Takes an intent in, unless as many as may are waiting.
    boolean offerIntent(Entry entry) {
        if (intents.incrementAndGet() > intentsMax) {
            intents.decrementAndGet();
            return false;
        }
        push(entry);
        wake();
        return true;
    }

    /// Takes in what someone waits for.
    void offer(Entry entry) {
        push(entry);
        wake();
    }

    /// Takes in what nobody waits for: it goes with the next group, or at the writer's next tick.
    void offerQuietly(Entry entry) {
        push(entry);
    }

    /// Everything that waits, oldest first, linked; null if nothing does.
    @Nullable Entry takeAll() {
        var entry = newest.getAndSet(null);
        Entry oldest = null;
        var taken = 0;
        while (entry != null) {
            var before = entry.next;
            entry.next = oldest;
            oldest = entry;
            taken += entry instanceof Entry.Begin ? 1 : 0;
            entry = before;
        }
        if (taken > 0) {
            intents.addAndGet(-taken);
        }
        return oldest;
    }

    /// Looks at everything that waits, newest first, without taking it; some may be taken
    /// meanwhile.
    void forEachWaiting(Consumer<Entry> looker) {
        for (var entry = newest.get(); entry != null; entry = entry.next) {
            looker.accept(entry);
        }
    }

    int intents() {
        return intents.get();
    }

    /// Sleeps until something is offered or the time is over. Writer only.
    void sleep(long nanos) {
        sleeper = Thread.currentThread();
        if (newest.get() == null) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }

    void wake() {
        var asleep = sleeper;
        if (asleep != null) {
            LockSupport.unpark(asleep);
        }
    }

    private void push(Entry entry) {
        Entry head;
        do {
            head = newest.get();
            entry.next = head;
        } while (!newest.compareAndSet(head, entry));
    }
}
