package headroom.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Whole UTC hours from one to before another. Immutable.
///
/// @param fromHour since 1970
public record ReportRange(long fromHour, long toHour) {
    private static final long HOUR_SECONDS = 3600;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    public ReportRange {
        if (toHour <= fromHour) {
            throw new IllegalArgumentException("a range that ends before it begins");
        }
    }

    /// Widened to whole hours.
    public static ReportRange of(Instant from, Instant to) {
        return new ReportRange(
                Math.floorDiv(from.getEpochSecond(), HOUR_SECONDS),
                Math.ceilDiv(to.getEpochSecond(), HOUR_SECONDS));
    }

    /// So many UTC days, the last being that of `now`.
    public static ReportRange lastDays(Instant now, int days) {
        var end = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        return new ReportRange(end.minusDays(days).toEpochDay() * 24, end.toEpochDay() * 24);
    }

    /// So many whole hours, the last being that of `now`.
    static ReportRange lastHours(Instant now, int hours) {
        var end = Math.ceilDiv(now.getEpochSecond(), HOUR_SECONDS);
        return new ReportRange(end - hours, end);
    }

    Instant from() {
        return Instant.ofEpochSecond(fromHour * HOUR_SECONDS);
    }

    Instant to() {
        return Instant.ofEpochSecond(toHour * HOUR_SECONDS);
    }

    LocalDate firstDay() {
        return LocalDate.ofEpochDay(Math.floorDiv(fromHour, 24L));
    }

    LocalDate lastDay() {
        return LocalDate.ofEpochDay(Math.floorDiv(toHour - 1, 24L));
    }

    String words() {
        return hour(fromHour) + " to " + hour(toHour) + " UTC";
    }

    static String hour(long hour) {
        return TIME.format(Instant.ofEpochSecond(hour * HOUR_SECONDS));
    }
}
