package headroom.history;

import headroom.history.Catalog.Segment;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Chosen single calls, as tables in the DuckDB of whoever asks: `logged_calls`, in the log's own
/// words, and `logged_kinds`, which has the words that calls have everywhere else. One-owner.
///
/// Rows lie in the files nearly in the order of their time: each run of hours is read by a range of
/// time of its own, which passes over what lies between.
final class HistoryCalls {
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final String NOTHING = "select * from no_rows";

    private final Path folder;
    private final Catalog catalog;
    private final Duck duck;

    HistoryCalls(Path folder, Catalog catalog, Duck duck) {
        this.folder = folder;
        this.catalog = catalog;
        this.duck = duck;
    }

    /// Hours that follow each other.
    private record Run(long fromMillis, long toMillis) {
        boolean touches(Segment segment) {
            return segment.firstAt() < toMillis && segment.lastAt() >= fromMillis;
        }
    }

    void bring(String org) {
        var runs = runs();
        var segments =
                runs.isEmpty()
                        ? List.<Segment>of()
                        : catalog.segmentsBetween(
                                org,
                                day(runs.getFirst().fromMillis()),
                                day(runs.getLast().toMillis()));
        var counting = relation(segments, runs, true);
        var others = relation(segments, runs, false);
        duck.run(Staging.NO_ROWS);
        duck.run(
                SqlText.of(
                        HistoryCalls.class,
                        "logged-calls",
                        Map.of(
                                "counting", counting,
                                "others", others,
                                "known", others.equals(NOTHING) ? NOTHING : counting)));
        KindWords.name(duck, "logged_calls", "count(*)", "logged_kinds");
    }

    private List<Run> runs() {
        var hours = duck.list("select distinct hour from wanted order by 1", row -> row.getLong(1));
        var runs = new ArrayList<Run>();
        for (var hour : hours) {
            var from = hour * HOUR_MILLIS;
            var joins = !runs.isEmpty() && runs.getLast().toMillis() == from;
            var start = joins ? runs.removeLast().fromMillis() : from;
            runs.add(new Run(start, from + HOUR_MILLIS));
        }
        return runs;
    }

    private static String day(long millis) {
        return LocalDate.ofEpochDay(Math.floorDiv(millis, 24 * HOUR_MILLIS)).toString();
    }

    private String relation(List<Segment> segments, List<Run> runs, boolean isUsage) {
        var parts = new ArrayList<String>();
        for (var run : runs) {
            var files =
                    segments.stream()
                            .filter(run::touches)
                            .filter(segment -> segment.tellsOfCalls(isUsage))
                            .map(segment -> folder.resolve(segment.path()))
                            .toList();
            if (!files.isEmpty()) {
                parts.add(
                        "select * from read_parquet("
                                + SqlText.files(files)
                                + ", hive_partitioning = false) where counts and at_millis >= "
                                + run.fromMillis()
                                + " and at_millis < "
                                + run.toMillis());
            }
        }
        return parts.isEmpty() ? NOTHING : String.join(" union all ", parts);
    }
}
