package headroom.watch;

import headroom.watch.AlertFigures.Foresight;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Says a forecast in one sentence, no surer than it is. Immutable.
///
/// @param zone in which times are said
record ForesightWords(ZoneId zone) {
    private static final Duration NARROW = Duration.ofMinutes(30);
    private static final double HARDLY = 0.1;

    String sentence(Foresight it, Instant now) {
        if (it.likely().isPresent()) {
            return "It is forecast to run out " + likely(it, it.likely().get(), now) + ".";
        }
        if (it.chance() >= HARDLY) {
            return "It may run out within 24 h: the chance is "
                    + percent(it.chance())
                    + it.early().map(at -> ", hardly before " + clock(at)).orElse("")
                    + ".";
        }
        var low = above(it.lowShare());
        return "It is forecast to last 24 h"
                + (low < 1 ? "" : ", in 9 of 10 cases with more than " + low + " % left")
                + ".";
    }

    /// A band is said if it is wide: then the time alone would mislead.
    private String likely(Foresight it, Instant at, Instant now) {
        var in = duration(Duration.between(now, at));
        if (it.early().isEmpty() || it.late().isEmpty()) {
            return "about "
                    + clock(at)
                    + ", in "
                    + in
                    + ", with a chance of "
                    + percent(it.chance())
                    + it.early().map(early -> "; hardly before " + clock(early)).orElse("");
        }
        var band = Duration.between(it.early().get(), it.late().get());
        var half = Duration.between(now, at).dividedBy(2);
        if (band.compareTo(NARROW) <= 0 || band.compareTo(half) <= 0) {
            return "at " + clock(at) + ", in " + in;
        }
        return "about "
                + clock(at)
                + ", in "
                + in
                + ": in 8 of 10 cases between "
                + clock(it.early().get())
                + " and "
                + clock(it.late().get());
    }

    String clock(Instant at) {
        var time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone).format(at);
        return time + " " + (zone.getId().equals("Z") ? "UTC" : zone.getId());
    }

    static String duration(Duration duration) {
        var minutes = Math.max(1, duration.toMinutes());
        return minutes < 60
                ? minutes + " min"
                : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    /// The whole percents that a share is above.
    static long above(double share) {
        return (long) Math.ceil(share * 100) - 1;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
