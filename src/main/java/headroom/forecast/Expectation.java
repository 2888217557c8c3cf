package headroom.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is expected of all integrations together, and how far past days strayed from it.
///
/// @param firstHour the hour in which the forecast begins
/// @param perHour expected charges of each hour from there on, changed levels left out
/// @param strays past days as differences from the usual week, hour by hour from the hour of the
///   day in which the forecast begins; the more a day was like the day at hand, the more often it
///   stands here
/// @param changed integrations that have left their usual week
/// @param within a factor for each minute of an hour
/// @param unknown a rise of what nobody meters
/// @param ageing known charges by minute: what was metered at minute i of the last 1440 leaves at
///   minute i of the next
record Expectation(
        Past past,
        long firstHour,
        Rates perHour,
        List<List<double[]>> strays,
        List<Changed> changed,
        Series ageing,
        Rates within,
        double meteredPerMinute,
        Optional<UnknownRise> unknown) {
    static final int HOURS = 7 * 24 + 1;
    private static final int DAY = 24;
    private static final int DAYS_BACK_MAX = 56;

    /// An integration that has left its usual week, and what that week has for the hours to come.
    record Changed(Outlook outlook, Rates week) {
        static Changed of(Outlook outlook, long firstHour) {
            var week = new double[HOURS];
            for (var i = 0; i < HOURS; i++) {
                week[i] = outlook.expected(firstHour + i, firstHour);
            }
            return new Changed(outlook, Rates.of(week));
        }
    }

    static Expectation of(Past past, List<Outlook> outlooks) {
        var firstHour = Math.floorDiv(past.nowMinute() + 1, 60);
        var perHour = new double[HOURS];
        for (var i = 0; i < HOURS; i++) {
            for (var each : outlooks) {
                perHour[i] += each.expected(firstHour + i, firstHour);
            }
        }
        var ageing = new long[Past.WINDOW];
        for (var i = 0; i < ageing.length; i++) {
            var minute = past.nowMinute() + 1 - Past.WINDOW + i;
            for (var each : outlooks) {
                ageing[i] += each.arrivals().minutes().at(minute);
            }
        }
        var recent = past.metered() / Math.max(60.0, Past.WINDOW * (1 - past.unseen()));
        return new Expectation(
                past,
                firstHour,
                Rates.of(perHour),
                strays(past, outlooks, firstHour),
                outlooks.stream()
                        .filter(each -> each.change().isPresent())
                        .map(each -> Changed.of(each, firstHour))
                        .toList(),
                Series.of(0, ageing),
                within(outlooks, firstHour),
                recent,
                UnknownRise.of(past));
    }

    /// How the minutes of an hour differ, over all.
    private static Rates within(List<Outlook> outlooks, long firstHour) {
        var within = new double[60];
        var all = 1e-9;
        for (var each : outlooks) {
            var day = 0.0;
            for (var hour = firstHour; hour < firstHour + DAY; hour++) {
                day += each.expected(hour, firstHour);
            }
            all += day;
            for (var minute = 0; minute < 60; minute++) {
                within[minute] += day * each.shape().within(minute);
            }
        }
        for (var minute = 0; minute < 60; minute++) {
            within[minute] /= all;
        }
        return Rates.of(within);
    }

    /// For each of the seven days ahead the past days it may turn out like.
    private static List<List<double[]>> strays(Past past, List<Outlook> outlooks, long firstHour) {
        var back = (int) Math.min(DAYS_BACK_MAX, past.daysKnown());
        var residuals = new ArrayList<double[]>();
        for (var days = 2; days <= back; days++) {
            residuals.add(residual(outlooks, firstHour - (long) days * DAY));
        }
        var ahead = new ArrayList<List<double[]>>();
        for (var day = 0; day <= 7; day++) {
            var alike = new ArrayList<double[]>();
            for (var i = 0; i < residuals.size(); i++) {
                var times = likeness(firstHour + (long) day * DAY, firstHour - (i + 2L) * DAY);
                for (var n = 0; n < times; n++) {
                    alike.add(residuals.get(i));
                }
            }
            ahead.add(alike);
        }
        return ahead;
    }

    private static int likeness(long hour, long other) {
        var day = Math.floorMod(Math.floorDiv(hour, DAY) + 3, 7);
        var otherDay = Math.floorMod(Math.floorDiv(other, DAY) + 3, 7);
        if (day == otherDay) {
            return 3;
        }
        return (day < 4) == (otherDay < 4) ? 2 : 0;
    }

    private static double[] residual(List<Outlook> outlooks, long from) {
        var residual = new double[DAY];
        for (var i = 0; i < DAY; i++) {
            for (var each : outlooks) {
                residual[i] += each.arrivals().hours().at(from + i) - each.shape().usual(from + i);
            }
        }
        return residual;
    }
}
