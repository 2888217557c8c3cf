package headroom.ledger;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// How the ledger's file is opened, and what is said when it cannot be.
final class LedgerFile {
    static final int PAGE_BYTES = 2048;

    private static final int WRITER_WAITS_MILLIS = 250;
    private static final int READER_WAITS_MILLIS = 5_000;

    private LedgerFile() {}

    /// The writer's connection: created if it is not there, checked, migrated.
    static Connection writer(LedgerOptions options) {
        var file = options.file();
        try {
            var config = common(WRITER_WAITS_MILLIS);
            config.setPageSize(PAGE_BYTES);
            var connection = connect(file, config);
            try {
                check(connection, file);
                prepare(connection, options);
                connection.setAutoCommit(false);
                Migrations.run(connection);
                return connection;
            } catch (SQLException | LedgerException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw refused(file, e);
        }
    }

    /// A second connection of the writing process, for checkpoints and copies.
    static Connection keeper(Path file) throws SQLException {
        return connect(file, common(20));
    }

    /// A reading connection, of this or another process.
    static Connection reader(Path file) {
        if (!Files.exists(file)) {
            throw new LedgerException(
                    "no ledger at " + file + "; start the gateway first, or name its ledger");
        }
        try {
            var config = common(READER_WAITS_MILLIS);
            config.setReadOnly(true);
            var connection = connect(file, config);
            try {
                check(connection, file);
                Migrations.pretend(connection);
                connection.setAutoCommit(false);
                return connection;
            } catch (SQLException | LedgerException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw refused(file, e);
        }
    }

    static Path wal(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /// Ends a transaction that failed, also when SQLite has ended it already.
    static void rollback(Connection connection) throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The driver begins anew only after a rollback that worked.
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("begin");
            }
        }
    }

    /// One clear sentence for whatever SQLite refused at the opening.
    static LedgerException refused(Path file, SQLException e) {
        var code =
                e instanceof SQLiteException known
                        ? known.getResultCode()
                        : SQLiteErrorCode.SQLITE_ERROR;
        var primary = SQLiteErrorCode.getErrorCode(code.code & 0xff);
        var what =
                switch (primary) {
                    case SQLITE_NOTADB ->
                            "is not a SQLite database; name another file, or restore a backup";
                    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_READONLY ->
                            "cannot be opened for writing; check the permissions of the file and"
                                    + " its folder";
                    case SQLITE_FULL -> "cannot grow: the disk is full; make room and start again";
                    case SQLITE_BUSY, SQLITE_LOCKED ->
                            "is locked by another program; end that program and start again";
                    case SQLITE_CORRUPT -> "is damaged; restore a backup";
                    default -> "could not be opened; see the cause";
                };
        return new LedgerException(
                "the ledger " + file + " " + what + " (" + e.getMessage() + ")", e);
    }

    /// Says what is wrong with a place before anything is created there.
    static void checkPlace(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new LedgerException(
                    "the folder of the ledger " + file + " does not exist; create it first");
        }
        if (Files.isDirectory(file)) {
            throw new LedgerException("the ledger " + file + " is a folder; name a file");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new LedgerException(
                    "the ledger "
                            + file
                            + " cannot be opened for writing; check the permissions of the file"
                            + " and its folder");
        }
    }

    private static void check(Connection connection, Path file) throws SQLException {
        if (!Migrations.isLedger(connection) && !Migrations.isEmpty(connection)) {
            throw new LedgerException(
                    file + " is a SQLite database, but not a ledger; name another file");
        }
        var version = Migrations.version(connection);
        if (version > Migrations.CURRENT) {
            throw new LedgerException(
                    "the ledger "
                            + file
                            + " has version "
                            + version
                            + ", this program knows version "
                            + Migrations.CURRENT
                            + " and older; start a newer Headroom");
        }
    }

    private static void prepare(Connection connection, LedgerOptions options) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma wal_autocheckpoint = 0");
            statement.execute(
                    "pragma max_page_count = " + Math.max(1, options.fileBytesMax() / PAGE_BYTES));
        }
    }

    private static SQLiteConfig common(int waitsMillis) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(waitsMillis);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    private static Connection connect(Path file, SQLiteConfig config) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    }
}
