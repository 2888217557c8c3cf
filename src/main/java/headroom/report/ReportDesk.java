package headroom.report;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Makes reports for whoever asks, from any thread. Thread-safe; making a report blocks.
public interface ReportDesk {
    /// The orgs that anything is known of.
    List<String> orgs();

    /// Makes a report.
    ///
    /// @throws java.time.DateTimeException if the range means nothing
    /// @throws java.util.NoSuchElementException if nothing is known of the org, with the reason
    /// @throws IllegalArgumentException if no report has that name
    Sheet make(String name, String org, RangeText range);

    /// Reports over a ledger's file and its history.
    ///
    /// @param history the history's folder, which need not exist
    /// @param overview of now, for the one report that is of now
    /// @param wall tells the time where no simulation does
    static ReportDesk over(
            Path ledger, Path history, Supplier<Overview> overview, InstantSource wall) {
        return new LedgerReports(ledger, history, overview, wall);
    }
}
