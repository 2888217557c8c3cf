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

    static String duration(Duration duration) {
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : Math.max(1, duration.toMinutes()) + " min";
    }

    private static String name(ZoneId zone) {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }
}
