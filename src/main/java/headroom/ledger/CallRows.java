package headroom.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The rows of single calls. One-owner.
///
/// A row is written at the intent and completed in place twice. What is not known yet is written as
/// a negative number as wide as the values to come, so that a row never outgrows its page later.
final class CallRows implements AutoCloseable {
    private static final long UNKNOWN_STATUS = Short.MIN_VALUE;
    private static final long UNKNOWN = Integer.MIN_VALUE;

    private final Batch insert;
    private final Batch settle;
    private final Batch end;
    private final Batch whole;
    private final Batch minutes;
    private long minuteNow = Long.MIN_VALUE;

    CallRows(Connection connection) throws SQLException {
        insert =
                new Batch(
                        connection,
                        "insert into calls values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                + UNKNOWN_STATUS
                                + ", "
                                + UNKNOWN
                                + ", "
                                + UNKNOWN
                                + ", "
                                + UNKNOWN
                                + ", ?)");
        settle =
                new Batch(
                        connection,
                        "update calls set charge = ?, outcome = ?, status = ? where seq = ?");
        end =
                new Batch(
                        connection,
                        "update calls set outcome = ?, request_bytes = ?, answer_bytes = ?,"
                                + " millis = ? where seq = ?");
        whole =
                new Batch(
                        connection,
                        "update calls set charge = ?, outcome = ?, status = ?, request_bytes = ?,"
                                + " answer_bytes = ?, millis = ? where seq = ?");
        minutes = new Batch(connection, "insert into call_minutes values (?, ?)");
    }

    void insert(List<OpenCall> calls) throws SQLException {
        for (var call : calls) {
            var intent = call.intent();
            insert.number(1, call.seq).text(2, intent.requestId()).number(3, intent.atMillis());
            insert.number(4, intent.org()).number(5, intent.integration());
            insert.number(6, intent.user()).number(7, intent.kind()).number(8, intent.charge());
            insert.number(9, intent.estimated() ? 1 : 0);
            insert.number(10, Outcome.IN_FLIGHT.code).number(11, intent.mark()).row();
            var minute = Math.floorDiv(intent.atMillis(), 60_000L);
            if (minute != minuteNow) {
                minuteNow = minute;
                minutes.row(call.seq, minute);
            }
        }
        insert.run();
        minutes.run();
    }

    void settle(List<OpenCall> calls) throws SQLException {
        for (var call : calls) {
            var settlement = call.settlement;
            var ending = call.ending;
            if (settlement == null || call.inGap) {
                continue;
            }
            var outcome = call.outcome().code;
            if (ending == null) {
                settle.row(settlement.charge(), outcome, settlement.status(), call.seq);
            } else {
                whole.row(
                        settlement.charge(),
                        outcome,
                        settlement.status(),
                        ending.requestBytes(),
                        ending.answerBytes(),
                        ending.durationMillis(),
                        call.seq);
            }
        }
        settle.run();
        whole.run();
    }

    void end(List<OpenCall> calls) throws SQLException {
        for (var call : calls) {
            var ending = call.ending;
            if (ending != null && !call.inGap) {
                end.row(
                        call.outcome().code,
                        ending.requestBytes(),
                        ending.answerBytes(),
                        ending.durationMillis(),
                        call.seq);
            }
        }
        end.run();
    }

    /// The transaction failed: what it began must be written again.
    void rolledBack() {
        minuteNow = Long.MIN_VALUE;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        settle.close();
        end.close();
        whole.close();
        minutes.close();
    }
}
