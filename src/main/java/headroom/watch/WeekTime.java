package headroom.watch;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/// A time of the week, where people are. Immutable.
public record WeekTime(DayOfWeek day, LocalTime time, ZoneId zone) {
    /// When it last was, at or before that moment.
    public Instant latest(Instant now) {
        var here = now.atZone(zone);
        var date = here.toLocalDate().with(TemporalAdjusters.previousOrSame(day));
        var at = date.atTime(time).atZone(zone).toInstant();
        return at.isAfter(now) ? date.minusWeeks(1).atTime(time).atZone(zone).toInstant() : at;
    }
}
