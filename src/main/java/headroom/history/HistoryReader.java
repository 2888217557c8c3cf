package headroom.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

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

    @Override
    public void close() {
        catalog.close();
    }
}
