package headroom.ledger;

import headroom.ledger.LedgerReader.LimitSeen;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what an org has said of its limits. One-owner.
record LimitRows(Connection connection, int org) {
    private static final String SEEN =
            "select n.name, l.at, l.max, l.remaining from limit_sightings l join names n"
                    + " on n.kind = ? and n.id = l.name where l.org = ? and l.at >= ? and l.at < ?"
                    + " order by l.at, n.name";

    List<LimitSeen> seen(Instant from, Instant to) throws SQLException {
        var all = new ArrayList<LimitSeen>();
        try (var select = connection.prepareStatement(SEEN)) {
            select.setInt(1, Names.LIMIT.code);
            select.setInt(2, org);
            select.setLong(3, from.toEpochMilli());
            select.setLong(4, to.toEpochMilli());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(
                            new LimitSeen(
                                    rows.getString(1),
                                    Instant.ofEpochMilli(rows.getLong(2)),
                                    rows.getLong(3),
                                    rows.getLong(4)));
                }
            }
        }
        return all;
    }

    /// One look into the index.
    Optional<Instant> last() throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select at from limit_sightings where org = ? order by at desc limit 1")) {
            select.setInt(1, org);
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(Instant.ofEpochMilli(rows.getLong(1)))
                        : Optional.empty();
            }
        }
    }
}
