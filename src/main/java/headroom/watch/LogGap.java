package headroom.watch;

import headroom.history.LogIdentity;
import headroom.watch.LogEntry.State;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A UTC day whose ApiTotalUsage is not in the history, or not the whole of it. Immutable.
///
/// An org that is watched has calls every day, Headroom's own: a day without a file is a gap and
/// not a quiet day. An org may take three days to make a file (REST API guide, "Using Event
/// Monitoring"); the free tier keeps it one day, Event Monitoring thirty.
///
/// @param hours that are missing, such as `3-5, 11`; empty if the whole day is
/// @param mayCome whether there is hope still
public record LogGap(LocalDate day, String hours, boolean mayCome, String words) {
    private static final Duration MADE_WITHIN = Duration.ofDays(3);
    private static final int DAYS_MAX = 400;
    private static final int HOURS = 24;

    /// The gaps of an org, the oldest first.
    ///
    /// @param logs the folder of the org's book
    /// @param history the folder of the history
    public static List<LogGap> read(Path logs, Path history, String org, Instant now)
            throws IOException {
        return of(LogBook.read(logs), HeldLogs.of(history, org), now);
    }

    /// The same of what has been read. From the first day that is there, or the first on which the
    /// org was asked, to yesterday.
    static List<LogGap> of(LogBook book, HeldLogs held, Instant now) {
        var gaps = new ArrayList<LogGap>();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var asked =
                book.since().equals(Instant.EPOCH)
                        ? today
                        : LocalDate.ofInstant(book.since(), ZoneOffset.UTC);
        var first = held.firstDay().filter(day -> day.isBefore(asked)).orElse(asked);
        var from = today.minusDays(DAYS_MAX);
        for (var day = first.isBefore(from) ? from : first;
                day.isBefore(today);
                day = day.plusDays(1)) {
            if (!held.days().contains(day)) {
                of(day, book, held, now).ifPresent(gaps::add);
            }
        }
        return gaps;
    }

    private static Optional<LogGap> of(LocalDate day, LogBook book, HeldLogs held, Instant now) {
        var start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        var entry = book.find(LogIdentity.of(LogOptions.USAGE, start, false, 0));
        var missing = missing(held.hours().getOrDefault(day, Set.of()));
        var mayCome =
                entry.map(it -> it.state() == State.WAITING)
                        .orElse(now.isBefore(start.plus(Duration.ofDays(1)).plus(MADE_WITHIN)));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        var isPart = missing.size() < HOURS;
        var words =
                entry.map(it -> words(it))
                        .orElse(
                                mayCome
                                        ? "no file of the day yet; an org may take three days"
                                        : "no file of the day was seen in time, and none comes"
                                                + " any more");
        return Optional.of(
                new LogGap(
                        day,
                        isPart ? ranges(missing) : "",
                        mayCome,
                        isPart ? words + "; an hour without calls has no file" : words));
    }

    private static String words(LogEntry entry) {
        return switch (entry.state()) {
            case WAITING ->
                    entry.trouble().isEmpty()
                            ? "at the org, not fetched yet"
                            : "at the org, not fetched yet: " + entry.trouble();
            case LOST -> "the org had it and has it no more";
            case REFUSED -> "fetched, but not readable: " + entry.trouble();
            case TAKEN, PASSED -> "fetched, but the history does not have it";
        };
    }

    private static TreeSet<Integer> missing(Set<Integer> hours) {
        var missing = new TreeSet<Integer>();
        for (var hour = 0; hour < HOURS; hour++) {
            if (!hours.contains(hour)) {
                missing.add(hour);
            }
        }
        return missing;
    }

    private static String ranges(TreeSet<Integer> hours) {
        var words = new StringBuilder();
        var begin = -1;
        for (int hour : hours) {
            if (!hours.contains(hour - 1)) {
                begin = hour;
            }
            if (!hours.contains(hour + 1)) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(begin == hour ? "" + hour : begin + "-" + hour);
            }
        }
        return words.toString();
    }
}
