package headroom.ledger;

import headroom.ledger.LedgerReader.Spent;
import headroom.meter.RollingWindow;
import headroom.meter.SecondDeltas;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rolling 24 hours (now − 86,400 s, now] from the file: whole minutes from the rollup, and of
/// the minute cut at the far end only the seconds inside.
final class WindowSums {
    private final Connection connection;
    private final long nowSecond;

    WindowSums(Connection connection, long nowSecond) {
        this.connection = connection;
        this.nowSecond = nowSecond;
    }

    long charges(int org) throws SQLException {
        return sums(org).charges();
    }

    List<Spent> spent(int org) throws SQLException {
        return sums(org).ranked(new Words(connection).names(Names.INTEGRATION));
    }

    private SpentSums sums(int org) throws SQLException {
        var sums = new SpentSums();
        var first = nowSecond - RollingWindow.SECONDS + 1;
        var firstWhole = Math.floorDiv(first + 59, 60);
        var rollups = new RollupSums(connection);
        rollups.eachMinute(
                org,
                firstWhole,
                Math.floorDiv(nowSecond, 60) + 1,
                sum ->
                        sums.add(
                                sum.integration(),
                                sum.source(),
                                sum.calls(),
                                sum.charges(),
                                sum.errors()));
        if (firstWhole * 60 > first) {
            addCutMinute(sums, org, first, firstWhole * 60 - 1);
        }
        return sums;
    }

    /// The window's blocks hold charges of all sources; what was imported is known apart.
    private void addCutMinute(SpentSums sums, int org, long first, long last) throws SQLException {
        var metered = new HashMap<Integer, Long>();
        var integrations = integrations(org);
        try (var select =
                connection.prepareStatement(
                        "select deltas from window_seconds where second between ? and ?")) {
            select.setLong(1, first);
            select.setLong(2, last);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    SecondDeltas.decode(
                            rows.getBytes(1),
                            (key, charges) -> {
                                var integration = integrations.get(key);
                                if (integration != null) {
                                    metered.merge(integration, (long) charges, Long::sum);
                                }
                            });
                }
            }
        }
        addImported(sums, metered, org, first, last);
        metered.forEach((integration, charges) ->
                sums.add(integration, Source.METERED.code, 0, charges, 0));
        new RollupSums(connection)
                .eachJournalCell(cell -> {
                    if (cell.org() == org && cell.second() >= first && cell.second() <= last) {
                        RollupSums.addTo(sums, cell);
                    }
                });
    }

    private void addImported(
            SpentSums sums, Map<Integer, Long> metered, int org, long first, long last)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        select integration, source, sum(charge) from imported
                        where at >= ?1 * 1000 and at < (?2 + 1) * 1000 and org = ?3
                        group by integration, source
                        union all
                        select integration, 3, sum(charges) from history_seconds
                        where org = ?3 and second between ?1 and ?2 group by integration
                        """)) {
            select.setLong(1, first);
            select.setLong(2, last);
            select.setInt(3, org);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var charges = rows.getLong(3);
                    sums.add(rows.getInt(1), rows.getInt(2), 0, charges, 0);
                    metered.merge(rows.getInt(1), -charges, Long::sum);
                }
            }
        }
    }

    private Map<Integer, Integer> integrations(int org) throws SQLException {
        var integrations = new HashMap<Integer, Integer>();
        try (var select =
                connection.prepareStatement(
                        "select key, integration from counters"
                                + " where org = ? and integration <> -1")) {
            select.setInt(1, org);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    integrations.put(rows.getInt(1), rows.getInt(2));
                }
            }
        }
        return integrations;
    }
}
