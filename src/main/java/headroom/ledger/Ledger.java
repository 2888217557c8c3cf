package headroom.ledger;

import headroom.meter.Sighting;
import headroom.salesforce.CallKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The durable record of calls and sightings, and the counts that follow from it.
///
/// A call is booked in three steps: [#intend] before it is forwarded, [#settle] before the head of
/// its answer is released, [#finish] after its last byte. The first two answer when they are
/// committed: what was answered [Booking#COMMITTED] outlives a killed process. Nothing here blocks
/// but [#replaceHistory], [#drain], [#backup] and [#close]. Thread-safe.
public final class Ledger implements AutoCloseable {
    private static final int TOKENS_MAX = 200_000;

    private final LedgerOptions options;
    private final WriterLock lock;
    private final InstantSource clock;
    private final Dictionaries dictionaries;
    private final MeterBook meters;
    private final Books books;
    private final Gap gap;
    private final EntryQueue queue;
    private final Writer writer;
    private final Keeper keeper;
    private final Connection keeperConnection;
    private final Thread writerThread;
    private final Thread keeperThread;
    private final Map<String, TokenTrace> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> facts = new ConcurrentHashMap<>();
    private final int unsettledAtOpen;
    private volatile boolean isClosed;

    /// Opens the ledger for writing: migrates it, settles what a killed process left open as spent,
    /// and counts its windows anew.
    ///
    /// @throws LedgerException if it cannot be opened
    public static Ledger open(LedgerOptions options, InstantSource orgClock) {
        var lock = WriterLock.take(options.file());
        try {
            var connection = LedgerFile.writer(options);
            try {
                return new Ledger(options, orgClock, lock, connection);
            } catch (SQLException | DiskFault e) {
                connection.close();
                throw LedgerFile.refused(
                        options.file(), e instanceof SQLException sql ? sql : new SQLException(e));
            }
        } catch (SQLException e) {
            lock.close();
            throw LedgerFile.refused(options.file(), e);
        } catch (LedgerException e) {
            lock.close();
            throw e;
        }
    }

    private Ledger(
            LedgerOptions options, InstantSource clock, WriterLock lock, Connection connection)
            throws SQLException {
        this.options = options;
        this.clock = clock;
        this.lock = lock;
        this.dictionaries = new Dictionaries(connection);
        var windowRows = new WindowRows(connection);
        var now = clock.millis();
        var nowSecond = Math.floorDiv(now, 1000);
        this.meters = new MeterBook(dictionaries.counters(), windowRows, nowSecond);
        var recovery = new Recovery(connection);
        recovery.run(meters, now);
        recovery.restore(meters, nowSecond);
        this.unsettledAtOpen = recovery.unsettled();
        new KeptRows(connection).read(tokens, facts);
        connection.commit();
        this.gap = new Gap();
        this.books =
                new Books(
                        connection,
                        dictionaries,
                        meters,
                        windowRows,
                        gap,
                        Recovery.lastSeq(connection));
        connection.commit();
        meters.publish();
        this.queue = new EntryQueue(options.queueMax());
        this.writer = new Writer(queue, books, clock);
        this.keeperConnection = LedgerFile.keeper(options.file());
        this.keeper = new Keeper(options, keeperConnection, writer, queue, books, this::retain);
        this.writerThread = Thread.ofPlatform().name("ledger-writer").start(writer);
        this.keeperThread = Thread.ofPlatform().name("ledger-keeper").daemon().start(keeper);
    }

    /// The number of a name; a new one is written with the next commit.
    public int id(Names names, String name) {
        return dictionaries.names(names).id(name);
    }

    public String name(Names names, int id) {
        return dictionaries.names(names).value(id);
    }

    public int kindId(CallKind kind) {
        return dictionaries.kinds().id(kind);
    }

    public CallKind kind(int id) {
        return dictionaries.kinds().value(id);
    }

    /// Books that a call is about to be forwarded; `then` runs on `replies` once that is committed.
    public OpenCall intend(Intent intent, Executor replies, Consumer<Booking> then) {
        var call = new OpenCall(intent);
        var reply = new Entry.Reply(replies, then);
        if (isClosed || keeper.isStuck() || !queue.offerIntent(new Entry.Begin(call, reply))) {
            call.inGap = true;
            gap.enter(intent.atMillis(), 0, whyNot());
            Replies.send(reply, Booking.GAP);
        }
        return call;
    }

    /// Books what the head of the answer told; the charge counts from here on.
    public void settle(
            OpenCall call, Settlement settlement, Executor replies, Consumer<Booking> then) {
        settle(call, settlement, null, replies, then);
    }

    /// Books an answer that is whole in the caller's hands, settlement and ending in one: most are,
    /// and one row written once costs less than twice. No [#finish] follows.
    public void settleWhole(
            OpenCall call,
            Settlement settlement,
            Ending ending,
            Executor replies,
            Consumer<Booking> then) {
        settle(call, settlement, ending, replies, then);
        call.markFinished();
    }

    private void settle(
            OpenCall call,
            Settlement settlement,
            @Nullable Ending ending,
            Executor replies,
            Consumer<Booking> then) {
        call.markSettled();
        var reply = new Entry.Reply(replies, then);
        if (call.inGap || isClosed) {
            gap.settle(call, settlement);
            Replies.send(reply, Booking.GAP);
            return;
        }
        queue.offer(new Entry.Settle(call, settlement, ending, reply));
        if (keeper.isStuck()) {
            Replies.send(reply, Booking.GAP);
        }
    }

    /// Books what is known after the last byte.
    public void finish(OpenCall call, Ending ending) {
        call.markFinished();
        if (!call.inGap && !isClosed) {
            queue.offerQuietly(new Entry.End(call, ending));
        }
    }

    /// Books what an org said of its usage outside any call.
    public void sight(Sighting sighting) {
        queue.offerQuietly(new Entry.Sight(sighting));
    }

    /// Books what an org's limits resource said.
    public void sightLimits(LimitSightings said) {
        queue.offerQuietly(new Entry.SightLimits(said));
    }

    /// Keeps whose token it is, by its keyed hash.
    public void remember(TokenTrace trace) {
        if (tokens.size() < TOKENS_MAX || tokens.containsKey(trace.hash())) {
            tokens.put(trace.hash(), trace);
            queue.offerQuietly(new Entry.Remember(trace));
        }
    }

    public List<TokenTrace> tokens() {
        return List.copyOf(tokens.values());
    }

    /// Keeps a small fact.
    public void keep(String key, String value) {
        facts.put(key, value);
        queue.offerQuietly(new Entry.Keep(key, value));
    }

    public Optional<String> kept(String key) {
        return Optional.ofNullable(facts.get(key));
    }

    /// Puts a day of an org's history in the place of what history said of it before; waits until
    /// it is done. What is metered stays as it is.
    public void replaceHistory(HistoryDay day) {
        var minutesFrom = Math.floorDiv(clock.millis() - options.minutesKept().toMillis(), 60_000L);
        var chore = new HistoryChore(day, minutesFrom);
        writer.add(chore);
        chore.await();
    }

    public Meters meters() {
        return meters;
    }

    /// A reader of the same file, as another process would open it.
    public LedgerReader reader() {
        return LedgerReader.open(options.file());
    }

    /// Copies the ledger while it runs.
    public void backup(Path to) {
        Backup.copy(options.file(), to);
    }

    /// Puts a backup in the place of a ledger that is not there.
    public static void restore(Path backup, Path ledgerFile) {
        Backup.restore(backup, ledgerFile, false);
    }

    /// Puts a backup in the place of a ledger that is no longer wanted.
    public static void restoreOver(Path backup, Path ledgerFile) {
        Backup.restore(backup, ledgerFile, true);
    }

    /// Deletes what is older than it is kept; completes with the number of rows.
    CompletableFuture<Integer> retain() {
        var retention = new Retention(options, clock.millis());
        writer.add(retention);
        return retention.done();
    }

    /// Waits until everything handed over so far is on disk and in the rollups; false if the limit
    /// passes.
    public boolean drain(Duration limit) {
        var done = new CountDownLatch(1);
        queue.offer(new Entry.Flush(new Entry.Reply(Runnable::run, _ -> done.countDown())));
        try {
            return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public LedgerFigures figures() {
        return new LedgerFigures(
                queue.intents(),
                books.committed(),
                writer.groups(),
                Duration.ofNanos(writer.slowestNanos()),
                gap.callsEver(),
                books.fault(),
                unsettledAtOpen,
                fileBytes(),
                keeper.walBytes(),
                keeper.walHeld());
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        writer.close();
        keeper.close();
        try (lock) {
            join(writerThread);
            join(keeperThread);
            answerLatecomers();
            keeperConnection.close();
            books.close();
        } catch (SQLException e) {
            throw LedgerFile.refused(options.file(), e);
        }
    }

    /// Whoever slipped in while the writer ended is told that the books did not take it.
    private void answerLatecomers() {
        for (var entry = queue.takeAll(); entry != null; entry = entry.next) {
            if (entry.reply != null) {
                Replies.send(entry.reply, Booking.GAP);
            }
        }
    }

    private String whyNot() {
        if (isClosed) {
            return "the ledger is closed";
        }
        return keeper.isStuck() ? "the disk does not answer" : "the writer is behind";
    }

    private long fileBytes() {
        try {
            return Files.size(options.file());
        } catch (IOException e) {
            return 0;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
