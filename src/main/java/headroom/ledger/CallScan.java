package headroom.ledger;

import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads the single calls of chosen hours, in pages, each a transaction of its own, so that the
/// writer's log is never held for long.
final class CallScan {
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final int PAGE = 20_000;
    private static final CallKind OTHER = new CallKind(ApiFamily.OTHER, "", "(other)", "", "");

    private final Connection connection;
    private final int org;
    private final Map<Integer, CallKind> kinds;
    private final Map<Integer, String> integrations;
    private final Map<Integer, String> users;
    private final Map<Long, Set<Integer>> ids = new HashMap<>();
    private final String sql;

    CallScan(Connection connection, int org) throws SQLException {
        this.connection = connection;
        this.org = org;
        var words = new Words(connection);
        this.kinds = words.kinds();
        this.integrations = words.names(Names.INTEGRATION);
        this.users = words.names(Names.USER);
        // A file of version 2 that no writer has opened since has no marks.
        var mark = Migrations.version(connection) < 3 ? "0" : "mark";
        this.sql =
                "select at, request, integration, user, kind, charge, status, outcome,"
                        + " request_bytes, "
                        + mark
                        + " from calls where seq between ? and ? and org = ? and at >= ?"
                        + " and at < ? and outcome <> 0";
        connection.commit();
    }

    void read(Map<Long, Set<String>> wanted, Consumer<CallSeen> calls) throws SQLException {
        var sorted = new TreeSet<>(wanted.keySet());
        wanted.forEach((hour, names) -> ids.put(hour, ids(names)));
        while (!sorted.isEmpty()) {
            var from = sorted.pollFirst();
            var some = new TreeSet<>(ids(from));
            var to = from + 1;
            while (sorted.remove(to)) {
                some.addAll(ids(to));
                to++;
            }
            read(from * HOUR_MILLIS, to * HOUR_MILLIS, some, calls);
        }
    }

    private Set<Integer> ids(long hour) {
        return ids.getOrDefault(hour, Set.of());
    }

    private void read(long fromMillis, long toMillis, Set<Integer> some, Consumer<CallSeen> calls)
            throws SQLException {
        var list = some.stream().map(String::valueOf).collect(Collectors.joining(", "));
        for (var range : SeqRange.of(connection, fromMillis, toMillis)) {
            var last = Math.min(range.end() - 1, Recovery.lastSeq(connection));
            connection.commit();
            for (var first = range.first(); first <= last; first += PAGE) {
                try (var select =
                        connection.prepareStatement(sql + " and integration in (" + list + ")")) {
                    select.setLong(1, first);
                    select.setLong(2, Math.min(last, first + PAGE - 1));
                    select.setInt(3, org);
                    select.setLong(4, fromMillis);
                    select.setLong(5, toMillis);
                    page(select, calls);
                }
                connection.commit();
            }
        }
    }

    private void page(PreparedStatement select, Consumer<CallSeen> calls) throws SQLException {
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var hour = Math.floorDiv(rows.getLong(1), HOUR_MILLIS);
                if (ids(hour).contains(rows.getInt(3))) {
                    calls.accept(call(rows));
                }
            }
        }
    }

    private Set<Integer> ids(Set<String> names) {
        var of = new HashSet<Integer>();
        integrations.forEach((id, name) -> {
            if (names.contains(name)) {
                of.add(id);
            }
        });
        if (names.contains(Words.nameless(0))) {
            of.add(0);
        }
        return of;
    }

    private CallSeen call(ResultSet rows) throws SQLException {
        var status = Math.max(0, rows.getInt(7));
        return new CallSeen(
                rows.getLong(1),
                rows.getString(2),
                name(integrations, rows.getInt(3)),
                name(users, rows.getInt(4)),
                kinds.getOrDefault(rows.getInt(5), OTHER),
                rows.getInt(6),
                status,
                status >= 400 || Outcome.of(rows.getInt(8)).isError(),
                Math.max(0, rows.getLong(9)),
                rows.getInt(10));
    }

    private static String name(Map<Integer, String> names, int id) {
        return names.getOrDefault(id, Words.nameless(id));
    }
}
