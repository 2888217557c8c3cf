package headroom.forecast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is to be expected of an org's rolling 24 hours. Immutable.
///
/// Every quantile is over the same set of possible futures; 10/50/90 means that one future in ten
/// lies below the first and one in ten above the last.
///
/// @param exhaustion of the next 24 hours
/// @param recovery after that exhaustion, within 7 days: refused calls are taken as not repeated
/// @param day usage of the next 24 hours, every quarter of an hour
/// @param week usage of the next 7 days, hour by hour
/// @param lowOfDay the least headroom of the next 24 hours
/// @param lowOfWeek the same of 7 days
/// @param drivers who is expected to spend, the heaviest first
public record Forecast(
        Instant asOf,
        long allocation,
        long used,
        Moment exhaustion,
        Moment recovery,
        Low lowOfDay,
        Low lowOfWeek,
        List<Band> day,
        List<Band> week,
        List<Driver> drivers,
        Basis basis) {
    public Forecast {
        day = List.copyOf(day);
        week = List.copyOf(week);
        drivers = List.copyOf(drivers);
    }

    /// Usage at a moment: 10, 50 and 90 % quantile.
    public record Band(Instant at, long low, long mid, long high) {}

    /// When something happens, if it does.
    ///
    /// @param chance of its happening within the horizon, 0 to 1
    /// @param early one future in ten is earlier; absent if fewer than one in ten get there
    /// @param likely the middle of the futures that get there; absent if fewer than three in ten
    ///   do: it is not forecast
    /// @param late nine in ten are earlier
    public record Moment(
            double chance,
            Optional<Instant> early,
            Optional<Instant> likely,
            Optional<Instant> late) {}

    /// The least headroom: 10, 50 and 90 % quantile, negative where demand exceeds the allocation;
    /// and when the middle future has it.
    public record Low(Instant at, long low, long mid, long high) {
        /// Of a time that holds the other's time too, though its futures were drawn apart.
        Low orIfDeeper(Low part) {
            return new Low(
                    part.mid < mid ? part.at : at,
                    Math.min(low, part.low),
                    Math.min(mid, part.mid),
                    Math.min(high, part.high));
        }
    }

    /// One integration's part.
    ///
    /// @param lastHour charges of the last 60 minutes
    /// @param usualHour what the same 60 minutes usually bring
    /// @param next24h expected, a changed level included as if it went on
    /// @param changedSince since when it stands above everything usual, if it does
    public record Driver(
            String name,
            long lastHour,
            long usualHour,
            long next24h,
            Optional<Instant> changedSince) {}

    /// What the forecast stands on.
    ///
    /// @param metered charges of the window whose age is known to the minute
    /// @param unexplained sighted usage beyond that: its ages are unknown
    /// @param sighted whether the org itself stated the usage
    /// @param daysKnown whole days of calls known
    public record Basis(long metered, long unexplained, boolean sighted, long daysKnown) {}
}
