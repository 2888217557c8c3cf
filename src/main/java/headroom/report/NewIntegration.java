package headroom.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// An integration that is not there yet: so many calls on a day, in a shape. Immutable.
public record NewIntegration(String name, long callsPerDay, Shape shape) {
    private static final Pattern FORM =
            Pattern.compile(
                    "([A-Za-z0-9][A-Za-z0-9._-]{0,63})=([\\d_]{1,12})(?:/day)?(?::([a-z]+))?");
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /// How its calls lie in the week.
    public enum Shape {
        /// Every hour alike.
        FLAT,
        /// Monday to Friday, 8 to 18 o'clock.
        OFFICE,
        /// From 1 to 5 o'clock, every night.
        NIGHT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads `shipping=20000/day:office`.
    public static NewIntegration parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not NAME=CALLS/day or NAME=CALLS/day:SHAPE");
        }
        return new NewIntegration(
                parts.group(1),
                Long.parseLong(parts.group(2).replace("_", "")),
                parts.group(3) == null ? Shape.FLAT : shape(parts.group(3)));
    }

    private static Shape shape(String word) {
        for (var shape : Shape.values()) {
            if (shape.word().equals(word)) {
                return shape;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no shape: flat, office or night");
    }

    /// Its calls in the hour that begins then.
    double calls(Instant hour, ZoneId zone) {
        var local = hour.atZone(zone);
        return switch (shape) {
            case FLAT -> callsPerDay / 24.0;
            case OFFICE ->
                    !WEEKEND.contains(local.getDayOfWeek())
                                    && local.getHour() >= 8
                                    && local.getHour() < 18
                            ? callsPerDay / 10.0
                            : 0;
            case NIGHT -> local.getHour() >= 1 && local.getHour() < 5 ? callsPerDay / 4.0 : 0;
        };
    }
}
