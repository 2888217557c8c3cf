package headroom.history;

import headroom.history.Catalog.Day;
import headroom.history.Catalog.Segment;
import headroom.ledger.LedgerReader;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Sums a day of history anew whenever a file has changed it, as Parquet by the hour. What the
/// ledger has metered itself is left out: by request id as long as it keeps single calls, then by
/// its sums. One-owner.
final class DayRollup {
    /// How far apart the times may be that two records have of one call.
    static final Duration MARGIN = Duration.ofMinutes(10);

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
        learnUsers(day);
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

    /// Whose names the logs tell together with their ids.
    private void learnUsers(Day day) {
        duck.list(
                        "select distinct user_id, username from day_sums"
                                + " where strlen(user_id) = 15 and username <> user_id",
                        row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(user -> catalog.learnUser(day, user.getKey(), user.getValue()));
    }

    /// Makes `day_calls`: each call of the day once.
    void view(Day day, @Nullable LedgerReader reader) {
        var segments = catalog.segments(day.org(), day.day());
        duck.run(Staging.NO_ROWS);
        var counting = relation(segments, segment -> segment.tellsOfCalls(true)).orElse("no_rows");
        var events = relation(segments, Segment::tellsOfEvents);
        var others =
                relation(
                        segments,
                        segment -> segment.tellsOfCalls(false) && !segment.tellsOfEvents());
        // Of the calls that no usage file has, those that SOQL told; of the rest, the other logs'.
        var usage = requests(day, segment -> segment.tellsOfCalls(true));
        var told = requests(day, segment -> segment.tellsOfCalls(true) || segment.tellsOfEvents());
        var more =
                events.map(found -> others(usage, found)).orElse("")
                        + others.map(found -> others(told, found)).orElse("");
        duck.run(
                SqlText.of(
                        DayRollup.class,
                        "calls",
                        Map.of(
                                "counting",
                                counting,
                                "others",
                                more,
                                "unknown",
                                know(day, reader) == 0
                                        ? ""
                                        : SqlText.of(DayRollup.class, "unknown", Map.of()))));
        if (duck.list("select 1 from known_sums limit 1", row -> row.getInt(1)).size() > 0) {
            duck.run(SqlText.of(DayRollup.class, "rest", Map.of()));
        }
    }

    private static String others(String counting, String others) {
        return SqlText.of(
                DayRollup.class, "others", Map.of("counting", counting, "others", others));
    }

    /// The requests of a day, and of a little before and after it: two logs may tell of one call on
    /// either side of midnight.
    private String requests(Day day, Predicate<Segment> of) {
        var date = LocalDate.parse(day.day());
        var from = date.atStartOfDay(ZoneOffset.UTC).toInstant().minus(MARGIN).toEpochMilli();
        var to = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(MARGIN);
        var segments =
                catalog.segmentsBetween(
                        day.org(), date.minusDays(1).toString(), date.plusDays(1).toString());
        return relation(
                        segments,
                        segment ->
                                of.test(segment)
                                        && segment.firstAt() < to.toEpochMilli()
                                        && segment.lastAt() >= from)
                .map(found ->
                        "(select request from "
                                + found
                                + " where at_millis >= "
                                + from
                                + " and at_millis < "
                                + to.toEpochMilli()
                                + ")")
                .orElse("no_rows");
    }

    private Optional<String> relation(List<Segment> segments, Predicate<Segment> of) {
        var files =
                segments.stream()
                        .filter(of)
                        .map(segment -> folder.resolve(segment.path()))
                        .toList();
        return Optional.of(files)
                .filter(found -> !found.isEmpty())
                .map(found ->
                        "read_parquet(" + SqlText.files(found) + ", hive_partitioning = false)");
    }

    /// Makes `known_requests`, and says how many there are.
    private long know(Day day, @Nullable LedgerReader reader) {
        duck.run("create or replace temp table known_requests (request varchar)");
        duck.run(
                "create or replace temp table known_sums (hour bigint, integration varchar,"
                        + " is_counted boolean, calls bigint)");
        if (reader == null) {
            return 0;
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
            duck.fill(
                    "known_sums",
                    rows ->
                            reader.eachForgotten(
                                    org.get().id(),
                                    from,
                                    from.plus(Duration.ofDays(1)),
                                    sum -> {
                                        forgotten(rows, sum, true, sum.counted());
                                        forgotten(rows, sum, false, sum.uncounted());
                                    }));
        }
        return duck.list("select count(*) from known_requests", row -> row.getLong(1)).getFirst();
    }

    private static void forgotten(
            DuckDBAppender to, LedgerReader.Forgotten sum, boolean isCounted, long calls) {
        try {
            to.beginRow();
            to.append(sum.hour());
            to.append(sum.integration());
            to.append(isCounted);
            to.append(calls);
            to.endRow();
        } catch (SQLException e) {
            throw new HistoryException("DuckDB refused a row: " + e.getMessage(), e);
        }
    }
}
