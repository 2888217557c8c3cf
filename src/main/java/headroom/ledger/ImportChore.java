package headroom.ledger;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Books an imported file in bites, so that live calls wait for a bite and not for a file.
///
/// Each bite is one transaction with its rows, its sums and how far the file has come; a file
/// broken off goes on from there when it is brought again. The writer owns it, but for [#receipt].
final class ImportChore implements Writer.Chore {
    private static final int BITE = 4_000;

    private final ImportBatch batch;
    private final long nowMillis;
    private final CompletableFuture<ImportReceipt> receipt = new CompletableFuture<>();
    private @Nullable KnownRequests known;
    private int done;
    private int booked;
    private long charges;
    private int skipped;
    private long nextN;

    ImportChore(ImportBatch batch, long nowMillis) {
        this.batch = batch;
        this.nowMillis = nowMillis;
    }

    /// Waits for the end.
    ImportReceipt receipt() {
        try {
            return receipt.join();
        } catch (CompletionException e) {
            throw new LedgerException(
                    "the file " + batch.file() + " could not be booked; bring it again", e);
        }
    }

    @Override
    public boolean bite(Books books) throws SQLException {
        var connection = books.connection();
        if (known == null) {
            known = new KnownRequests(connection, batch.org());
            if (resume(connection) && done == batch.calls().size()) {
                connection.commit();
                end(true);
                return false;
            }
        }
        var to = Math.min(done + BITE, batch.calls().size());
        var cells = new ArrayList<Cell>();
        writeRows(connection, known, batch.calls().subList(done, to), cells);
        done = to;
        writeProgress(connection);
        cells.forEach(books::learn);
        try {
            books.writeWithChore();
        } catch (SQLException | DiskFault e) {
            cells.forEach(cell -> books.learn(cell.negated()));
            throw e;
        }
        if (done < batch.calls().size()) {
            return true;
        }
        end(false);
        return false;
    }

    @Override
    public void failed(SQLException why) {
        receipt.completeExceptionally(why);
    }

    private void end(boolean isRepeated) {
        receipt.complete(
                new ImportReceipt(batch.calls().size(), booked, charges, skipped, isRepeated));
    }

    private boolean resume(Connection connection) throws SQLException {
        try (var sum = connection.createStatement();
                var rows = sum.executeQuery("select coalesce(sum(booked), 0) from files")) {
            rows.next();
            nextN = rows.getLong(1);
        }
        try (var select =
                connection.prepareStatement(
                        "select done, booked, charges, known from files where org = ? and hash"
                                + " = ?")) {
            select.setInt(1, batch.org());
            select.setString(2, batch.contentHash());
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                done = rows.getInt(1);
                booked = rows.getInt(2);
                charges = rows.getLong(3);
                skipped = rows.getInt(4);
                return true;
            }
        }
    }

    private void writeRows(
            Connection connection,
            KnownRequests requests,
            List<ImportBatch.ImportedCall> calls,
            List<Cell> cells)
            throws SQLException {
        try (var insert =
                new Batch(
                        connection, "insert into imported values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var call : calls) {
                if (!requests.add(call)) {
                    skipped++;
                    continue;
                }
                booked++;
                charges += call.charge();
                insert.number(1, call.atMillis()).number(2, nextN++).text(3, call.requestId());
                insert.number(4, batch.org()).number(5, call.integration());
                insert.number(6, call.user()).number(7, call.kind()).number(8, call.charge());
                insert.number(9, call.error() ? 1 : 0).number(10, batch.source().code).row();
                cells.add(Cell.ofImported(call, batch.org(), batch.source()));
            }
            insert.run();
        }
    }

    private void writeProgress(Connection connection) throws SQLException {
        try (var upsert =
                new Batch(
                        connection,
                        "insert or replace into files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            upsert.number(1, batch.org()).text(2, batch.contentHash()).text(3, batch.file());
            upsert.number(4, batch.simulated() ? 1 : 0).number(5, batch.calls().size());
            upsert.number(6, done).number(7, booked).number(8, charges).number(9, skipped);
            upsert.number(10, nowMillis).row();
            upsert.run();
        }
    }
}
