package headroom.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// A range of time as people write it, on the command line and in a page's address. Immutable.
///
/// @param from such as `2026-11-12` or `2026-11-12T08:00Z`; may be empty
/// @param to before then; empty for now
/// @param last so many UTC days or hours, `7d` or `12h`; empty for seven days, unless from is said
public record RangeText(String from, String to, String last) {
    private static final String USUAL = "7d";

    /// What it means at a moment.
    ///
    /// @throws DateTimeException if it means nothing
    public ReportRange read(Instant now) {
        if (!from.isEmpty() && !last.isEmpty()) {
            throw new DateTimeException("'from' and 'last' exclude each other");
        }
        if (from.isEmpty() && !to.isEmpty()) {
            throw new DateTimeException("'to' without 'from'");
        }
        try {
            if (from.isEmpty()) {
                return last(now);
            }
            var begin = time(from);
            if (begin.isAfter(now)) {
                throw new DateTimeException("'" + from + "' lies in the future");
            }
            return ReportRange.of(begin, to.isEmpty() ? now : time(to));
        } catch (IllegalArgumentException e) {
            throw new DateTimeException(String.valueOf(e.getMessage()), e);
        }
    }

    private ReportRange last(Instant now) {
        var said = last.isEmpty() ? USUAL : last.toLowerCase(Locale.ROOT);
        if (!said.matches("[1-9]\\d{0,3}[dh]")) {
            throw new DateTimeException("'" + said + "' is no number of days or hours");
        }
        var count = Integer.parseInt(said.substring(0, said.length() - 1));
        return said.endsWith("d")
                ? ReportRange.lastDays(now, count)
                : ReportRange.lastHours(now, count);
    }

    private static Instant time(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new DateTimeException(
                    "'"
                            + text
                            + "' is no day such as 2026-11-12 nor a time such as"
                            + " 2026-11-12T08:00Z",
                    e);
        }
    }
}
