package headroom.history;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/// Reads the times of rows without making objects of them, and keeps the first and the last.
/// One-owner.
final class LogStamp {
    private static final int BAD = -1;

    private final Map<Integer, Long> days = new HashMap<>();
    private int shownDate = BAD;
    private long shownDay;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    long firstMillis() {
        return first;
    }

    long lastMillis() {
        return last;
    }

    /// `20251009183437.652` or `20251009183437`; false if it is anything else, because DuckDB would
    /// not read it as this does.
    boolean compact(byte[] text, int from, int to) {
        var isWhole = to - from == 14;
        if (!isWhole && (to - from != 18 || text[from + 14] != '.')) {
            return false;
        }
        var date = number(text, from, 8);
        var time = number(text, from + 8, 6);
        var millis = isWhole ? 0 : number(text, from + 15, 3);
        return date != BAD && time != BAD && millis != BAD && take(date, time, millis);
    }

    /// `2025-10-09T18:34:37.652Z` or `2025-10-09T18:34:37Z`; false if it is anything else.
    boolean iso(byte[] text, int from, int to) {
        if (!isIso(text, from, to)) {
            return false;
        }
        var year = number(text, from, 4);
        var month = number(text, from + 5, 2);
        var day = number(text, from + 8, 2);
        var hour = number(text, from + 11, 2);
        var minute = number(text, from + 14, 2);
        var second = number(text, from + 17, 2);
        var millis = to - from == 24 ? number(text, from + 20, 3) : 0;
        return Math.min(Math.min(year, month), Math.min(day, hour)) != BAD
                && Math.min(Math.min(minute, second), millis) != BAD
                && take(
                        year * 10_000 + month * 100 + day,
                        hour * 10_000 + minute * 100 + second,
                        millis);
    }

    /// Whether every sign between the numbers is the right one.
    private static boolean isIso(byte[] text, int from, int to) {
        return (to - from == 20 || to - from == 24 && text[from + 19] == '.')
                && text[from + 4] == '-'
                && text[from + 7] == '-'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':'
                && text[to - 1] == 'Z';
    }

    private boolean take(int date, int time, int millis) {
        var hour = time / 10_000;
        var minute = time / 100 % 100;
        var second = time % 100;
        // The year 0 is none in the names that days have.
        if (date < 1_00_00 || hour > 23 || minute > 59 || second > 59) {
            return false;
        }
        if (date != shownDate) {
            var day = day(date);
            if (day == Long.MIN_VALUE) {
                return false;
            }
            shownDate = date;
            shownDay = day;
        }
        var at = ((shownDay * 24 + hour) * 60 + minute) * 60_000L + second * 1000L + millis;
        first = Math.min(first, at);
        last = Math.max(last, at);
        return true;
    }

    private long day(int date) {
        return days.computeIfAbsent(
                date,
                _ -> {
                    try {
                        return LocalDate.of(date / 10_000, date / 100 % 100, date % 100)
                                .toEpochDay();
                    } catch (DateTimeException e) {
                        return Long.MIN_VALUE;
                    }
                });
    }

    private static int number(byte[] text, int from, int length) {
        var number = 0;
        for (var at = from; at < from + length; at++) {
            var digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return BAD;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
