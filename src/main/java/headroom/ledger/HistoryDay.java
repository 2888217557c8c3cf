package headroom.ledger;

import java.util.List;

/// The sums of one UTC day of an org's imported history, without what the ledger knows from
/// elsewhere. Immutable.
///
/// @param org the ledger's id of the org
/// @param day days since 1970
/// @param seconds charges by second, for days that touch the window; else empty
public record HistoryDay(
        int org, long day, List<Hour> hours, List<Minute> minutes, List<Second> seconds) {
    /// Sums of an hour since 1970, by who called and what.
    public record Hour(
            long hour,
            int integration,
            int user,
            int kind,
            long calls,
            long charges,
            long errors) {}

    /// Sums of a minute since 1970.
    public record Minute(long minute, int integration, long calls, long charges, long errors) {}

    /// Charges of a second since 1970.
    public record Second(long second, int integration, int charges) {}

    public HistoryDay {
        hours = List.copyOf(hours);
        minutes = List.copyOf(minutes);
        seconds = List.copyOf(seconds);
    }
}
