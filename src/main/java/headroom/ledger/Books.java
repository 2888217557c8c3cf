package headroom.ledger;

import headroom.meter.Sighting;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// What the writer owns: the counts in memory, what waits to be written, and the one transaction
/// that writes it.
///
/// Memory is changed first and whatever happens; the transaction follows. If it fails, what it held
/// is kept in the form of sums and completions and goes with the next one (see [Gap]).
final class Books implements AutoCloseable {
    private static final long FOLD_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long RETRY_AFTER_NANOS = Duration.ofMillis(200).toNanos();
    private static final int FOLD_AT = 20_000;
    private static final int UNFLUSHED_MAX = 400_000;

    private final Connection connection;
    private final Dictionaries dictionaries;
    private final MeterBook meters;
    private final Gap gap;
    private final CallRows callRows;
    private final RollupRows rollupRows;
    private final WindowRows windowRows;
    private final FactRows factRows;
    private final List<OpenCall> begun = new ArrayList<>();
    private final List<OpenCall> settled = new ArrayList<>();
    private final List<OpenCall> ended = new ArrayList<>();
    private final Journal journal = new Journal();
    private final Tallies tallies = new Tallies();
    private long lastSeq;
    private long lastFold;
    private boolean foldIsDue;
    private long failedAt;
    private volatile String fault = "";
    private volatile String refusal = "";
    private final AtomicLong committed = new AtomicLong();

    Books(
            Connection connection,
            Dictionaries dictionaries,
            MeterBook meters,
            WindowRows windowRows,
            Gap gap,
            long lastSeq)
            throws SQLException {
        this.connection = connection;
        this.dictionaries = dictionaries;
        this.meters = meters;
        this.windowRows = windowRows;
        this.gap = gap;
        this.lastSeq = lastSeq;
        this.callRows = new CallRows(connection);
        this.rollupRows = new RollupRows(connection);
        this.factRows = new FactRows(connection);
        this.lastFold = System.nanoTime();
    }

    Connection connection() {
        return connection;
    }

    MeterBook meters() {
        return meters;
    }

    /// From which seq on calls may be in flight. The file's own note of it ([Recovery#OPEN_FROM])
    /// is as old as the last fold, and a full file takes no fold.
    long openFrom() {
        return meters.oldestInFlight(lastSeq + 1);
    }

    /// Why the disk refuses, or empty.
    String fault() {
        return fault;
    }

    /// Calls committed since the start.
    long committed() {
        return committed.get();
    }

    /// Refuses to write for a reason of our own until it is empty again.
    void refuse(String reason) {
        refusal = reason;
    }

    void begin(OpenCall call) {
        call.seq = ++lastSeq;
        meters.begin(call);
        begun.add(call);
    }

    /// Settles, and ends as well where the ending is known already.
    void settle(OpenCall call, Settlement settlement, @Nullable Ending ending) {
        call.settlement = settlement;
        call.ending = ending;
        meters.settle(call, settlement);
        if (settlement.sighting() != null) {
            factRows.sight(settlement.sighting(), call.seq);
        }
        if (call.inGap) {
            gap.settle(call, settlement);
        } else {
            settled.add(call);
            var cell = Cell.ofSettled(call, settlement);
            count(ending == null ? cell : cell.ended(call, settlement, ending), false);
        }
    }

    void end(OpenCall call, Ending ending) {
        call.ending = ending;
        var settlement = call.settlement;
        if (settlement != null && !call.inGap) {
            ended.add(call);
            roll(Cell.ofEnded(call, settlement, ending));
        }
    }

    void sight(Sighting sighting) {
        meters.sight(sighting, lastSeq);
        factRows.sight(sighting, lastSeq);
    }

    void remember(TokenTrace trace) {
        factRows.remember(trace);
    }

    void keep(String key, String value) {
        factRows.keep(key, value);
    }

    /// Counts charges that were not metered when they were made.
    void learn(Cell cell) {
        count(cell, true);
    }

    /// Counts charges in window, day and usage whose rollups are written by someone else.
    void learnCharges(Cell cell) {
        meters.learned(cell);
    }

    void sightLimits(LimitSightings said) {
        factRows.sightLimits(said);
    }

    void foldSoon() {
        foldIsDue = true;
    }

    /// Moves the window to the clock's second.
    void advance(long nowSecond) {
        gap.collect(this::learn);
        try {
            var window = meters.window();
            if (nowSecond < window.now() - 3600 && window.unflushed() == 0) {
                meters.restart(nowSecond);
                Recovery.restoreDay(connection, meters, nowSecond);
                connection.commit();
            } else if (nowSecond > window.now() || window.isBehind()) {
                meters.advance(nowSecond);
                connection.commit();
            }
        } catch (DiskFault | SQLException e) {
            failed(e);
        }
    }

    /// Writes what waits, in one transaction; false if it is not durable.
    boolean write() {
        var now = System.nanoTime();
        foldIsDue |= now - lastFold >= FOLD_EVERY_NANOS || tallies.size() >= FOLD_AT;
        if (!hasWork()) {
            return fault.isEmpty();
        }
        if (!refusal.isEmpty()) {
            fault = refusal;
        }
        if (!fault.isEmpty() && (now - failedAt < RETRY_AFTER_NANOS || !refusal.isEmpty())) {
            dropBegun();
            return false;
        }
        try {
            var folds = foldIsDue || !fault.isEmpty();
            var span = gap.span();
            writeAll(folds, span);
            connection.commit();
            written(folds, span);
            return true;
        } catch (SQLException | DiskFault e) {
            failed(e);
            return false;
        }
    }

    /// Writes everything that waits together with rows of a chore already in the running
    /// transaction.
    void writeWithChore() throws SQLException {
        if (!refusal.isEmpty()) {
            throw new SQLException(refusal);
        }
        var span = gap.span();
        writeAll(true, span);
        connection.commit();
        written(true, span);
    }

    /// Gives up the running transaction of a chore.
    void abandon(Exception why) {
        failed(why);
    }

    private boolean hasWork() {
        return !begun.isEmpty()
                || !settled.isEmpty()
                || !ended.isEmpty()
                || !journal.isEmpty()
                || factRows.isAnythingUrgent()
                || (foldIsDue && (!tallies.isEmpty() || factRows.areSightingsWaiting()))
                || !fault.isEmpty()
                || gap.span() != null;
    }

    private void writeAll(boolean folds, Gap.@Nullable Span span) throws SQLException {
        dictionaries.write();
        callRows.insert(begun);
        callRows.settle(settled);
        callRows.end(ended);
        factRows.writeUrgent();
        if (span != null) {
            factRows.writeGap(span);
        }
        if (folds) {
            factRows.keep(Recovery.OPEN_FROM, "" + openFrom());
            factRows.writeUrgent();
            factRows.writeSightings();
            rollupRows.fold(tallies);
            meters.window().flush();
        } else {
            rollupRows.journal(journal);
        }
    }

    private void written(boolean folded, Gap.@Nullable Span span) {
        committed.addAndGet(begun.size());
        dictionaries.written();
        begun.clear();
        settled.clear();
        ended.clear();
        journal.clear();
        factRows.urgentWritten();
        fault = "";
        if (span != null) {
            gap.written(span);
        }
        if (folded) {
            factRows.sightingsWritten();
            tallies.clear();
            meters.window().flushed();
            foldIsDue = false;
            lastFold = System.nanoTime();
        }
    }

    private void failed(Exception why) {
        fault = why.getMessage() == null ? why.toString() : why.getMessage();
        failedAt = System.nanoTime();
        try {
            LedgerFile.rollback(connection);
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
        callRows.rolledBack();
        dropBegun();
    }

    /// The intents that wait are not durable and never will be: their calls pass uncounted by row.
    private void dropBegun() {
        for (var call : begun) {
            call.inGap = true;
            var settlement = call.settlement;
            gap.enter(
                    call.intent().atMillis(), settlement == null ? 0 : settlement.charge(), fault);
        }
        begun.clear();
        settled.removeIf(call -> call.inGap);
        ended.removeIf(call -> call.inGap);
        // The sums hold everything; the next transaction folds them.
        journal.clear();
        foldIsDue = true;
    }

    private void count(Cell cell, boolean isLearned) {
        var kept = coarsened(cell);
        if (isLearned) {
            meters.learned(kept);
        } else {
            meters.count(kept);
        }
        roll(kept);
    }

    private void roll(Cell cell) {
        tallies.add(cell);
        journal.add(cell);
    }

    /// While the disk refuses for long, seconds become minutes and then hours, so that memory is
    /// bounded. A charge then leaves the window late by less than that.
    private Cell coarsened(Cell cell) {
        var unflushed = meters.window().unflushed();
        if (unflushed < UNFLUSHED_MAX) {
            return cell;
        }
        var step = unflushed < 2 * UNFLUSHED_MAX ? 60 : 3600;
        return cell.at(Math.floorDiv(cell.second(), step) * step + step - 1);
    }

    @Override
    public void close() throws SQLException {
        callRows.close();
        rollupRows.close();
        windowRows.close();
        factRows.close();
        dictionaries.close();
        connection.close();
    }
}
