package headroom.ledger;

import headroom.meter.RollingWindow;
import headroom.meter.SecondDeltas;
import headroom.meter.SightedUsage;
import headroom.meter.Sighting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Usage counted anew from the file's rows: at a start, and by readers in other processes.
final class UsageRows {
    private final Connection connection;
    private final long nowSecond;
    private final Map<Integer, Integer> orgOfKey;

    /// The latest sighting of an org and what came after it.
    ///
    /// @param order the last call the sighting counted
    record Rest(Sighting sighting, long order, long begunSince, long agedOutSince) {}

    UsageRows(Connection connection, long nowSecond) throws SQLException {
        this.connection = connection;
        this.nowSecond = nowSecond;
        this.orgOfKey = new HashMap<>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select key, org from counters where integration = -1")) {
            while (rows.next()) {
                orgOfKey.put(rows.getInt(1), rows.getInt(2));
            }
        }
    }

    /// Every org that has a sighting inside the window.
    List<Rest> rests() throws SQLException {
        var latest = latestSightings();
        if (latest.isEmpty()) {
            return List.of();
        }
        var begun = begunSince(latest);
        var aged = agedOutSince(latest);
        var rests = new ArrayList<Rest>();
        latest.forEach((org, sighted) ->
                rests.add(
                        new Rest(
                                sighted.sighting(),
                                sighted.order(),
                                begun.getOrDefault(org, 0L),
                                aged.getOrDefault(org, 0L))));
        return rests;
    }

    private Map<Integer, Rest> latestSightings() throws SQLException {
        var latest = new HashMap<Integer, Rest>();
        var fromMinute = Math.floorDiv(nowSecond - RollingWindow.SECONDS, 60);
        try (var select =
                connection.prepareStatement(
                        "select org, at, used, max, source, after_seq from sightings s"
                                + " where org = ? and minute >= ? order by after_seq, at")) {
            for (var org : orgsSighted()) {
                select.setInt(1, org);
                select.setLong(2, fromMinute);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        var sighting =
                                new Sighting(
                                        org,
                                        rows.getLong(2),
                                        rows.getLong(3),
                                        rows.getLong(4),
                                        Sighting.Source.of(rows.getInt(5)));
                        var before = latest.get(org);
                        if (!SightedUsage.hasLeft(sighting, nowSecond)
                                && (before == null || sighting.supersedes(before.sighting()))) {
                            latest.put(org, new Rest(sighting, rows.getLong(6), 0, 0));
                        }
                    }
                }
            }
        }
        return latest;
    }

    private List<Integer> orgsSighted() throws SQLException {
        var orgs = new ArrayList<Integer>();
        // Skips from org to org along the primary key instead of reading every sighting.
        try (var next =
                connection.prepareStatement("select min(org) from sightings where org > ?")) {
            var after = -1;
            while (true) {
                next.setInt(1, after);
                try (var rows = next.executeQuery()) {
                    rows.next();
                    var org = rows.getInt(1);
                    if (rows.wasNull()) {
                        return orgs;
                    }
                    orgs.add(org);
                    after = org;
                }
            }
        }
    }

    /// Charges of calls after each org's sighting, those in flight at their expected charge.
    private Map<Integer, Long> begunSince(Map<Integer, Rest> latest) throws SQLException {
        var begun = new HashMap<Integer, Long>();
        var from = latest.values().stream().mapToLong(Rest::order).min().orElse(Long.MAX_VALUE);
        try (var select =
                connection.prepareStatement("select seq, org, charge from calls where seq > ?")) {
            select.setLong(1, from);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var rest = latest.get(rows.getInt(2));
                    if (rest != null && rows.getLong(1) > rest.order()) {
                        begun.merge(rows.getInt(2), rows.getLong(3), Long::sum);
                    }
                }
            }
        }
        addImported(latest, begun);
        return begun;
    }

    private void addImported(Map<Integer, Rest> latest, Map<Integer, Long> begun)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        select (select coalesce(sum(charge), 0) from imported
                            where at >= (?1 + 1) * 1000 and org = ?2)
                          + (select coalesce(sum(charges), 0) from history_seconds
                            where org = ?2 and second > ?1)
                        """)) {
            for (var entry : latest.entrySet()) {
                var sighted = Math.floorDiv(entry.getValue().sighting().atMillis(), 1000);
                select.setLong(1, sighted);
                select.setInt(2, entry.getKey());
                try (var rows = select.executeQuery()) {
                    if (rows.next() && rows.getLong(1) > 0) {
                        begun.merge(entry.getKey(), rows.getLong(1), Long::sum);
                    }
                }
            }
        }
    }

    /// Charges that were in the window at each org's sighting and have left it.
    private Map<Integer, Long> agedOutSince(Map<Integer, Rest> latest) throws SQLException {
        var aged = new HashMap<Integer, Long>();
        var oldest =
                latest.values().stream()
                        .mapToLong(rest -> Math.floorDiv(rest.sighting().atMillis(), 1000))
                        .min()
                        .orElse(nowSecond);
        try (var select =
                connection.prepareStatement(
                        "select second, deltas from window_seconds"
                                + " where second > ? and second <= ?")) {
            select.setLong(1, oldest - RollingWindow.SECONDS);
            select.setLong(2, nowSecond - RollingWindow.SECONDS);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var second = rows.getLong(1);
                    SecondDeltas.decode(
                            rows.getBytes(2),
                            (key, charges) -> addAged(latest, aged, second, key, charges));
                }
            }
        }
        return aged;
    }

    private void addAged(
            Map<Integer, Rest> latest, Map<Integer, Long> aged, long second, int key, int charges) {
        var org = orgOfKey.get(key);
        var rest = org == null ? null : latest.get(org);
        if (org != null && rest != null) {
            var sighted = Math.floorDiv(rest.sighting().atMillis(), 1000);
            if (second > sighted - RollingWindow.SECONDS) {
                aged.merge(org, (long) charges, Long::sum);
            }
        }
    }
}
