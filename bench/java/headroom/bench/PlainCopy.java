package headroom.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;

/// What an import is held against: DuckDB alone makes Parquet of a log file, checking, naming and
/// comparing nothing.
///
/// Arguments: CSV file, Parquet file, times. Prints rows, seconds and CPU seconds of the best time.
public final class PlainCopy {
    private PlainCopy() {}

    public static void main(String[] args) throws Exception {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        var options = new Properties();
        options.put("threads", "" + Runtime.getRuntime().availableProcessors());
        options.put("memory_limit", "600MB");
        options.put("preserve_insertion_order", "false");
        var copy =
                "copy (select * from read_csv('%s', header = true, all_varchar = true)) to '%s'"
                        + " (format parquet, compression zstd)";
        try (var duck = DriverManager.getConnection("jdbc:duckdb:", options);
                var statement = duck.createStatement()) {
            var rows = 0L;
            var best = Double.MAX_VALUE;
            var bestCpu = Double.MAX_VALUE;
            for (var i = 0; i < Integer.parseInt(args[2]); i++) {
                var began = System.nanoTime();
                var cpu = system.getProcessCpuTime();
                rows =
                        statement.executeLargeUpdate(
                                copy.formatted(Path.of(args[0]), Path.of(args[1])));
                best = Math.min(best, (System.nanoTime() - began) / 1e9);
                bestCpu = Math.min(bestCpu, (system.getProcessCpuTime() - cpu) / 1e9);
            }
            System.out.printf("%d %.3f %.3f%n", rows, best, bestCpu);
        }
    }
}
