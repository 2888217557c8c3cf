package headroom.report;

import java.time.Instant;
import java.util.List;

/// Everything known at one moment, org by org. Immutable.
///
/// @param asOf the moment, on the orgs' clock
/// @param state whether a gateway keeps these figures current
/// @param simulated the orgs are emulated, and so is their clock
/// @param orgs in the order they were first seen
/// @param books what the ledger could not take as it should
public record Overview(
        Instant asOf, State state, boolean simulated, List<OrgOverview> orgs, BookNotes books) {
    public Overview {
        orgs = List.copyOf(orgs);
    }

    /// Whether a gateway keeps the figures current.
    public enum State {
        /// A gateway is running: the figures are of this moment.
        LIVE,
        /// It ended in good order: the figures are as of its end.
        STOPPED,
        /// It has not been heard of for a while and did not say that it ended.
        SILENT
    }

    /// What stands beside the counts, over all orgs and all times.
    ///
    /// @param gaps stretches in which calls passed unbooked, counted in memory only
    /// @param gapCalls calls of these stretches
    /// @param unsettled calls whose end a killed process took with it: they count as spent
    /// @param importedDays UTC days of orgs of which imported event logs tell
    public record BookNotes(int gaps, long gapCalls, long unsettled, int importedDays) {}
}
