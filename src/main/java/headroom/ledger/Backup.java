package headroom.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Copies of a ledger, made while it runs, and their way back. Neither ever replaces a file
/// unasked.
final class Backup {
    private Backup() {}

    static void copy(Path ledger, Path to) {
        if (Files.exists(to)) {
            throw new LedgerException("the backup " + to + " exists; name another file");
        }
        try (var connection = LedgerFile.keeper(ledger);
                var statement = connection.prepareStatement("vacuum into ?")) {
            statement.setString(1, to.toString());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new LedgerException(
                    "the ledger "
                            + ledger
                            + " could not be copied to "
                            + to
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    static void restore(Path backup, Path ledger, boolean replaces) {
        check(backup);
        if (Files.exists(ledger) && !replaces) {
            throw new LedgerException(
                    "a ledger exists at "
                            + ledger
                            + "; move it away or say that it may be replaced");
        }
        var part = ledger.resolveSibling(ledger.getFileName() + ".restoring");
        try (var _ = WriterLock.take(ledger)) {
            Files.copy(backup, part, StandardCopyOption.REPLACE_EXISTING);
            for (var side : List.of("-wal", "-shm")) {
                Files.deleteIfExists(ledger.resolveSibling(ledger.getFileName() + side));
            }
            Files.move(
                    part,
                    ledger,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LedgerException(
                    "the backup "
                            + backup
                            + " could not be put at "
                            + ledger
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static void check(Path backup) {
        try (var connection = LedgerFile.reader(backup)) {
            var verdict = integrity(connection);
            if (!verdict.equals("ok")) {
                throw new LedgerException("the backup " + backup + " is damaged: " + verdict);
            }
        } catch (SQLException e) {
            throw LedgerFile.refused(backup, e);
        }
    }

    private static String integrity(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("pragma integrity_check(1)")) {
            return rows.next() ? rows.getString(1) : "no answer";
        }
    }
}
