package headroom.watch;

import headroom.history.Callers;
import headroom.history.History;
import headroom.history.HistoryException;
import headroom.history.HistoryReader;
import headroom.history.LogSource;
import headroom.history.NotALog;
import headroom.ledger.Ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The turns at the history of a process that also writes the ledger: it opens the history to bring
/// files, sum up and book, and lets go of it, so that an import in another process has its turn.
/// Blocking. Thread-safe.
public final class HistoryTurns implements LogStore {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Callers callers;
    private final Semaphore turn = new Semaphore(1);
    private volatile String booked = "";

    /// @param clock the org's
    public HistoryTurns(Path folder, Ledger ledger, InstantSource clock, Callers callers) {
        this.folder = folder;
        this.ledger = ledger;
        this.clock = clock;
        this.callers = callers;
    }

    @FunctionalInterface
    private interface Work {
        void at(History history) throws IOException;
    }

    @Override
    public boolean bring(String org, List<LogSource> sources, Reception reception)
            throws IOException, InterruptedException {
        return open(
                PATIENCE,
                history -> {
                    for (var source : sources) {
                        bring(history, org, source, reception);
                    }
                    book(history);
                });
    }

    private void bring(History history, String org, LogSource source, Reception reception)
            throws IOException {
        try {
            reception.brought(source, history.bring(source, _ -> org, callers));
        } catch (NotALog e) {
            reception.refused(source, String.valueOf(e.getMessage()));
        } catch (HistoryException.Busy e) {
            throw e;
        } catch (IOException | HistoryException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            reception.failed(source, String.valueOf(e.getMessage()));
        }
    }

    /// Books days that an import beside this process has changed; cheap while there are none.
    public void bookWhatOthersBrought() throws IOException, InterruptedException {
        var state = state();
        if (state.equals(booked)) {
            return;
        }
        try (var reader = HistoryReader.open(folder)) {
            if (!reader.hasUnbooked()) {
                booked = state;
                return;
            }
        }
        // While that import still runs there is no turn; its days are booked when it has ended.
        open(Duration.ZERO, this::book);
    }

    private void book(History history) throws IOException {
        try (var reader = ledger.reader()) {
            history.roll(reader);
        }
        history.book(ledger);
    }

    private boolean open(Duration patience, Work work) throws IOException, InterruptedException {
        if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try (var history = History.open(folder, clock, patience, () -> {})) {
            work.at(history);
            return true;
        } catch (HistoryException.Busy _) {
            return false;
        } finally {
            turn.release();
        }
    }

    /// Changes with everything that is written into the catalogue.
    private String state() throws IOException {
        if (!HistoryReader.exists(folder)) {
            return "";
        }
        return stamp(HistoryReader.catalog(folder)) + stamp(HistoryReader.catalogLog(folder));
    }

    private static String stamp(Path file) throws IOException {
        return Files.exists(file)
                ? Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis() + ";"
                : "-;";
    }
}
