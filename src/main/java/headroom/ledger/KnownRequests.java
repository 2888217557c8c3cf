package headroom.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Request ids the ledger has, by hour: what tells an imported call that was metered, or imported
/// from another file, from a new one.
///
/// Metered and logged times of one call may differ, so an hour reaches ten minutes into its
/// neighbours.
final class KnownRequests {
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long MARGIN_MILLIS = 600_000L;
    private static final int HOURS_HELD = 3;

    private final Connection connection;
    private final int org;
    private final Map<Long, Set<String>> hours = new LinkedHashMap<>();

    KnownRequests(Connection connection, int org) {
        this.connection = connection;
        this.org = org;
    }

    /// Adds a call; false if it was known. One without a request id is always new.
    boolean add(ImportBatch.ImportedCall call) throws SQLException {
        if (call.requestId().isEmpty()) {
            return true;
        }
        var hour = Math.floorDiv(call.atMillis(), HOUR_MILLIS);
        var known = hours.get(hour);
        if (known == null) {
            if (hours.size() >= HOURS_HELD) {
                hours.remove(hours.keySet().iterator().next());
            }
            known =
                    read(
                            hour * HOUR_MILLIS - MARGIN_MILLIS,
                            (hour + 1) * HOUR_MILLIS + MARGIN_MILLIS);
            hours.put(hour, known);
        }
        return known.add(call.requestId());
    }

    /// Forgets what was added to memory by a bite that failed.
    void forget() {
        hours.clear();
    }

    private Set<String> read(long fromMillis, long toMillis) throws SQLException {
        var known = new HashSet<String>();
        try (var select =
                connection.prepareStatement(
                        "select request from calls where seq >= ? and seq < ? and org = ?"
                                + " and at >= ? and at < ?")) {
            for (var range : SeqRange.of(connection, fromMillis, toMillis)) {
                select.setLong(1, range.first());
                select.setLong(2, range.end());
                select.setInt(3, org);
                select.setLong(4, fromMillis);
                select.setLong(5, toMillis);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        known.add(rows.getString(1));
                    }
                }
            }
        }
        try (var select =
                connection.prepareStatement(
                        "select request from imported where at >= ? and at < ? and org = ?")) {
            select.setLong(1, fromMillis);
            select.setLong(2, toMillis);
            select.setInt(3, org);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getString(1));
                }
            }
        }
        return known;
    }
}
