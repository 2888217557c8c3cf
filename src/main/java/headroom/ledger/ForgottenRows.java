package headroom.ledger;

import headroom.ledger.LedgerReader.Forgotten;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Calls of which only hourly sums are known: single calls are kept for a shorter time, and those
/// of a gap were never single. What the sums say less the single calls that are there. In the
/// caller's transaction.
record ForgottenRows(Connection connection, int org) {
    private static final long HOUR_MILLIS = 3_600_000L;

    private record Key(long hour, int integration) {}

    void each(long fromHour, long toHour, Consumer<Forgotten> rows) throws SQLException {
        var left = new HashMap<Key, long[]>();
        addSums(left, fromHour, toHour);
        if (!left.isEmpty()) {
            takeSingleCalls(left, fromHour, toHour);
        }
        var names = new Words(connection).names(Names.INTEGRATION);
        left.forEach((key, sum) -> {
            if (sum[0] > 0) {
                var counted = Math.clamp(sum[1], 0, sum[0]);
                var name = names.getOrDefault(key.integration(), Words.nameless(key.integration()));
                rows.accept(new Forgotten(key.hour(), name, counted, sum[0] - counted));
            }
        });
    }

    private void addSums(Map<Key, long[]> left, long fromHour, long toHour) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select hour, integration, sum(calls), sum(charges) from hours"
                                + " where org = ? and hour >= ? and hour < ? and source <> ?"
                                + " group by 1, 2")) {
            select.setInt(1, org);
            select.setLong(2, fromHour);
            select.setLong(3, toHour);
            select.setInt(4, Source.HISTORY.code);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    add(left, rows.getLong(1), rows.getInt(2), rows.getLong(3), rows.getLong(4));
                }
            }
        }
    }

    private void takeSingleCalls(Map<Key, long[]> left, long fromHour, long toHour)
            throws SQLException {
        var from = fromHour * HOUR_MILLIS;
        var to = toHour * HOUR_MILLIS;
        for (var range : SeqRange.of(connection, from, to)) {
            take(
                    left,
                    "select at / 3600000, integration, count(*), sum(charge) from calls"
                            + " where seq >= ? and seq < ? and org = ? and at >= ? and at < ?"
                            + " and request <> ''"
                            + " group by 1, 2",
                    range.first(),
                    range.end(),
                    org,
                    from,
                    to);
        }
        take(
                left,
                "select at / 3600000, integration, count(*), sum(charge) from imported"
                        + " where at >= ? and at < ? and org = ? and request <> '' group by 1, 2",
                from,
                to,
                org);
    }

    private void take(Map<Key, long[]> left, String sql, long... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setLong(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    add(left, rows.getLong(1), rows.getInt(2), -rows.getLong(3), -rows.getLong(4));
                }
            }
        }
    }

    private static void add(
            Map<Key, long[]> left, long hour, int integration, long calls, long charges) {
        var sum = left.computeIfAbsent(new Key(hour, integration), _ -> new long[2]);
        sum[0] += calls;
        sum[1] += charges;
    }
}
