package headroom.history;

import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A DuckDB in memory, within limits: what does not fit its memory goes to files beside the
/// history. It never reaches for the network. One-owner, but for [#share].
public final class Duck implements AutoCloseable {
    /// How Parquet is written: for a quick import. A dictionary that grows long is given up early,
    /// as ids have no use for it.
    static final String PARQUET =
            "format parquet, parquet_version v2, compression zstd, compression_level 1,"
                    + " dictionary_size_limit 8000";

    private static final int THREADS_MAX = 4;

    private final DuckDBConnection connection;
    private volatile @Nullable Statement staging;
    private volatile boolean isStaged;

    /// @param megabytes memory for DuckDB itself, beside Java's
    /// @param overflow a folder for what does not fit
    public Duck(int megabytes, Path overflow) {
        var options = new Properties();
        options.put("memory_limit", megabytes + "MB");
        options.put("threads", "" + threads());
        options.put("temp_directory", overflow.toString());
        options.put("preserve_insertion_order", "false");
        options.put("autoinstall_known_extensions", "false");
        options.put("autoload_known_extensions", "false");
        try {
            connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", options);
            try (var statement = connection.createStatement()) {
                // Names of files are used again: nothing read under them may be remembered.
                statement.execute("set enable_external_file_cache = false");
            }
        } catch (SQLException e) {
            throw new HistoryException("DuckDB could not be started: " + e.getMessage(), e);
        }
    }

    private static int threads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, THREADS_MAX);
    }

    /// Makes a value of a row.
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Puts rows into a table, column by column.
    @FunctionalInterface
    public interface Filling {
        void fill(org.duckdb.DuckDBAppender rows) throws SQLException;
    }

    public void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new HistoryException("DuckDB refused: " + e.getMessage(), e);
        }
    }

    /// Runs what takes long; of it [#share] tells.
    void stage(String sql) {
        isStaged = false;
        try (var statement = connection.createStatement()) {
            staging = statement;
            statement.execute(sql);
            isStaged = true;
        } catch (SQLException e) {
            throw new HistoryException("DuckDB refused: " + e.getMessage(), e);
        } finally {
            staging = null;
        }
    }

    /// What is staged next is something else.
    void unstage() {
        isStaged = false;
    }

    public <T> List<T> list(String sql, Row<T> row) {
        var all = new ArrayList<T>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(row.of(rows));
            }
        } catch (SQLException e) {
            throw new HistoryException("DuckDB refused: " + e.getMessage(), e);
        }
        return all;
    }

    public void fill(String table, Filling filling) {
        try (var appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
            filling.fill(appender);
        } catch (SQLException e) {
            throw new HistoryException("DuckDB refused: " + e.getMessage(), e);
        }
    }

    /// Adds a row of texts.
    public static void row(org.duckdb.DuckDBAppender to, String... texts) {
        try {
            to.beginRow();
            for (var text : texts) {
                to.append(text);
            }
            to.endRow();
        } catch (SQLException e) {
            throw new HistoryException("DuckDB refused a row: " + e.getMessage(), e);
        }
    }

    /// How much is staged, 0 to 1; any thread may ask.
    double share() {
        try {
            return staging instanceof DuckDBPreparedStatement statement
                    ? Math.clamp(statement.getQueryProgress().getPercentage() / 100, 0, 1)
                    : isStaged ? 1 : 0;
        } catch (SQLException e) {
            return isStaged ? 1 : 0;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new HistoryException("DuckDB could not be closed: " + e.getMessage(), e);
        }
    }
}
