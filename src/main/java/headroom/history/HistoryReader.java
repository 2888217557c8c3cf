package headroom.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a history holds, for reports; it may be read while another process imports. One-owner.
public final class HistoryReader implements AutoCloseable {
    private final Path folder;
    private final Catalog catalog;

    private HistoryReader(Path folder) {
        this.folder = folder;
        this.catalog = new Catalog(folder.resolve(History.CATALOG), true);
    }

    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(History.CATALOG));
    }

    /// The file that changes with every import.
    public static Path catalog(Path folder) {
        return folder.resolve(History.CATALOG);
    }

    /// The file beside it that changes before it does.
    public static Path catalogLog(Path folder) {
        return folder.resolve(History.CATALOG + "-wal");
    }

    public static HistoryReader open(Path folder) {
        return new HistoryReader(folder);
    }

    public List<String> orgs() {
        return catalog.orgs();
    }

    /// The sums of an org's days in [first, last], hour by hour; what they hold is told in
    /// `rollup.sql`.
    public List<Path> hourFiles(String org, LocalDate first, LocalDate last) {
        return catalog
                .days(
                        "where org = ? and day >= ? and day <= ? and path <> '' order by day",
                        org,
                        first.toString(),
                        last.toString())
                .stream()
                .map(day -> folder.resolve(day.path()))
                .toList();
    }

    /// Makes `logged_calls` and `logged_kinds` in somebody's DuckDB: an org's single calls of the
    /// hours since 1970 and integrations that stand in its table `wanted`.
    public void bringCalls(Duck duck, String org) {
        new HistoryCalls(folder, catalog, duck).bring(org);
    }

    /// A log file that is in.
    ///
    /// @param identity which file of the org it is; absent if its name did not say
    /// @param name under which it came
    /// @param added rows that no other file had
    public record Held(
            String type,
            Optional<LogIdentity> identity,
            String name,
            long rows,
            long added,
            Instant at) {}

    /// An org's files, in the order in which they came.
    public List<Held> files(String org) {
        return catalog.held(org);
    }

    /// The UTC days of which files without an identity brought rows of a type.
    public List<LocalDate> unnamedDays(String org, String type) {
        return catalog.unnamedDays(org, type);
    }

    /// Parquet files with an org's rows of a type of the days in [first, last]; only rows marked
    /// `counts` stand for themselves.
    List<Path> rowFiles(String org, String type, LocalDate first, LocalDate last) {
        return catalog.segmentsBetween(org, first.toString(), last.toString()).stream()
                .filter(segment -> segment.type().equals(type) && segment.counted() > 0)
                .map(segment -> folder.resolve(segment.path()))
                .toList();
    }

    /// Whether some day's sums are not in the ledger yet.
    public boolean hasUnbooked() {
        return !catalog.days("where booked < version limit 1").isEmpty();
    }

    /// The names that an org's logs tell of its users, by their ids of 15 characters.
    public Map<String, String> users(String org) {
        return catalog.users(org);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
