package headroom.history;

import headroom.history.Catalog.Segment;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Chosen single calls, as tables in the DuckDB of whoever asks: `logged_calls`, in the log's own
/// words, and `logged_kinds`, which has the words that calls have everywhere else. One-owner.
final class HistoryCalls {
    private static final long HOUR_MILLIS = 3_600_000L;

    private final Path folder;
    private final Catalog catalog;
    private final Duck duck;

    HistoryCalls(Path folder, Catalog catalog, Duck duck) {
        this.folder = folder;
        this.catalog = catalog;
        this.duck = duck;
    }

    void bring(String org) {
        var hours = duck.list("select distinct hour from wanted order by 1", row -> row.getLong(1));
        var first = hours.isEmpty() ? 0 : hours.getFirst();
        var last = hours.isEmpty() ? -1 : hours.getLast();
        var segments =
                catalog.segmentsBetween(org, day(first), day(last)).stream()
                        .filter(segment -> touches(segment, hours))
                        .toList();
        duck.run(Staging.NO_ROWS);
        duck.run(
                SqlText.of(
                        HistoryCalls.class,
                        "logged-calls",
                        Map.of(
                                "counting",
                                relation(segments, true),
                                "others",
                                relation(segments, false),
                                "from",
                                "" + first * HOUR_MILLIS,
                                "to",
                                "" + (last + 1) * HOUR_MILLIS)));
        KindWords.name(duck, "logged_calls", "count(*)", "logged_kinds");
    }

    private static boolean touches(Segment segment, List<Long> hours) {
        return hours.stream()
                .anyMatch(hour ->
                        segment.firstAt() < (hour + 1) * HOUR_MILLIS
                                && segment.lastAt() >= hour * HOUR_MILLIS);
    }

    private static String day(long hour) {
        return LocalDate.ofEpochDay(Math.floorDiv(hour, 24L)).toString();
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
}
