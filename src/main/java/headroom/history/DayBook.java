package headroom.history;

import headroom.history.Catalog.Day;
import headroom.ledger.HistoryDay;
import headroom.ledger.Ledger;
import headroom.ledger.Names;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts a day's sums into the ledger as rollups, under the ledger's numbers for names: DuckDB does
/// the naming, so that few texts cross over to Java. One-owner.
final class DayBook {
    private final Path folder;
    private final Catalog catalog;
    private final Duck duck;
    private final Ledger ledger;
    private final Map<CallKind, Integer> kinds = new HashMap<>();

    DayBook(Path folder, Catalog catalog, Duck duck, Ledger ledger) {
        this.folder = folder;
        this.catalog = catalog;
        this.duck = duck;
        this.ledger = ledger;
    }

    /// Books a day of which [DayRollup#view] has just been made.
    ///
    /// @param recent whether the day may touch the window
    void book(Day day, boolean recent) {
        var sums =
                "read_parquet("
                        + SqlText.quote(path(day).toString())
                        + ", hive_partitioning = false)";
        number(sums, "integration", Names.INTEGRATION);
        number(sums, "username", Names.USER);
        numberKinds(sums);
        ledger.replaceHistory(
                new HistoryDay(
                        ledger.id(Names.ORG, day.org()),
                        LocalDate.parse(day.day()).toEpochDay(),
                        hours(sums),
                        minutes(),
                        recent ? seconds() : List.of()));
        catalog.booked(day);
        catalog.commit();
    }

    private Path path(Day day) {
        var now = catalog.days("where org = ? and day = ?", day.org(), day.day());
        return folder.resolve(now.getFirst().path());
    }

    /// Makes a table of the names in a column and the ledger's numbers for them.
    private void number(String sums, String column, Names names) {
        var words =
                duck.list("select distinct " + column + " from " + sums, row -> row.getString(1));
        var table = column + "_numbers";
        duck.run("create or replace temp table " + table + " (word varchar, number integer)");
        duck.fill(
                table,
                to -> {
                    for (var word : words) {
                        to.beginRow();
                        to.append(word);
                        to.append(ledger.id(names, word));
                        to.endRow();
                    }
                });
    }

    private void numberKinds(String sums) {
        var found =
                duck.list(
                        "select distinct family, version, resource, object, operation from " + sums,
                        row ->
                                new CallKind(
                                        ApiFamily.valueOf(row.getString(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5)));
        duck.run(
                "create or replace temp table kind_numbers (family varchar, version varchar,"
                        + " resource varchar, object varchar, operation varchar, number integer)");
        duck.fill(
                "kind_numbers",
                to -> {
                    for (var kind : found) {
                        append(to, kind);
                    }
                });
    }

    private void append(org.duckdb.DuckDBAppender to, CallKind kind) throws SQLException {
        to.beginRow();
        to.append(kind.family().name());
        to.append(kind.version());
        to.append(kind.resource());
        to.append(kind.object());
        to.append(kind.operation());
        to.append(kinds.computeIfAbsent(kind, ledger::kindId));
        to.endRow();
    }

    private List<HistoryDay.Hour> hours(String sums) {
        return duck.list(
                SqlText.of(DayBook.class, "hours", Map.of("sums", sums)),
                row ->
                        new HistoryDay.Hour(
                                row.getLong(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7)));
    }

    private List<HistoryDay.Minute> minutes() {
        return duck.list(
                SqlText.of(DayBook.class, "minutes", Map.of()),
                row ->
                        new HistoryDay.Minute(
                                row.getLong(1),
                                row.getInt(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)));
    }

    private List<HistoryDay.Second> seconds() {
        return duck.list(
                SqlText.of(DayBook.class, "seconds", Map.of()),
                row -> new HistoryDay.Second(row.getLong(1), row.getInt(2), row.getInt(3)));
    }
}
