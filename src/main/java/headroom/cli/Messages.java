package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.ledger.LedgerReader;
import headroom.watch.AlertBoard;
import headroom.watch.DigestBook;
import headroom.watch.Outbox;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// All that a running Headroom tells people, and the ways it takes: opened and closed together.
/// Thread-safe.
final class Messages implements AutoCloseable {
    private final Parts parts = new Parts();

    /// @param reader closed with this
    /// @param board where it is pinned what stands
    /// @param page where a message's reader can read on
    Messages(
            Configuration configuration,
            LedgerReader reader,
            AlertsWatch.Source source,
            AlertBoard board,
            URI page,
            InstantSource wall)
            throws IOException {
        try {
            start(configuration, reader, source, board, page, wall);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private void start(
            Configuration configuration,
            LedgerReader reader,
            AlertsWatch.Source source,
            AlertBoard board,
            URI page,
            InstantSource wall)
            throws IOException {
        parts.add(reader, LedgerReader::close);
        var outbox = Outbox.open(configuration.data().resolve(AlertListCommand.OUTBOX_FILE));
        var channels = parts.add(new Channels(configuration.alerts(), wall), Channels::close);
        parts.add(new Postman(outbox, channels.all(), wall), Postman::close);
        var digest = configuration.alerts().digest();
        if (digest.isPresent()) {
            var file = configuration.data().resolve(DigestWatch.BOOK_FILE);
            var book = DigestBook.open(file, digest.get(), wall.instant());
            var digests = new Digests(configuration, Optional.of(page));
            parts.add(
                    new DigestWatch(digests, digest.get(), book, outbox, wall), DigestWatch::close);
        }
        var desk = new AlertsWatch.Desk(outbox, board, channels.names(), wall);
        parts.add(
                new AlertsWatch(configuration, reader, source, desk, Optional.of(page)),
                AlertsWatch::close);
    }

    @Override
    public void close() {
        parts.close();
    }
}
