package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.ledger.LedgerException;
import headroom.ledger.LedgerReader;
import headroom.report.Overview;
import headroom.watch.AlertBoard;
import headroom.watch.AlertBook;
import headroom.watch.AlertWords;
import headroom.watch.Alerting;
import headroom.watch.Outbox;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Looks every two seconds whether there is something to tell, and tells it. One thread.
/// Thread-safe.
final class AlertsWatch implements AutoCloseable {
    static final String BOOK_FILE = "alerts.json";
    static final String NOTICES_FILE = "notices.json";
    private static final Logger LOG = Logger.getLogger(AlertsWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<Overview> overview;
    private final AlertFiguresReader figures;
    private final LedgerReader reader;
    private final Alerting alerting;
    private final AlertWords words;
    private final AlertBook book;
    private final AlertBoard board;
    private final Outbox outbox;
    private final Channels channels;
    private final InstantSource wall;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /// @param board where it is pinned what stands
    /// @param page where a message's reader can read on
    AlertsWatch(
            Configuration configuration,
            LedgerReader reader,
            Supplier<Overview> overview,
            AlertBoard board,
            Optional<URI> page,
            InstantSource wall)
            throws IOException {
        this.overview = overview;
        this.board = board;
        this.reader = reader;
        this.figures = new AlertFiguresReader(reader, configuration);
        this.alerting = new Alerting(configuration.alerts().rules());
        this.words = new AlertWords(configuration.zone(), page);
        this.book = AlertBook.open(configuration.data().resolve(BOOK_FILE));
        this.outbox = Outbox.open(configuration.data().resolve(AlertListCommand.OUTBOX_FILE));
        this.channels = new Channels(configuration.alerts(), wall);
        this.wall = wall;
        this.thread = Thread.ofPlatform().daemon().name("alerts").start(this::run);
    }

    private void run() {
        try {
            while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            for (var org : overview.get().orgs()) {
                var decision = alerting.decide(figures.of(org), book.of(org.name()));
                for (var notice : decision.notices()) {
                    var message = words.of(notice);
                    LOG.info(message.subject());
                    outbox.post(message, channels.names());
                    board.keep(notice.rule(), notice.kind(), message, channels.names());
                }
                book.keep(org.name(), decision.state());
            }
            pin();
            outbox.send(channels.all(), wall.instant());
            pin();
        } catch (IOException | LedgerException e) {
            LOG.warning("alerts could not be looked after: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "alerts could not be looked after", e);
        }
    }

    /// Before what is sent, too: a channel may let one wait.
    private void pin() {
        board.pin(wall.instant(), channels.names(), book.all(), outbox.waiting());
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channels.close();
        reader.close();
    }
}
