package headroom.emulator.soql;

import headroom.emulator.soql.Soql.Relative;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/// The days a relative date means: from the first to before the last. Weeks begin on Sunday.
///
/// Fiscal periods are computed as calendar periods of a day shifted by the fiscal year's start.
record Period(LocalDate from, LocalDate before) {

    static Period of(Relative relative, LocalDate today) {
        var word = relative.word().replace("FISCAL_", "");
        var n = relative.number();
        return switch (word) {
            case "YESTERDAY" -> days(today.minusDays(1), 1);
            case "TODAY" -> days(today, 1);
            case "TOMORROW" -> days(today.plusDays(1), 1);
            case "LAST_90_DAYS" -> new Period(today.minusDays(90), today.plusDays(1));
            case "NEXT_90_DAYS" -> days(today.plusDays(1), 90);
            case "LAST_N_DAYS" -> new Period(today.minusDays(n), today.plusDays(1));
            case "NEXT_N_DAYS" -> days(today.plusDays(1), n);
            case "N_DAYS_AGO" -> days(today.minusDays(n), 1);
            default -> ofUnit(word, n, today);
        };
    }

    private static Period days(LocalDate from, int count) {
        return new Period(from, from.plusDays(count));
    }

    private static Period ofUnit(String word, int n, LocalDate today) {
        var unit = unit(word);
        var start = start(unit, today);
        var first =
                word.startsWith("THIS_")
                        ? 0
                        : word.startsWith("LAST_N_")
                                ? -n
                                : word.startsWith("NEXT_N_")
                                        ? 1
                                        : word.startsWith("N_")
                                                ? -n
                                                : word.startsWith("LAST_") ? -1 : 1;
        var count = word.startsWith("LAST_N_") || word.startsWith("NEXT_N_") ? n : 1;
        return new Period(move(unit, start, first), move(unit, start, first + count));
    }

    private enum Unit {
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    private static Unit unit(String word) {
        for (var unit : Unit.values()) {
            if (word.contains(unit.name())) {
                return unit;
            }
        }
        throw SoqlFailure.malformed("unknown date literal: " + word);
    }

    private static LocalDate start(Unit unit, LocalDate day) {
        return switch (unit) {
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private static LocalDate move(Unit unit, LocalDate start, int by) {
        return switch (unit) {
            case WEEK -> start.plusWeeks(by);
            case MONTH -> start.plusMonths(by);
            case QUARTER -> start.plusMonths(3L * by);
            case YEAR -> start.plusYears(by);
        };
    }
}
