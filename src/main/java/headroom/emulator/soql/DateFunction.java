package headroom.emulator.soql;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/// SOQL's functions of a date or a time, in UTC. Weeks are counted by sevens from the first day of
/// the month or year; days of the week begin with Sunday as 1.
enum DateFunction {
    CALENDAR_MONTH,
    CALENDAR_QUARTER,
    CALENDAR_YEAR,
    DAY_IN_MONTH,
    DAY_IN_WEEK,
    DAY_IN_YEAR,
    DAY_ONLY,
    FISCAL_MONTH,
    FISCAL_QUARTER,
    FISCAL_YEAR,
    HOUR_IN_DAY,
    WEEK_IN_MONTH,
    WEEK_IN_YEAR;

    private Object part(LocalDateTime at) {
        return switch (this) {
            case CALENDAR_MONTH, FISCAL_MONTH -> at.getMonthValue();
            case CALENDAR_QUARTER, FISCAL_QUARTER -> (at.getMonthValue() + 2) / 3;
            case CALENDAR_YEAR, FISCAL_YEAR -> at.getYear();
            case DAY_IN_MONTH -> at.getDayOfMonth();
            case DAY_IN_WEEK -> at.getDayOfWeek().getValue() % 7 + 1;
            case DAY_IN_YEAR -> at.getDayOfYear();
            case DAY_ONLY -> at.toLocalDate();
            case HOUR_IN_DAY -> at.getHour();
            case WEEK_IN_MONTH -> (at.getDayOfMonth() + 6) / 7;
            case WEEK_IN_YEAR -> (at.getDayOfYear() + 6) / 7;
        };
    }

    static Optional<DateFunction> find(String name) {
        return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
    }

    /// @param fiscalShift months by which the fiscal year begins after January
    @Nullable Object of(@Nullable Object value, int fiscalShift) {
        var at =
                switch (value) {
                    case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
                    case LocalDate day -> day.atStartOfDay();
                    case null, default -> null;
                };
        if (at == null) {
            return null;
        }
        return part(name().startsWith("FISCAL_") ? at.minusMonths(fiscalShift) : at);
    }

    /// Whether it makes sense of a time of day only.
    boolean needsTime() {
        return this == HOUR_IN_DAY || this == DAY_ONLY;
    }
}
