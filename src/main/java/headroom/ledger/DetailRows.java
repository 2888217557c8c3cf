package headroom.ledger;

import headroom.ledger.LedgerReader.FailureSum;
import headroom.ledger.LedgerReader.HourSum;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;

/// Rows by the hour and by the call, with names in the place of numbers, in the caller's
/// transaction.
final class DetailRows {
    private static final CallKind OTHER = new CallKind(ApiFamily.OTHER, "", "(other)", "", "");

    private final Connection connection;
    private final int org;
    private final Map<Integer, CallKind> kinds;
    private final Map<Integer, String> integrations;

    DetailRows(Connection connection, int org) throws SQLException {
        this.connection = connection;
        this.org = org;
        var words = new Words(connection);
        this.kinds = words.kinds();
        this.integrations = words.names(Names.INTEGRATION);
    }

    void hours(long from, long to, Consumer<HourSum> sums) throws SQLException {
        var users = new Words(connection).names(Names.USER);
        try (var select =
                connection.prepareStatement(
                        "select hour, integration, user, kind, calls, charges, errors from hours"
                                + " where org = ? and hour >= ? and hour < ? and source <> "
                                + Source.HISTORY.code)) {
            set(select, org, from, to);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    sums.accept(
                            new HourSum(
                                    rows.getLong(1),
                                    integration(rows.getInt(2)),
                                    name(users, rows.getInt(3)),
                                    kind(rows.getInt(4)),
                                    rows.getLong(5),
                                    rows.getLong(6),
                                    rows.getLong(7)));
                }
            }
        }
        new RollupSums(connection)
                .eachJournalCell(cell -> {
                    if (cell.org() == org && cell.hour() >= from && cell.hour() < to) {
                        sums.accept(
                                new HourSum(
                                        cell.hour(),
                                        integration(cell.integration()),
                                        name(users, cell.user()),
                                        kind(cell.kind()),
                                        cell.calls(),
                                        cell.charges(),
                                        cell.errors()));
                    }
                });
    }

    void failures(long fromMillis, long toMillis, Consumer<FailureSum> sums) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        """
                        select at / 3600000, integration, kind, status, outcome, count(*),
                          sum(charge)
                        from calls where seq >= ? and seq < ? and org = ? and at >= ? and at < ?
                          and (status >= 400 or outcome between 2 and 8)
                        group by 1, 2, 3, 4, 5
                        """)) {
            for (var range : SeqRange.of(connection, fromMillis, toMillis)) {
                set(select, range.first(), range.end(), org, fromMillis, toMillis);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        sums.accept(
                                new FailureSum(
                                        rows.getLong(1),
                                        integration(rows.getInt(2)),
                                        kind(rows.getInt(3)),
                                        rows.getInt(4),
                                        Outcome.of(rows.getInt(5)),
                                        rows.getLong(6),
                                        rows.getLong(7)));
                    }
                }
            }
        }
    }

    void requests(long fromMillis, long toMillis, Consumer<String> requests) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select request from calls where seq >= ? and seq < ? and org = ?"
                                + " and at >= ? and at < ? and request <> ''")) {
            for (var range : SeqRange.of(connection, fromMillis, toMillis)) {
                set(select, range.first(), range.end(), org, fromMillis, toMillis);
                texts(select, requests);
            }
        }
        try (var select =
                connection.prepareStatement(
                        "select request from imported where at >= ? and at < ? and org = ?"
                                + " and request <> ''")) {
            set(select, fromMillis, toMillis, org);
            texts(select, requests);
        }
    }

    private static void texts(PreparedStatement select, Consumer<String> to) throws SQLException {
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                to.accept(rows.getString(1));
            }
        }
    }

    private static void set(PreparedStatement select, long... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            select.setLong(i + 1, values[i]);
        }
    }

    private CallKind kind(int id) {
        return kinds.getOrDefault(id, OTHER);
    }

    private String integration(int id) {
        return name(integrations, id);
    }

    private static String name(Map<Integer, String> names, int id) {
        return names.getOrDefault(id, Words.nameless(id));
    }
}
