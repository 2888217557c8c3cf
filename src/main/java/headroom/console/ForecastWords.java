package headroom.console;

import headroom.forecast.Forecast;
import headroom.forecast.Forecast.Low;
import headroom.forecast.Forecast.Moment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A forecast in words, each with its band: ten cases in a hundred lie below it and ten above.
/// Immutable.
///
/// @param zone in which times are shown
record ForecastWords(Forecast forecast, ZoneId zone) {
    private static final double WORTH_SAYING = 0.1;

    boolean isSpent() {
        return forecast.used() >= forecast.allocation();
    }

    /// Whether running out is forecast, or so now.
    boolean isBad() {
        return isSpent() || forecast.exhaustion().likely().isPresent();
    }

    String runsOut() {
        if (isSpent()) {
            return "spent";
        }
        var moment = forecast.exhaustion();
        return moment.likely()
                .map(at -> "in " + Shown.duration(Duration.between(forecast.asOf(), at)))
                .orElse(moment.chance() < WORTH_SAYING ? "not within 24 h" : "hardly within 24 h");
    }

    String runsOutNote() {
        if (isSpent()) {
            return "the org refuses, or lets pass what its grace allows";
        }
        var moment = forecast.exhaustion();
        return moment.likely()
                .map(at -> "at " + clock(at) + ", " + between(moment, "later than 24 h"))
                .orElse("chance within 24 h " + chance(moment));
    }

    Optional<String> recovers() {
        var moment = forecast.recovery();
        if (forecast.exhaustion().chance() < WORTH_SAYING && !isSpent()) {
            return Optional.empty();
        }
        return Optional.of(
                moment.likely()
                        .map(at -> "in " + Shown.duration(Duration.between(forecast.asOf(), at)))
                        .orElse("not within 7 days"));
    }

    String recoversNote() {
        var moment = forecast.recovery();
        return moment.likely()
                .map(at ->
                        "at "
                                + clock(at)
                                + ", "
                                + between(moment, "later than 7 days")
                                + "; if what is refused is not asked again")
                .orElse("as it goes on");
    }

    String lowOfDay() {
        return low(forecast.lowOfDay());
    }

    String lowOfDayNote() {
        return lowNote(forecast.lowOfDay());
    }

    String lowOfWeek() {
        return low(forecast.lowOfWeek());
    }

    String lowOfWeekNote() {
        return lowNote(forecast.lowOfWeek());
    }

    /// What it stands on, and how far that carries.
    String basis() {
        var basis = forecast.basis();
        var text = new StringBuilder("Stands on ");
        text.append(Shown.count(basis.metered()))
                .append(" charges in the ledger, ages known to the minute");
        if (basis.unexplained() > 0) {
            text.append("; ")
                    .append(Shown.count(basis.unexplained()))
                    .append(" sighted only, ages unknown: the band is wider for it");
        }
        if (!basis.sighted()) {
            text.append("; the org has not been sighted");
        }
        return text.append("; ").append(known(basis.daysKnown())).append(".").toString();
    }

    boolean isCold() {
        return forecast.basis().daysKnown() < 1;
    }

    String clock(Instant at) {
        return Shown.moment(at, forecast.asOf(), zone);
    }

    static String chance(Moment moment) {
        return String.format(Locale.ROOT, "%.0f %%", moment.chance() * 100);
    }

    private static String low(Low low) {
        return low.mid() <= 0 ? "none" : Shown.count(low.mid());
    }

    /// Below nothing, headroom is what is asked beyond the allocation.
    private String lowNote(Low low) {
        var first =
                low.mid() <= 0
                        ? Shown.count(-low.mid()) + " beyond the allocation"
                        : Shown.percent(low.mid(), forecast.allocation()) + " headroom";
        return first
                + ", about "
                + clock(low.at())
                + "; 8 of 10 cases "
                + signed(low.low())
                + " to "
                + signed(low.high());
    }

    static String signed(long headroom) {
        return headroom < 0 ? "−" + Shown.count(-headroom) : Shown.count(headroom);
    }

    private String between(Moment moment, String never) {
        return "8 of 10 cases "
                + moment.early().map(this::clock).orElse("–")
                + " to "
                + moment.late().map(this::clock).orElse(never);
    }

    private static String known(long days) {
        if (days < 1) {
            return "less than a day known: no habit is known yet";
        }
        if (days >= 14) {
            return days / 7 + " weeks known";
        }
        return (days == 1 ? "1 day" : days + " days")
                + " known"
                + (days < 8 ? ", less than a week of each hour" : "");
    }
}
