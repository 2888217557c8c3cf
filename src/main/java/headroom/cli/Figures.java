package headroom.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// How figures are written for people: `115,000`, `70.4 %`, `3 h 05 min`, `▁▃▆█`.
final class Figures {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String ASCII_BARS = "_.-=+*#@";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Figures() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", share * 100) : "–";
    }

    static String duration(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return String.format(
                    Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min"
                : duration.toSeconds() + " s";
    }

    static String time(Instant at, ZoneId zone) {
        var here = at.atZone(zone);
        return TIME.format(here) + " " + zone(zone, at);
    }

    static String zone(ZoneId zone, Instant at) {
        return zone.normalized().getRules().isFixedOffset()
                        && zone.getRules().getOffset(at).getTotalSeconds() == 0
                ? "UTC"
                : zone.getId();
    }

    /// One character for each value, the tallest for the largest.
    static String sparkline(List<Long> values, boolean unicode) {
        var bars = unicode ? BARS : ASCII_BARS;
        var largest = values.stream().mapToLong(Long::longValue).max().orElse(0);
        var line = new StringBuilder();
        for (var value : values) {
            var level = largest == 0 ? 0 : Math.ceilDiv(value * (bars.length() - 1), largest);
            line.append(bars.charAt(Math.clamp(level, 0, bars.length() - 1)));
        }
        return line.toString();
    }
}
