package headroom.report;

import headroom.ledger.LedgerReader;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/// Reports over a ledger's file: each question has a reader of its own, so that a slow one holds up
/// nobody. Thread-safe.
record LedgerReports(Path ledger, Path history, Supplier<Overview> overview, InstantSource wall)
        implements ReportDesk {
    @Override
    public List<String> orgs() {
        try (var reader = LedgerReader.open(ledger)) {
            return Facts.orgs(reader, history);
        }
    }

    @Override
    public Sheet make(String name, String org, RangeText range) {
        try (var reader = LedgerReader.open(ledger)) {
            if (!Facts.orgs(reader, history).contains(org)) {
                throw new NoSuchElementException("nothing is known of an org of that name");
            }
            if (name.equals(Reports.OVERVIEW)) {
                return overview(org);
            }
            var reports = new Reports(reader, history);
            var now = reports.now(wall.instant());
            return reports.make(name, org, range.read(now), now);
        }
    }

    private Sheet overview(String org) {
        var now = overview.get();
        if (now.orgs().stream().noneMatch(one -> one.name().equals(org))) {
            throw new NoSuchElementException(
                    "the ledger knows nothing of this org yet, only imported files do: see the"
                            + " last 7 days");
        }
        return OverviewSheet.of(now, org);
    }
}
