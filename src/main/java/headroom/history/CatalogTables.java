package headroom.history;

import java.sql.SQLException;
import java.sql.Statement;

/// The tables of the catalogue, and what older catalogues lack of them.
final class CatalogTables {
    /// Whether a day is one. A release once took times of which DuckDB made no day: their rows were
    /// never counted, and must not keep those of other days from it.
    static final String READABLE = "day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'";

    private static final String[] TABLES = {
        """
        create table if not exists files (
          id integer primary key, org text not null, type text not null, identity text not null,
          hash text not null, name text not null, rows integer not null, added integer not null,
          damaged integer not null, at integer not null, bytes integer not null default 0,
          unique (org, hash))
        """,
        """
        create table if not exists segments (
          path text primary key, file integer not null, org text not null, type text not null,
          day text not null, rows integer not null, counted integer not null,
          first_at integer not null, last_at integer not null)
        """,
        "create index if not exists segments_by_day on segments (org, day, type, file)",
        // A day changes by version; `rolled` and `booked` say for which one its sums stand.
        """
        create table if not exists days (
          org text not null, day text not null, version integer not null,
          rolled integer not null, booked integer not null, path text not null,
          primary key (org, day))
        """,
        """
        create table if not exists users (
          org text not null, id text not null, name text not null, day text not null,
          primary key (org, id))
        """
    };

    private CatalogTables() {}

    static void make(Statement statement) throws SQLException {
        statement.execute("pragma journal_mode = wal");
        for (var table : TABLES) {
            statement.execute(table);
        }
        addBytes(statement);
        for (var table : new String[] {"segments", "days"}) {
            statement.execute("delete from " + table + " where not " + READABLE);
        }
    }

    /// The column that the first catalogues did not have.
    private static void addBytes(Statement statement) throws SQLException {
        try (var columns = statement.executeQuery("select name from pragma_table_info('files')")) {
            while (columns.next()) {
                if (columns.getString(1).equals("bytes")) {
                    return;
                }
            }
        }
        statement.execute("alter table files add column bytes integer not null default 0");
    }
}
