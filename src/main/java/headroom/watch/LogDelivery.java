package headroom.watch;

import headroom.history.History.Brought;
import headroom.history.LogSource;
import headroom.watch.LogEntry.State;
import headroom.watch.LogRound.Outcome;
import headroom.watch.LogRound.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Logger;

/// Carries the files of one round from the org to disk and from there into the history, and notes
/// in the book what became of each. One-owner.
final class LogDelivery {
    private static final Logger LOG = Logger.getLogger(LogDelivery.class.getName());

    private final LogRound round;
    private final LogBook book;
    private final Consumer<Progress> progress;
    private final int files;
    private final List<String> troubles;
    private int fetched;
    private int brought;
    private long rows;

    /// @param troubles of the round so far, to be added to
    LogDelivery(
            LogRound round,
            LogBook book,
            Consumer<Progress> progress,
            int files,
            List<String> troubles) {
        this.round = round;
        this.book = book;
        this.progress = progress;
        this.files = files;
        this.troubles = troubles;
        tell();
    }

    private void tell() {
        progress.accept(new Progress(files, fetched, brought, rows));
    }

    /// Gets a file to disk; what a round before has got is not asked for again.
    boolean fetch(LogFile file) throws IOException, InterruptedException {
        var to = place(file);
        if (Files.exists(to)) {
            fetched++;
            return true;
        }
        var now = round.clock.instant();
        if (round.isStopped()) {
            return false;
        }
        if (book.spent(now) >= round.options.callsMax()) {
            putOff(file);
            return false;
        }
        var before = round.door.sent();
        try {
            LogFetch.fetch(round.door, file, to, round::isStopped);
            fetched++;
            tell();
            return true;
        } catch (IOException e) {
            failed(file, e);
            return false;
        } finally {
            book.spend(round.door.sent() - before, now);
        }
    }

    /// Told once of all files of a round, and in the book of each.
    private void putOff(LogFile file) {
        var why = "the " + round.options.callsMax() + " calls a day for event logs are spent";
        var now = round.clock.instant();
        var entry = book.find(file.identity()).orElse(LogEntry.listed(file, now));
        if (!entry.trouble().equals(why)) {
            book.put(entry.become(State.WAITING, why, now));
            if (!troubles.contains(why)) {
                troubles.add(why);
            }
        }
    }

    private void failed(LogFile file, IOException e) {
        if (round.isStopped()) {
            return;
        }
        var isGone = e instanceof CallRefused refused && refused.answer().status() == 404;
        var why = isGone ? "the org has it no more" : Refusals.ofNetwork(e);
        var now = round.clock.instant();
        var entry = book.find(file.identity()).orElse(LogEntry.listed(file, now));
        if (!entry.trouble().equals(why)) {
            troubles.add(file.identity().fileName() + ": " + why);
        }
        book.put(isGone ? entry.become(State.LOST, why, now) : entry.failed(why, now));
    }

    /// Brings what is on disk; false if the history is somebody else's, and the files stay for the
    /// next round.
    boolean bring(List<LogFile> batch) throws IOException, InterruptedException {
        if (batch.isEmpty()) {
            return true;
        }
        var sources =
                batch.stream()
                        .map(file ->
                                new LogSource(
                                        place(file),
                                        file.identity().fileName(),
                                        Optional.of(file.identity())))
                        .toList();
        var reception = new Receiving(batch);
        var isDone = round.store.bring(round.org, sources, reception);
        if (!isDone) {
            troubles.add("an import has the history; what was fetched waits for its end");
        }
        // Booked files leave the disk only now: until here a killed round is done again. What
        // failed here stays: the org may have it no more when it is tried again.
        for (var file : isDone ? batch : List.<LogFile>of()) {
            if (!reception.failed.contains(file)) {
                Files.deleteIfExists(place(file));
            }
        }
        book.write(round.clock.instant());
        return isDone;
    }

    private final class Receiving implements LogStore.Reception {
        private final List<LogFile> batch;
        private final List<LogFile> failed = new ArrayList<>();
        private int next;

        Receiving(List<LogFile> batch) {
            this.batch = batch;
        }

        @Override
        public void brought(LogSource source, Brought said) {
            brought++;
            rows += said.rows();
            book.put(entry().taken(said.rows(), round.clock.instant()));
            if (said.damaged() > 0) {
                troubles.add(
                        source.name()
                                + ": "
                                + said.damaged()
                                + " lines are damaged and kept in "
                                + said.aside().map(Path::toString).orElse("?"));
            }
            tell();
        }

        @Override
        public void refused(LogSource source, String why) {
            var aside = round.folder.resolve(source.name() + ".refused");
            try {
                Files.move(source.file(), aside, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                LOG.warning(aside + " cannot be written: " + e.getMessage());
            }
            troubles.add(source.name() + ": " + why + "; it is kept as " + aside);
            book.put(entry().become(State.REFUSED, why, round.clock.instant()));
        }

        @Override
        public void failed(LogSource source, String why) {
            failed.add(batch.get(next));
            var entry = entry();
            if (!entry.trouble().equals(why)) {
                troubles.add(source.name() + ": " + why + "; it is tried again");
            }
            book.put(entry.waits().failed(why, round.clock.instant()));
        }

        private LogEntry entry() {
            var file = batch.get(next++);
            return book.find(file.identity()).orElse(LogEntry.listed(file, round.clock.instant()));
        }
    }

    /// Brings what was read of `ApiTotalUsageEventLog` from then on; false if it is to be read
    /// again.
    boolean bringObject(Path file, Instant from) throws IOException, InterruptedException {
        var failed = new AtomicBoolean();
        var source = new LogSource(file, UsageEvents.OBJECT + " from " + from, Optional.empty());
        var isDone =
                round.store.bring(
                        round.org,
                        List.of(source),
                        new LogStore.Reception() {
                            @Override
                            public void brought(LogSource it, Brought said) {
                                rows += said.rows();
                            }

                            @Override
                            public void refused(LogSource it, String why) {
                                troubles.add(it.name() + ": " + why);
                            }

                            @Override
                            public void failed(LogSource it, String why) {
                                failed.set(true);
                                round.first(UsageEvents.OBJECT + ": " + why, troubles);
                            }
                        });
        return isDone && !failed.get();
    }

    Outcome outcome() {
        return new Outcome(files, brought, rows, troubles);
    }

    private Path place(LogFile file) {
        return round.folder.resolve(file.id() + ".csv");
    }
}
