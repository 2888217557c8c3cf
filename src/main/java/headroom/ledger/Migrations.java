package headroom.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/// The versions of the ledger's file, each a text of SQL that leads there from the one before.
final class Migrations {
    /// The version this program writes.
    static final int CURRENT = 3;

    /// "HDRM": tells a ledger from any other SQLite file.
    static final int APPLICATION_ID = 0x4844_524d;

    private static final Pattern STATEMENTS_END = Pattern.compile(";\\s*\\n");

    private Migrations() {}

    static int version(Connection connection) throws SQLException {
        return number(connection, "pragma user_version");
    }

    static boolean isLedger(Connection connection) throws SQLException {
        return number(connection, "pragma application_id") == APPLICATION_ID;
    }

    static boolean isEmpty(Connection connection) throws SQLException {
        return number(connection, "select count(*) from sqlite_master") == 0;
    }

    /// Brings a file forward to the current version, one transaction a step.
    static void run(Connection connection) throws SQLException {
        for (var next = version(connection) + 1; next <= CURRENT; next++) {
            try (var statement = connection.createStatement()) {
                for (var sql : STATEMENTS_END.splitAsStream(text(next)).toList()) {
                    if (!sql.isBlank()) {
                        statement.executeUpdate(sql);
                    }
                }
                statement.executeUpdate("pragma application_id = " + APPLICATION_ID);
                statement.executeUpdate("pragma user_version = " + next);
            }
            connection.commit();
        }
    }

    /// Gives a reader of an older file the tables it lacks, empty and for this connection only: the
    /// file is brought forward by the next one that writes it. Columns it goes without, see
    /// [CallScan].
    static void pretend(Connection connection) throws SQLException {
        for (var next = version(connection) + 1; next <= CURRENT; next++) {
            try (var statement = connection.createStatement()) {
                for (var sql : STATEMENTS_END.splitAsStream(text(next)).toList()) {
                    if (sql.contains("alter table")) {
                        continue;
                    }
                    statement.executeUpdate(sql.replace("create table", "create temp table"));
                }
            }
        }
    }

    private static String text(int version) {
        try (var stream = Migrations.class.getResourceAsStream("v" + version + ".sql")) {
            if (stream == null) {
                throw new IllegalStateException("no migration to version " + version);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the migration to version " + version, e);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
