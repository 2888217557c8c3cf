package headroom.watch;

import headroom.history.LogIdentity;
import headroom.watch.LogEntry.State;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Fetches the event logs of one org that are not in the history yet and brings them there: asks
/// which files there are, gets them to disk, brings them, and notes what became of each. What a
/// killed process leaves is taken up by the next round. One process a folder. Blocking, for a
/// virtual thread. One-owner, but for [#stop].
public final class LogRound {
    /// So much is fetched before it is brought: what is brought leaves the disk.
    private static final int FILES_AT_ONCE = 24;

    private static final long BYTES_AT_ONCE = 4L << 30;

    /// The whole list once a day; in between only what was made since, and a little before.
    private static final Duration WHOLE_EVERY = Duration.ofHours(23);

    private static final Duration OVERLAP = Duration.ofHours(3);

    /// How long after a call the object is taken to know it.
    private static final Duration OBJECT_SETTLED = Duration.ofMinutes(5);

    private static final long OBJECT_PAGES_MAX = 25;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    final String org;
    final Path folder;
    final OrgDoor door;
    final LogStore store;
    final LogOptions options;
    final InstantSource clock;
    private final UsageEvents events;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /// @param folder of this org's book and of files on their way
    public LogRound(
            String org,
            Path folder,
            OrgDoor door,
            LogStore store,
            LogOptions options,
            InstantSource clock) {
        this.org = org;
        this.folder = folder;
        this.door = door;
        this.store = store;
        this.options = options;
        this.clock = clock;
        this.events = new UsageEvents(door);
    }

    /// How far a round is.
    ///
    /// @param files that were due when it began
    /// @param rows read from those that are in the history now
    public record Progress(int files, int fetched, int brought, long rows) {}

    /// What a round did.
    ///
    /// @param troubles what went wrong, in words, for the first time in these words
    public record Outcome(int files, int brought, long rows, List<String> troubles) {}

    /// Which files a round is about.
    ///
    /// @param named whether somebody has named them: then neither a daily file nor an earlier
    ///   failure stands against them
    /// @param anew whether files that are in the history are fetched again
    public record Choice(Predicate<LogFile> of, boolean named, boolean anew) {
        public static final Choice ALL = new Choice(_ -> true, false, false);

        private boolean takes(LogEntry entry, Instant now) {
            return of.test(entry.file())
                    && switch (entry.state()) {
                        case WAITING -> named || entry.isDue(now);
                        case PASSED -> named;
                        case TAKEN -> anew;
                        case LOST, REFUSED -> named && anew;
                    };
        }
    }

    /// One round over everything that is missing.
    ///
    /// @throws CallRefused if the org does not tell which files there are
    public Outcome run(Consumer<Progress> progress) throws IOException, InterruptedException {
        return run(Choice.ALL, Duration.ZERO, progress);
    }

    /// One round.
    ///
    /// @param patience how long to wait for another process that is at it
    /// @throws CallRefused if the org does not tell which files there are
    public Outcome run(Choice choice, Duration patience, Consumer<Progress> progress)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (var channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            var end = System.nanoTime() + patience.toNanos();
            while (!isOurs(channel)) {
                if (System.nanoTime() >= end) {
                    throw new IOException(
                            "another Headroom is fetching the event logs of " + org + " just now");
                }
                Thread.sleep(LOOK_AGAIN);
            }
            var book = LogBook.read(folder);
            try {
                return run(book, choice, progress);
            } finally {
                book.write(clock.instant());
            }
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// Ends a round soon: a file under way is broken off.
    public void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    private Outcome run(LogBook book, Choice choice, Consumer<Progress> progress)
            throws IOException, InterruptedException {
        var troubles = new ArrayList<String>();
        if (book.spent(clock.instant()) < options.callsMax()) {
            list(book, trouble -> first(trouble, troubles));
        }
        var due = new ArrayList<>(due(book, choice));
        var files = due.size();
        var work = new LogDelivery(this, book, progress, files, troubles);
        while (!due.isEmpty() && !stopped) {
            var fetched = new ArrayList<LogFile>();
            var bytes = 0L;
            // The newest file alone at first: it touches the window, and people wait for it.
            var most = due.size() == files ? 1 : FILES_AT_ONCE;
            while (!due.isEmpty() && fetched.size() < most && bytes < BYTES_AT_ONCE) {
                var file = due.removeFirst();
                if (work.fetch(file)) {
                    fetched.add(file);
                    bytes += file.bytes();
                }
            }
            if (!work.bring(fetched)) {
                break;
            }
        }
        if (options.object() && choice.equals(Choice.ALL) && !stopped) {
            readObject(book, work, troubles);
        }
        return work.outcome();
    }

    /// Half the budget is the files': they tell everything, the object only tells it sooner.
    private void readObject(LogBook book, LogDelivery work, List<String> troubles)
            throws IOException, InterruptedException {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var isRefused = !book.objectTrouble().isEmpty();
        var pages = Math.min(OBJECT_PAGES_MAX, options.callsMax() / 2 - book.spent(now));
        if (pages < 1 || (isRefused && now.isBefore(book.objectUntil().plus(WHOLE_EVERY)))) {
            return;
        }
        var to = now.minus(OBJECT_SETTLED);
        var oldest = to.minus(WHOLE_EVERY);
        var from = book.objectUntil().isBefore(oldest) ? oldest : book.objectUntil();
        if (!from.isBefore(to)) {
            return;
        }
        var file = folder.resolve("object.csv");
        var before = door.sent();
        try {
            var reading = events.read(from, to, (int) pages, file);
            if (reading.rows() == 0 || work.bringObject(file, from)) {
                book.readObject(reading.until(), "");
            }
        } catch (CallRefused e) {
            if (isDenied(e.answer())) {
                book.readObject(now, String.valueOf(e.getMessage()));
            } else {
                first(String.valueOf(e.getMessage()), troubles);
            }
        } finally {
            book.spend(door.sent() - before, now);
            Files.deleteIfExists(file);
        }
    }

    /// Whether the user may not see the object, or there is none: that lasts. Anything else, a busy
    /// org or one that has spent its calls, passes, and what is unread is read then.
    private static boolean isDenied(OrgAnswer answer) {
        return answer.code().equals("INVALID_TYPE")
                || answer.code().equals("INVALID_FIELD")
                || (answer.status() == 403 && !answer.code().equals("REQUEST_LIMIT_EXCEEDED"));
    }

    /// What is so every hour is told once.
    void first(String trouble, List<String> troubles) {
        if (told.add(trouble)) {
            troubles.add(trouble);
        }
    }

    private void list(LogBook book, Consumer<String> trouble)
            throws IOException, InterruptedException {
        var now = clock.instant();
        var isWhole = !now.isBefore(book.listedWholeAt().plus(WHOLE_EVERY));
        var before = door.sent();
        try {
            var listed =
                    LogList.of(
                            door,
                            options.types(),
                            isWhole ? Optional.empty() : Optional.of(book.newest().minus(OVERLAP)),
                            trouble);
            book.learn(listed, isWhole, now);
        } finally {
            book.spend(door.sent() - before, now);
        }
    }

    /// The newest first: they touch the window. An hourly file is passed over where the daily one
    /// is in the history, and waits while that one waits.
    private List<LogFile> due(LogBook book, Choice choice) {
        var now = clock.instant();
        var due = new ArrayList<LogFile>();
        for (var entry : book.entries()) {
            var identity = entry.file().identity();
            if (!choice.takes(entry, now) || (identity.isHourly() && !options.hourly())) {
                continue;
            }
            var daily = identity.isHourly() && !choice.named() ? daily(book, identity) : State.LOST;
            switch (daily) {
                case TAKEN -> book.put(entry.become(State.PASSED, "", now));
                case WAITING -> {
                    // The daily file comes first, or is lost: then the hours are fetched.
                }
                case PASSED, LOST, REFUSED -> due.add(entry.file());
            }
        }
        due.sort(Comparator.comparing((LogFile it) -> it.identity().start()).reversed());
        return due;
    }

    /// What has become of the file of the whole day; lost if the org has made none.
    private static State daily(LogBook book, LogIdentity hourly) {
        var daily =
                LogIdentity.of(hourly.type(), Instant.parse(hourly.day() + "T00:00:00Z"), false, 0);
        return book.find(daily).map(LogEntry::state).orElse(State.LOST);
    }
}
