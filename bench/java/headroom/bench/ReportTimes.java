package headroom.bench;

import headroom.ledger.LedgerReader;
import headroom.report.Declared;
import headroom.report.OverviewReader;
import headroom.report.OverviewSheet;
import headroom.report.ReportRange;
import headroom.report.Reports;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/// How long reports take in a process that runs already: the first time and, as a median, later.
///
/// Arguments: data folder, org, first day, day after the last, times, then names of reports. Prints
/// a line for each: name, milliseconds of the first time, median and CPU milliseconds of the
/// others.
public final class ReportTimes {
    private ReportTimes() {}

    @FunctionalInterface
    private interface Work {
        int rows();
    }

    public static void main(String[] args) {
        var data = Path.of(args[0]);
        var times = Integer.parseInt(args[4]);
        var range = ReportRange.of(midnight(args[2]), midnight(args[3]));
        for (var i = 5; i < args.length; i++) {
            var name = args[i];
            say(name, times, () -> rows(data, args[1], range, name));
        }
    }

    private static Instant midnight(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    private static int rows(Path data, String org, ReportRange range, String name) {
        var now = Instant.now();
        try (var reader = LedgerReader.open(data.resolve("ledger.db"))) {
            var sheet =
                    name.equals(Reports.OVERVIEW)
                            ? OverviewSheet.of(
                                    new OverviewReader(reader, Declared.NOTHING).read(now), org)
                            : new Reports(reader, data.resolve("history"))
                                    .make(name, org, range, now);
            return sheet.sections().stream().mapToInt(section -> section.rows().size()).sum();
        }
    }

    private static void say(String name, int times, Work work) {
        var threads =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        var began = System.nanoTime();
        var rows = work.rows();
        var first = millis(began);
        var later = new double[times];
        var cpu = threads.getProcessCpuTime();
        for (var i = 0; i < times; i++) {
            began = System.nanoTime();
            rows = work.rows();
            later[i] = millis(began);
        }
        var spent = (threads.getProcessCpuTime() - cpu) / 1e6 / times;
        Arrays.sort(later);
        System.out.printf("%s %.0f %.0f %.0f %d%n", name, first, later[times / 2], spent, rows);
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }
}
