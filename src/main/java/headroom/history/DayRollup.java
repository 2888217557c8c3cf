package headroom.history;

import headroom.history.Catalog.Day;
import headroom.history.Catalog.Segment;
import headroom.ledger.HistoryDay;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerReader;
import headroom.ledger.Names;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sums a day of history anew whenever a file has changed it: for reports as Parquet, for the
/// ledger as rollups. What the ledger has metered itself is left out, by request id. One-owner.
final class DayRollup {
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final Path folder;
    private final Path incoming;
    private final Catalog catalog;
    private final Duck duck;

    DayRollup(Path folder, Path incoming, Catalog catalog, Duck duck) {
        this.folder = folder;
        this.incoming = incoming;
        this.catalog = catalog;
        this.duck = duck;
    }

    /// Makes the day's sums and notes them in the catalogue.
    void roll(Day day, @Nullable LedgerReader reader) throws IOException {
        view(day, reader);
        duck.run(SqlText.of(DayRollup.class, "sums", Map.of()));
        KindWords.name(duck, "day_sums", "sum(calls)", "log_kinds");
        var path =
                "hours/org="
                        + History.folderName(day.org())
                        + "/day="
                        + day.day()
                        + "/sums-"
                        + day.version()
                        + ".parquet";
        var staged = incoming.resolve("sums.parquet");
        duck.run(
                SqlText.of(
                        DayRollup.class,
                        "rollup",
                        Map.of("file", SqlText.quote(staged.toString()))));
        LogImport.settle(staged, folder.resolve(path));
        catalog.rolled(day, path);
        catalog.commit();
    }

    /// Puts the sums made last into the ledger.
    ///
    /// @param recent whether the day may touch the window
    void book(Day day, Ledger ledger, boolean recent) {
        var org = ledger.id(Names.ORG, day.org());
        ledger.replaceHistory(
                new HistoryDay(
                        org,
                        LocalDate.parse(day.day()).toEpochDay(),
                        hours(day, ledger),
                        minutes(ledger),
                        recent ? seconds(ledger) : List.of()));
        catalog.booked(day);
        catalog.commit();
    }

    /// Makes `day_calls`: each call of the day once.
    void view(Day day, @Nullable LedgerReader reader) {
        var segments = catalog.segments(day.org(), day.day());
        duck.run(Staging.NO_ROWS);
        know(day, reader);
        duck.run(
                SqlText.of(
                        DayRollup.class,
                        "calls",
                        Map.of(
                                "counting", relation(segments, true),
                                "others", relation(segments, false))));
    }

    private String relation(List<Segment> segments, boolean isUsage) {
        var files =
                segments.stream()
                        .filter(segment ->
                                LogType.find(segment.type())
                                        .filter(LogType::tellsOfCalls)
                                        .filter(type ->
                                                (type == LogType.API_TOTAL_USAGE) == isUsage)
                                        .isPresent())
                        .map(segment -> folder.resolve(segment.path()))
                        .toList();
        return files.isEmpty()
                ? "no_rows"
                : "read_parquet(" + SqlText.files(files) + ", hive_partitioning = false)";
    }

    private void know(Day day, @Nullable LedgerReader reader) {
        duck.run("create or replace temp table known_requests (request varchar)");
        if (reader == null) {
            return;
        }
        var org = reader.orgs().stream().filter(one -> one.name().equals(day.org())).findFirst();
        var from = LocalDate.parse(day.day()).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (org.isPresent()) {
            duck.fill(
                    "known_requests",
                    rows ->
                            reader.eachRequest(
                                    org.get().id(),
                                    from.minus(MARGIN),
                                    from.plus(Duration.ofDays(1)).plus(MARGIN),
                                    request -> Duck.row(rows, request)));
        }
    }

    private List<HistoryDay.Hour> hours(Day day, Ledger ledger) {
        var ids = new HashMap<CallKind, Integer>();
        return duck.list(
                "select hour, integration, username, family, version, resource, object, operation,"
                        + " cast(sum(calls) as bigint), cast(sum(charges) as bigint),"
                        + " cast(coalesce(sum(calls) filter (where status >= 400), 0) as bigint)"
                        + " from read_parquet("
                        + SqlText.quote(path(day).toString())
                        + ", hive_partitioning = false) group by all order by hour",
                row -> {
                    var kind =
                            new CallKind(
                                    ApiFamily.valueOf(row.getString(4)),
                                    row.getString(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getString(8));
                    return new HistoryDay.Hour(
                            row.getLong(1),
                            ledger.id(Names.INTEGRATION, row.getString(2)),
                            ledger.id(Names.USER, row.getString(3)),
                            ids.computeIfAbsent(kind, ledger::kindId),
                            row.getLong(9),
                            row.getLong(10),
                            row.getLong(11));
                });
    }

    private Path path(Day day) {
        var now = catalog.days("where org = ? and day = ?", day.org(), day.day());
        return folder.resolve(now.getFirst().path());
    }

    private List<HistoryDay.Minute> minutes(Ledger ledger) {
        return duck.list(
                "select cast(floor(at_millis / 60000) as bigint), integration, count(*),"
                        + " cast(sum(counted) as bigint), count(*) filter (where status >= 400)"
                        + " from day_calls group by 1, 2 order by 1",
                row ->
                        new HistoryDay.Minute(
                                row.getLong(1),
                                ledger.id(Names.INTEGRATION, row.getString(2)),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)));
    }

    private List<HistoryDay.Second> seconds(Ledger ledger) {
        return duck.list(
                "select cast(floor(at_millis / 1000) as bigint), integration,"
                        + " cast(sum(counted) as integer) from day_calls where counted > 0"
                        + " group by 1, 2 order by 1",
                row ->
                        new HistoryDay.Second(
                                row.getLong(1),
                                ledger.id(Names.INTEGRATION, row.getString(2)),
                                row.getInt(3)));
    }
}
