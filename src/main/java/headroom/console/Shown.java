package headroom.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How figures and times are written on the page.
final class Shown {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    private Shown() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String percent(long part, long whole) {
        return whole == 0 ? "–" : percent((double) part / whole);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone)) + " " + name(zone);
    }

    static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone)) + " " + name(zone);
    }

    /// A time of this day or, from another day, with its date: `16:40 UTC`, `Mon 23 Nov 16:40 UTC`.
    static String moment(Instant at, Instant now, ZoneId zone) {
        var there = at.atZone(zone);
        var isToday = there.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (isToday ? MINUTE : DAY).format(there) + " " + name(zone);
    }

    /// A time within a week: `Mon 04:41 UTC`.
    static String weekday(Instant at, ZoneId zone) {
        return WEEKDAY.format(at.atZone(zone)) + " " + name(zone);
    }

    static String duration(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : Math.max(1, duration.toMinutes()) + " min";
    }

    static String name(ZoneId zone) {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }
}
