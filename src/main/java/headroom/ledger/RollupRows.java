package headroom.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/// The rollup tables and the journal before them. One-owner.
final class RollupRows implements AutoCloseable {
    private final Batch minutes;
    private final Batch hours;
    private final Batch days;
    private final Batch journal;
    private final Batch folded;

    RollupRows(Connection connection) throws SQLException {
        minutes =
                new Batch(
                        connection,
                        """
                        insert into minutes values (?, ?, ?, ?, ?, ?, ?)
                        on conflict do update set calls = calls + excluded.calls,
                          charges = charges + excluded.charges, errors = errors + excluded.errors
                        """);
        hours =
                new Batch(
                        connection,
                        """
                        insert into hours values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do update set calls = calls + excluded.calls,
                          charges = charges + excluded.charges, errors = errors + excluded.errors,
                          bytes = bytes + excluded.bytes, millis = millis + excluded.millis
                        """);
        days =
                new Batch(
                        connection,
                        """
                        insert into days values (?, ?, ?, ?, ?, ?, ?)
                        on conflict do update set calls = calls + excluded.calls,
                          charges = charges + excluded.charges, errors = errors + excluded.errors
                        """);
        journal = new Batch(connection, "insert into journal (cells) values (?)");
        folded = new Batch(connection, "delete from journal");
    }

    void journal(Journal cells) throws SQLException {
        if (!cells.isEmpty()) {
            journal.bytes(1, cells.bytes()).row();
            journal.run();
        }
    }

    /// Writes the sums of everything the journal holds (and whatever it could not take), and
    /// empties it.
    void fold(Tallies tallies) throws SQLException {
        for (var entry : tallies.minutes.entrySet()) {
            var key = entry.getKey();
            var sum = entry.getValue();
            minutes.row(
                    key.org(),
                    key.minute(),
                    key.integration(),
                    key.source(),
                    sum.calls,
                    sum.charges,
                    sum.errors);
        }
        for (var entry : tallies.hours.entrySet()) {
            var key = entry.getKey();
            var sum = entry.getValue();
            hours.row(
                    key.org(),
                    key.hour(),
                    key.integration(),
                    key.user(),
                    key.kind(),
                    key.source(),
                    sum.calls,
                    sum.charges,
                    sum.errors,
                    sum.bytes,
                    sum.millis);
        }
        for (var entry : tallies.days.entrySet()) {
            var key = entry.getKey();
            var sum = entry.getValue();
            days.row(
                    key.day(),
                    key.org(),
                    key.integration(),
                    key.source(),
                    sum.calls,
                    sum.charges,
                    sum.errors);
        }
        minutes.run();
        hours.run();
        days.run();
        folded.row();
        folded.run();
    }

    @Override
    public void close() throws SQLException {
        minutes.close();
        hours.close();
        days.close();
        journal.close();
        folded.close();
    }
}
