package headroom.cli;

import headroom.ledger.LedgerException;
import headroom.watch.DigestBook;
import headroom.watch.Outbox;
import headroom.watch.WeekTime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Hands the week's letters to the outbox when they are due. One thread. Thread-safe.
final class DigestWatch implements AutoCloseable {
    static final String BOOK_FILE = "digest.json";
    private static final Logger LOG = Logger.getLogger(DigestWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration AGAIN_AFTER_TROUBLE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> BY = List.of("mail");

    private final Digests digests;
    private final WeekTime time;
    private final DigestBook book;
    private final Outbox outbox;
    private final InstantSource wall;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    DigestWatch(
            Digests digests, WeekTime time, DigestBook book, Outbox outbox, InstantSource wall) {
        this.digests = digests;
        this.time = time;
        this.book = book;
        this.outbox = outbox;
        this.wall = wall;
        this.thread = Thread.ofPlatform().daemon().name("digest").unstarted(this::run);
        thread.start();
    }

    private void run() {
        try {
            Duration delay;
            do {
                delay = round(wall.instant());
            } while (!stop.await(delay.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration round(Instant now) {
        try {
            if (book.owes(time, now)) {
                post(now);
            }
            return INTERVAL;
        } catch (IOException | LedgerException e) {
            LOG.warning("weekly digests are not complete yet: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "no weekly digest yet", e);
        }
        return AGAIN_AFTER_TROUBLE;
    }

    private void post(Instant now) throws IOException {
        var written = digests.write(book.due(), now);
        for (var letter : written.letters()) {
            var message = letter.message();
            if (!book.isPosted(message.id())) {
                outbox.post(message, BY);
                book.posted(message.id());
                LOG.info("weekly digest: " + message.subject());
            }
        }
        if (!written.troubles().isEmpty()) {
            throw new IOException(String.join("; ", written.troubles()));
        }
        book.settle();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
