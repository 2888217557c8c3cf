package headroom.history;

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

    @Override
    public String toString() {
        return type + " " + date + " " + sequence;
    }
}
