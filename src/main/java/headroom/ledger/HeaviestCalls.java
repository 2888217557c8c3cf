package headroom.ledger;

import headroom.ledger.LedgerReader.By;
import headroom.ledger.LedgerReader.Heavy;
import headroom.salesforce.CallKind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who or what spent most in a time range. Single calls are read in pages, each a transaction of
/// its own, so that even a long range never holds the writer's log.
final class HeaviestCalls {
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final int PAGE = 20_000;

    private final Connection connection;
    private final By by;
    private final int org;
    private final Map<Integer, CallKind> kinds;
    private final Map<Integer, String> names;
    private final Map<String, long[]> sums = new HashMap<>();

    HeaviestCalls(Connection connection, By by, int org) throws SQLException {
        this.connection = connection;
        this.by = by;
        this.org = org;
        var words = new Words(connection);
        this.kinds = words.kinds();
        this.names = words.names(by == By.USER ? Names.USER : Names.INTEGRATION);
        connection.commit();
    }

    List<Heavy> of(long fromMillis, long toMillis, int limit) throws SQLException {
        var firstHour = Math.ceilDiv(fromMillis, HOUR_MILLIS);
        var endHour = Math.floorDiv(toMillis, HOUR_MILLIS);
        if (firstHour >= endHour) {
            addCalls(fromMillis, toMillis);
        } else {
            addCalls(fromMillis, firstHour * HOUR_MILLIS);
            addHours(firstHour, endHour);
            addCalls(endHour * HOUR_MILLIS, toMillis);
        }
        return sums.entrySet().stream()
                .map(entry ->
                        new Heavy(
                                entry.getKey(),
                                entry.getValue()[0],
                                entry.getValue()[1],
                                entry.getValue()[2]))
                .sorted(
                        Comparator.comparingLong(Heavy::charges)
                                .thenComparingLong(Heavy::calls)
                                .reversed()
                                .thenComparing(Heavy::name))
                .limit(limit)
                .toList();
    }

    private void addHours(long fromHour, long toHour) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select integration, user, kind, sum(calls), sum(charges), sum(errors)"
                                + " from hours where org = ? and hour >= ? and hour < ?"
                                + " group by integration, user, kind")) {
            select.setInt(1, org);
            select.setLong(2, fromHour);
            select.setLong(3, toHour);
            addRows(select);
        }
        new RollupSums(connection)
                .eachJournalCell(cell -> {
                    if (cell.org() == org && cell.hour() >= fromHour && cell.hour() < toHour) {
                        add(
                                cell.integration(),
                                cell.user(),
                                cell.kind(),
                                cell.calls(),
                                cell.charges(),
                                cell.errors());
                    }
                });
        connection.commit();
    }

    private void addCalls(long fromMillis, long toMillis) throws SQLException {
        if (fromMillis >= toMillis) {
            return;
        }
        for (var range : SeqRange.of(connection, fromMillis, toMillis)) {
            var last = Math.min(range.end() - 1, Recovery.lastSeq(connection));
            connection.commit();
            for (var first = range.first(); first <= last; first += PAGE) {
                addPage(first, Math.min(last, first + PAGE - 1), fromMillis, toMillis);
            }
        }
        addImported(fromMillis, toMillis);
    }

    private void addPage(long first, long last, long fromMillis, long toMillis)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        select integration, user, kind, count(*), sum(charge),
                          sum(status >= 400 or outcome between 2 and 8)
                        from calls where seq between ? and ? and org = ? and at >= ? and at < ?
                          and outcome <> 0
                        group by integration, user, kind
                        """)) {
            select.setLong(1, first);
            select.setLong(2, last);
            select.setInt(3, org);
            select.setLong(4, fromMillis);
            select.setLong(5, toMillis);
            addRows(select);
        }
        connection.commit();
    }

    private void addImported(long fromMillis, long toMillis) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select integration, user, kind, count(*), sum(charge), sum(error)"
                                + " from imported where at >= ? and at < ? and org = ?"
                                + " group by integration, user, kind")) {
            select.setLong(1, fromMillis);
            select.setLong(2, toMillis);
            select.setInt(3, org);
            addRows(select);
        }
        connection.commit();
    }

    private void addRows(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                add(
                        rows.getInt(1),
                        rows.getInt(2),
                        rows.getInt(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6));
            }
        }
    }

    private void add(int integration, int user, int kind, long calls, long charges, long errors) {
        var sum = sums.computeIfAbsent(label(integration, user, kind), _ -> new long[3]);
        sum[0] += calls;
        sum[1] += charges;
        sum[2] += errors;
    }

    private String label(int integration, int user, int kind) {
        var its = kinds.get(kind);
        return switch (by) {
            case INTEGRATION -> names.getOrDefault(integration, Words.nameless(integration));
            case USER -> names.getOrDefault(user, Words.nameless(user));
            case OBJECT ->
                    its == null ? "(other)" : its.object().isEmpty() ? "(none)" : its.object();
            case FAMILY -> its == null ? "OTHER" : its.family().name();
            case OPERATION -> its == null ? "(other)" : its.operation();
            case RESOURCE -> its == null ? "(other)" : its.resource();
        };
    }
}
