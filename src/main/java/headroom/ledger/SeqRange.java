package headroom.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A run of calls: the seqs from `first` up to, not including, `end`.
record SeqRange(long first, long end) {

    /// The runs that hold the calls of a time range; whole minutes, so a caller still checks the
    /// time.
    static List<SeqRange> of(Connection connection, long fromMillis, long toMillis)
            throws SQLException {
        var ranges = new ArrayList<SeqRange>();
        try (var select =
                connection.prepareStatement(
                        """
                        select m.first_seq,
                          (select min(n.first_seq) from call_minutes n
                           where n.first_seq > m.first_seq)
                        from call_minutes m where m.minute between ? and ? order by m.first_seq
                        """)) {
            select.setLong(1, Math.floorDiv(fromMillis, 60_000L));
            select.setLong(2, Math.floorDiv(toMillis - 1, 60_000L));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var next = rows.getLong(2);
                    var end = rows.wasNull() ? Long.MAX_VALUE : next;
                    add(ranges, rows.getLong(1), end);
                }
            }
        }
        return ranges;
    }

    private static void add(List<SeqRange> ranges, long first, long end) {
        if (!ranges.isEmpty() && ranges.getLast().end() == first) {
            ranges.set(ranges.size() - 1, new SeqRange(ranges.getLast().first(), end));
        } else {
            ranges.add(new SeqRange(first, end));
        }
    }
}
