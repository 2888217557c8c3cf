package headroom.history;

import org.sqlite.SQLiteConfig;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which files are in the history and which Parquet files hold their rows. Only what stands here is
/// ever read: a half-written file does not. One-owner.
final class Catalog implements AutoCloseable {
    private final Connection connection;

    /// A log file that is in.
    record FileRow(long id, String org, String type, String identity, String hash, long rows) {}

    /// A Parquet file of one log file's rows of one day.
    ///
    /// @param path relative to the history's folder
    /// @param counted rows that no other file has
    record Segment(
            String path,
            long file,
            String org,
            String type,
            String day,
            long rows,
            long counted,
            long firstAt,
            long lastAt) {
        boolean overlaps(Segment other) {
            return firstAt <= other.lastAt && other.firstAt <= lastAt;
        }

        /// Whether rows of it count as calls.
        ///
        /// @param isUsage in ApiTotalUsage, else in any other log
        boolean tellsOfCalls(boolean isUsage) {
            return counted > 0
                    && LogType.find(type)
                            .filter(LogType::tellsOfCalls)
                            .filter(log -> (log == LogType.API_TOTAL_USAGE) == isUsage)
                            .isPresent();
        }

        /// Whether SOQL told of its calls.
        boolean tellsOfEvents() {
            return counted > 0 && type.equals(LogType.USAGE_EVENT.word());
        }

        /// Whether the file says of each row whether it counts; else all count, or none.
        boolean isMixed() {
            return counted > 0 && counted < rows;
        }

        Segment counting(String file, long rowsThatCount) {
            return new Segment(
                    file, this.file, org, type, day, rows, rowsThatCount, firstAt, lastAt);
        }
    }

    /// A day's sums.
    record Day(String org, String day, long version, long rolled, long booked, String path) {}

    Catalog(Path file, boolean isReadOnly) {
        try {
            var config = new SQLiteConfig();
            config.setBusyTimeout(10_000);
            config.setReadOnly(isReadOnly);
            connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
            if (!isReadOnly) {
                try (var statement = connection.createStatement()) {
                    CatalogTables.make(statement);
                }
            }
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new HistoryException(
                    "the catalogue of the history, "
                            + file
                            + ", cannot be opened: "
                            + e.getMessage(),
                    e);
        }
    }

    Optional<FileRow> fileByHash(String org, String hash) {
        return files("where org = ? and hash = ?", org, hash).stream().findFirst();
    }

    /// Files of so many bytes: one of just as many may be one of them.
    List<FileRow> filesOfBytes(long bytes) {
        return files("where bytes = ?", bytes);
    }

    Optional<FileRow> fileByIdentity(String org, String identity) {
        return files("where org = ? and identity = ?", org, identity).stream().findFirst();
    }

    private List<FileRow> files(String where, Object... values) {
        return list(
                "select id, org, type, identity, hash, rows from files " + where,
                row ->
                        new FileRow(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6)),
                values);
    }

    long nextFile() {
        return list("select coalesce(max(id), 0) + 1 from files", row -> row.getLong(1)).getFirst();
    }

    /// A day's segments in the order in which their files came.
    List<Segment> segments(String org, String day) {
        return segments("where org = ? and day = ? order by file, path", org, day);
    }

    List<Segment> segmentsOfFile(long file) {
        return segments("where file = ?", file);
    }

    List<Segment> segmentsBetween(String org, String firstDay, String lastDay) {
        return segments(
                "where org = ? and day >= ? and day <= ? order by day, file, path",
                org,
                firstDay,
                lastDay);
    }

    List<String> paths() {
        return list(
                "select path from segments union select path from days", row -> row.getString(1));
    }

    List<String> orgs() {
        return list("select distinct org from days order by org", row -> row.getString(1));
    }

    List<HistoryReader.Held> held(String org) {
        return list(
                "select type, identity, name, rows, added, at from files where org = ? order by id",
                row ->
                        new HistoryReader.Held(
                                row.getString(1),
                                Optional.of(row.getString(2))
                                        .filter(text -> !text.isEmpty())
                                        .map(LogIdentity::parse),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(5),
                                Instant.ofEpochMilli(row.getLong(6))),
                org);
    }

    List<LocalDate> unnamedDays(String org, String type) {
        return list(
                "select distinct day from segments where org = ? and type = ? and file in"
                        + " (select id from files where identity = '') and "
                        + CatalogTables.READABLE
                        + " order by day",
                row -> LocalDate.parse(row.getString(1)),
                org,
                type);
    }

    private List<Segment> segments(String where, Object... values) {
        return list(
                "select path, file, org, type, day, rows, counted, first_at, last_at from segments "
                        + where,
                row ->
                        new Segment(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9)),
                values);
    }

    List<Day> days(String where, Object... values) {
        return list(
                "select org, day, version, rolled, booked, path from (select * from days where "
                        + CatalogTables.READABLE
                        + ") "
                        + where,
                row ->
                        new Day(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getString(6)),
                values);
    }

    void addFile(FileRow file, String name, long bytes, LogImport.Outcome outcome, long atMillis) {
        change(
                "insert into files (id, org, type, identity, hash, name, rows, added, damaged, at,"
                        + " bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                file.id(),
                file.org(),
                file.type(),
                file.identity(),
                file.hash(),
                name,
                outcome.rows(),
                outcome.added(),
                outcome.damaged(),
                atMillis,
                bytes);
    }

    void identify(FileRow file, String identity) {
        change("update files set identity = ? where id = ?", identity, file.id());
    }

    void removeFile(long file) {
        change("delete from files where id = ?", file);
        change("delete from segments where file = ?", file);
    }

    void put(Segment it) {
        change(
                "insert into segments values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                it.path(),
                it.file(),
                it.org(),
                it.type(),
                it.day(),
                it.rows(),
                it.counted(),
                it.firstAt(),
                it.lastAt());
        touch(it);
    }

    void remove(Segment segment) {
        change("delete from segments where path = ?", segment.path());
    }

    /// Notes that a day's sums are no longer right.
    void touch(String org, String day) {
        change(
                "insert into days values (?, ?, 1, 0, 0, '')"
                        + " on conflict do update set version = version + 1",
                org,
                day);
    }

    /// The same for the day of a segment, and for days beside it of which other logs may tell of
    /// the same calls.
    void touch(Segment segment) {
        touch(segment.org(), segment.day());
        if (!segment.tellsOfCalls(true) && !segment.tellsOfEvents()) {
            return;
        }
        var day = LocalDate.parse(segment.day());
        var margin = DayRollup.MARGIN.toMillis();
        change(
                "update days set version = version + 1 where org = ?1 and day in (select day from"
                        + " segments where org = ?1 and day in (?2, ?3) and type <> ?4"
                        + " and first_at <= ?5 and last_at >= ?6)",
                segment.org(),
                day.minusDays(1).toString(),
                day.plusDays(1).toString(),
                LogType.API_TOTAL_USAGE.word(),
                segment.lastAt() + margin,
                segment.firstAt() - margin);
    }

    void rolled(Day day, String path) {
        change(
                "update days set rolled = ?, path = ? where org = ? and day = ?",
                day.version(),
                path,
                day.org(),
                day.day());
    }

    /// The name that the latest day tells stays.
    void learnUser(Day day, String id, String name) {
        change(
                "insert into users values (?, ?, ?, ?) on conflict do update"
                        + " set name = excluded.name, day = excluded.day"
                        + " where excluded.day >= day",
                day.org(),
                id,
                name,
                day.day());
    }

    /// User names by id; the first catalogues had none.
    Map<String, String> users(String org) {
        var users = new HashMap<String, String>();
        if (list("select 1 from sqlite_master where name = 'users'", _ -> 1).isEmpty()) {
            return users;
        }
        list(
                        "select id, name from users where org = ?",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        org)
                .forEach(user -> users.put(user.getKey(), user.getValue()));
        return users;
    }

    void booked(Day day) {
        change(
                "update days set booked = ? where org = ? and day = ?",
                day.version(),
                day.org(),
                day.day());
    }

    void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Row<T> of, Object... values) {
        var all = new ArrayList<T>();
        try (var select = connection.prepareStatement(sql)) {
            set(select, values);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(of.of(rows));
                }
            }
        } catch (SQLException e) {
            throw broken(e);
        }
        return all;
    }

    private void change(String sql, Object... values) {
        try (var change = connection.prepareStatement(sql)) {
            set(change, values);
            change.executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static HistoryException broken(SQLException e) {
        return new HistoryException("the catalogue of the history failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw broken(e);
        }
    }
}
