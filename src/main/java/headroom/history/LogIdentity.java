package headroom.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which file of an org a log is: the type, the day or hour it covers, and its number within. A
/// file that the org makes anew has the same identity as the one it replaces. Immutable.
///
/// @param date `2026-11-18` for a daily file, `2026-11-18T05` for an hourly one
/// @param sequence 0 for a daily file, from 1 on within an hour
public record LogIdentity(String type, String date, int sequence) {
    private static final Pattern TYPE_FIRST =
            Pattern.compile(
                    "([A-Za-z0-9]+)[-_](\\d{4}-\\d{2}-\\d{2}(?:T\\d{2})?)(?:-(\\d{1,4}))?"
                            + "\\.csv(?:\\.gz)?");
    private static final Pattern DATE_FIRST =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2}(?:T\\d{2})?)(?:-(\\d{1,4}))?[-_]([A-Za-z0-9]+)"
                            + "\\.csv(?:\\.gz)?");

    /// Reads a file name such as `ApiTotalUsage-2026-11-18.csv`, `2026-11-18_ApiTotalUsage.csv` or
    /// `ApiTotalUsage-2026-11-18T05-1.csv`. Any other name says nothing: such a file is only added
    /// to what is there.
    static Optional<LogIdentity> ofName(String name) {
        var typeFirst = TYPE_FIRST.matcher(name);
        if (typeFirst.matches()) {
            return of(typeFirst.group(1), typeFirst.group(2), typeFirst.group(3));
        }
        var dateFirst = DATE_FIRST.matcher(name);
        return dateFirst.matches()
                ? of(dateFirst.group(3), dateFirst.group(1), dateFirst.group(2))
                : Optional.empty();
    }

    /// A daily file has no number, an hourly one must have one.
    private static Optional<LogIdentity> of(String type, String date, String sequence) {
        var isHourly = date.indexOf('T') > 0;
        if (isHourly != (sequence != null)) {
            return Optional.empty();
        }
        return Optional.of(new LogIdentity(type, date, isHourly ? Integer.parseInt(sequence) : 0));
    }

    /// The file of the UTC day or hour that begins then.
    public static LogIdentity of(String type, Instant start, boolean isHourly, int sequence) {
        var text = start.toString();
        return isHourly
                ? new LogIdentity(type, text.substring(0, 13), sequence)
                : new LogIdentity(type, text.substring(0, 10), 0);
    }

    /// Reads what `toString` wrote.
    public static LogIdentity parse(String text) {
        var first = text.indexOf(' ');
        var last = text.lastIndexOf(' ');
        return new LogIdentity(
                text.substring(0, first),
                text.substring(first + 1, last),
                Integer.parseInt(text.substring(last + 1)));
    }

    public boolean isHourly() {
        return date.indexOf('T') > 0;
    }

    /// The UTC day it covers, or a part of.
    public LocalDate day() {
        return LocalDate.parse(date.substring(0, 10));
    }

    public Instant start() {
        var midnight = day().atStartOfDay(ZoneOffset.UTC).toInstant();
        return isHourly()
                ? midnight.plus(Duration.ofHours(Integer.parseInt(date.substring(11, 13))))
                : midnight;
    }

    public Instant end() {
        return start().plus(isHourly() ? Duration.ofHours(1) : Duration.ofDays(1));
    }

    /// A name that says it all again.
    public String fileName() {
        return type + "-" + date + (isHourly() ? "-" + sequence : "") + ".csv";
    }

    @Override
    public String toString() {
        return type + " " + date + " " + sequence;
    }
}
