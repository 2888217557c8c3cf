package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.ledger.LedgerException;
import headroom.ledger.LedgerReader;
import headroom.report.OrgForecast;
import headroom.report.OrgOverview;
import headroom.report.Overview;
import headroom.watch.AlertBoard;
import headroom.watch.AlertBook;
import headroom.watch.AlertWords;
import headroom.watch.AlertWords.Detail;
import headroom.watch.Alerting;
import headroom.watch.Alerting.Notice;
import headroom.watch.Message;
import headroom.watch.Outbox;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Looks every second whether there is something to tell, and hands it to the outbox. One thread.
/// Thread-safe.
final class AlertsWatch implements AutoCloseable {
    static final String BOOK_FILE = "alerts.json";
    static final String NOTICES_FILE = "notices.json";
    private static final Logger LOG = Logger.getLogger(AlertsWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Source source;
    private final AlertFiguresReader figures;
    private final Alerting alerting;
    private final AlertWords words;
    private final AlertBook book;
    private final Desk desk;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /// How the orgs stand.
    ///
    /// @param forecast the latest of an org
    record Source(Supplier<Overview> overview, Function<String, Optional<OrgForecast>> forecast) {}

    /// Where what is decided goes.
    ///
    /// @param board where it is pinned what stands
    /// @param channels by which each message goes
    record Desk(Outbox outbox, AlertBoard board, List<String> channels, InstantSource wall) {
        void tell(Notice notice, Message message) {
            LOG.info(message.subject());
            outbox.post(message, channels);
            board.keep(notice.rule(), notice.kind(), message, channels);
        }

        void pin(AlertBook book) {
            var waiting = outbox.waiting().stream().map(Desk::withoutSecrets).toList();
            board.pin(wall.instant(), channels, book.all(), waiting);
        }

        private static Outbox.Letter withoutSecrets(Outbox.Letter letter) {
            return new Outbox.Letter(
                    letter.message(),
                    letter.channel(),
                    letter.tries(),
                    letter.nextAt(),
                    Redacted.of(letter.trouble()),
                    letter.givenUp());
        }
    }

    /// @param page where a message's reader can read on
    AlertsWatch(
            Configuration configuration,
            LedgerReader reader,
            Source source,
            Desk desk,
            Optional<URI> page)
            throws IOException {
        this.source = source;
        this.figures = new AlertFiguresReader(reader, configuration);
        this.alerting = new Alerting(configuration.alerts().rules());
        this.words = new AlertWords(configuration.zone(), page);
        this.book = AlertBook.open(configuration.data().resolve(BOOK_FILE));
        this.desk = desk;
        this.thread = Thread.ofPlatform().daemon().name("alerts").unstarted(this::run);
        thread.start();
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

    private void round() {
        for (var org : source.overview().get().orgs()) {
            try {
                look(org);
            } catch (LedgerException e) {
                LOG.warning("alerts could not be looked after: " + e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "alerts could not be looked after", e);
            }
        }
        save();
        desk.pin(book);
    }

    /// What was told is on disk only after its letters are: a killed process tells it twice rather
    /// than never.
    private void save() {
        if (desk.outbox().save()) {
            book.save();
        }
    }

    private void look(OrgOverview org) {
        var forecast = source.forecast().apply(org.name()).flatMap(OrgForecast::forecast);
        var decision = alerting.decide(figures.of(org, forecast), book.of(org.name()));
        var messages =
                decision.notices().stream()
                        .map(notice -> words.of(notice, detail(org, notice)))
                        .toList();
        for (var at = 0; at < messages.size(); at++) {
            desk.tell(decision.notices().get(at), messages.get(at));
        }
        book.keep(org.name(), decision.state());
    }

    /// An alert without its detail is better than none.
    private Detail detail(OrgOverview org, Notice notice) {
        try {
            return AlertWords.spokenOf(notice)
                    .map(who -> figures.detail(org, who))
                    .orElse(Detail.NONE);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "an alert is told without its detail", e);
            return Detail.NONE;
        }
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
