package headroom.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The thread beside the writer: it checkpoints, and it answers in the writer's stead when the disk
/// hangs.
///
/// A checkpoint moves what the write-ahead log holds into the file. The bulk is moved while the
/// writer writes on; for the rest and for the log's truncation the keeper takes the writer's turn
/// for a moment, because a log that is never wholly moved grows for ever. A reader that holds an
/// old view stops the truncation; up to a limit the log then grows, beyond it the ledger stops
/// writing (see [Gap]) until the reader lets go.
final class Keeper implements Runnable {
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
    private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();
    private static final long ROOM_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long RETAIN_EVERY_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long CHECKPOINT_AT_BYTES = 16L << 20;

    private final LedgerOptions options;
    private final Connection connection;
    private final Writer writer;
    private final EntryQueue queue;
    private final Books books;
    private final Runnable retention;
    private final Path wal;
    private volatile boolean isClosing;
    private volatile boolean isStuck;
    private volatile long walBytes;
    private volatile long heldSince;
    private long triedAtBytes;
    private long madeRoomAt = System.nanoTime();
    private long retainedAt = System.nanoTime();

    Keeper(
            LedgerOptions options,
            Connection connection,
            Writer writer,
            EntryQueue queue,
            Books books,
            Runnable retention) {
        this.retention = retention;
        this.options = options;
        this.connection = connection;
        this.writer = writer;
        this.queue = queue;
        this.books = books;
        this.wal = LedgerFile.wal(options.file());
    }

    @Override
    public void run() {
        while (!isClosing) {
            LockSupport.parkNanos(this, TICK_NANOS);
            watch();
            if (System.nanoTime() - retainedAt > RETAIN_EVERY_NANOS) {
                retainedAt = System.nanoTime();
                retention.run();
            }
            try {
                keepLogShort();
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.WARNING, "a checkpoint failed: " + e.getMessage());
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "the write-ahead log cannot be read", e);
            }
        }
    }

    void close() {
        isClosing = true;
    }

    /// Whether a commit has been hanging for longer than calls wait.
    boolean isStuck() {
        return isStuck;
    }

    long walBytes() {
        return walBytes;
    }

    /// For how long a reader has kept the log from being truncated.
    Duration walHeld() {
        var since = heldSince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    private void watch() {
        var hangs = writer.hasEnded() || writer.busyNanos() > options.patience().toNanos();
        if (hangs) {
            for (var entry = writer.atWork(); entry != null; entry = entry.next) {
                answerGap(entry);
            }
            queue.forEachWaiting(Keeper::answerGap);
        }
        isStuck = hangs;
    }

    private static void answerGap(Entry entry) {
        if (entry.reply != null && !(entry instanceof Entry.Flush)) {
            Replies.send(entry.reply, Booking.GAP);
        }
    }

    private void keepLogShort() throws SQLException, IOException {
        walBytes = Files.exists(wal) ? Files.size(wal) : 0;
        if (walBytes < Math.min(CHECKPOINT_AT_BYTES, options.walBytesMax() / 4)) {
            released();
            makeRoom();
            return;
        }
        if (walBytes < triedAtBytes) {
            return;
        }
        if (checkpoint()) {
            triedAtBytes = 0;
            released();
        } else {
            // Again when it has grown by a quarter: each try reads the whole log.
            triedAtBytes = Math.min(walBytes + walBytes / 4, options.walBytesMax());
            heldSince = heldSince == 0 ? System.nanoTime() : heldSince;
        }
        if (walBytes >= options.walBytesMax() && heldSince != 0) {
            triedAtBytes = 0;
            books.refuse(
                    "the write-ahead log has reached "
                            + walBytes
                            + " bytes because another program keeps reading an old view of it;"
                            + " end that program");
        }
    }

    /// On a full disk the log may be what takes the room: it is moved into the file however short
    /// it is.
    private void makeRoom() throws SQLException {
        var isDue = System.nanoTime() - madeRoomAt > ROOM_EVERY_NANOS;
        if (walBytes > 0 && isDue && books.fault().contains("SQLITE_FULL")) {
            madeRoomAt = System.nanoTime();
            checkpoint();
        }
    }

    private void released() {
        heldSince = 0;
        books.refuse("");
    }

    private boolean checkpoint() throws SQLException {
        run("passive");
        writer.turn().lock();
        try {
            return run("truncate");
        } finally {
            writer.turn().unlock();
        }
    }

    private boolean run(String mode) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("pragma wal_checkpoint(" + mode + ")")) {
            return rows.next() && rows.getInt(1) == 0;
        }
    }
}
