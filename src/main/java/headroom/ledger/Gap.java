package headroom.ledger;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The rule for when the books fail, in one place: **pass, count in memory, mark the gap.**
///
/// A call falls into the gap when its intent cannot be committed (the disk is full, fails or is
/// locked, the file is read-only or at its limit), cannot be queued (the writer is behind by the
/// whole queue), or is not committed in time (the disk hangs). It passes all the same. Its charge
/// counts in the window, in the rollups and in usage as soon as the writer runs; when the disk
/// takes writes again, the sums and one gap row (from, to, calls, charges, cause) are written. Only
/// the single call's row is never there.
///
/// Calls settle here from any thread; the writer collects.
final class Gap {
    private static final int CELLS_MAX = 50_000;

    /// Guards everything below.
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Slot, Counts> waiting = new HashMap<>();
    private long began;
    private long lastAt;
    private long calls;
    private long charges;
    private @Nullable String cause;
    private long callsEver;

    private record Slot(long second, int org, int integration, int user, int kind) {}

    private static final class Counts {
        int calls;
        int charges;
        int errors;
    }

    /// What is known of the gap now open.
    record Span(long began, long ended, long calls, long charges, String cause) {}

    /// A call falls into the gap, with the charges already counted for it.
    void enter(long atMillis, int itsCharges, String why) {
        lock.lock();
        try {
            if (calls == 0) {
                began = atMillis;
            }
            began = Math.min(began, atMillis);
            lastAt = Math.max(lastAt, atMillis);
            cause = cause == null ? why : cause;
            calls++;
            callsEver++;
            charges += itsCharges;
        } finally {
            lock.unlock();
        }
    }

    /// A call in the gap settles.
    void settle(OpenCall call, Settlement settlement) {
        var intent = call.intent();
        lock.lock();
        try {
            var slot =
                    new Slot(
                            intent.second(),
                            intent.org(),
                            intent.integration(),
                            intent.user(),
                            intent.kind());
            if (waiting.size() >= CELLS_MAX && !waiting.containsKey(slot)) {
                // Coarser, and late by less than an hour: charges err towards staying too long.
                var hourEnd = Math.floorDiv(intent.second(), 3600) * 3600 + 3599;
                slot = new Slot(hourEnd, intent.org(), intent.integration(), 0, 0);
            }
            var counts = waiting.computeIfAbsent(slot, _ -> new Counts());
            counts.calls++;
            counts.charges += settlement.charge();
            counts.errors += settlement.isError() ? 1 : 0;
            charges += settlement.charge();
            if (cause == null) {
                // Its gap is written already: what settles later makes a row of charges without
                // calls.
                cause = "calls of an earlier gap settled";
                began = intent.atMillis();
                lastAt = intent.atMillis();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Hands what settled in the gap to the writer.
    void collect(Consumer<Cell> cells) {
        lock.lock();
        try {
            waiting.forEach((slot, counts) ->
                    cells.accept(
                            new Cell(
                                    slot.second(),
                                    slot.org(),
                                    slot.integration(),
                                    slot.user(),
                                    slot.kind(),
                                    Source.METERED.code,
                                    counts.calls,
                                    counts.charges,
                                    counts.errors,
                                    0,
                                    0)));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    /// The open gap, or null if there is none.
    @Nullable Span span() {
        lock.lock();
        try {
            var why = cause;
            return why == null ? null : new Span(began, lastAt, calls, charges, why);
        } finally {
            lock.unlock();
        }
    }

    /// The span is written; what came since remains.
    void written(Span span) {
        lock.lock();
        try {
            calls -= span.calls();
            charges -= span.charges();
            if (calls == 0 && charges == 0) {
                cause = null;
                lastAt = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    long callsEver() {
        lock.lock();
        try {
            return callsEver;
        } finally {
            lock.unlock();
        }
    }
}
