package headroom.cli;

import headroom.history.History;
import headroom.history.HistoryReader;
import headroom.history.LogExport;
import headroom.history.LogExport.Form;
import headroom.report.RangeText;
import headroom.watch.LogOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Writes imported event logs of a range as one file.
@Command(
        name = "export",
        description = {
            "Export imported event logs of a range as one CSV or Parquet file.",
            "",
            "Columns are the same for every release and type of log, and each row stands once, in"
                    + " however many files it came. Times are UTC; whole hours.",
            "",
            "Texts are written as they came, for programs to read again: a spreadsheet may take a"
                    + " name that begins with =, +, - or @ for a formula. `headroom report` writes"
                    + " CSV that is safe there.",
            "",
            "  headroom logs export calls.parquet --last 30d",
            "  headroom logs export calls.csv --from 2026-11-12 --to 2026-11-13T08:00Z"
        })
final class LogsExportCommand implements Callable<Integer> {
    private static final long HOUR_SECONDS = 3600;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "A new file, by its name .csv or .parquet.")
    private Path file = Path.of("");

    @Option(
            names = "--org",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The org; not needed if there is only one.")
    private String org = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Such as RestApi; may be repeated (default: ApiTotalUsage).")
    private List<String> types = List.of();

    @Option(names = "--from", paramLabel = "TIME", defaultValue = "", description = "From then.")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "", description = "Before then.")
    private String to = "";

    @Option(
            names = "--last",
            paramLabel = "N[d|h]",
            defaultValue = "",
            description = "The last so many UTC days or hours (default: 7d).")
    private String last = "";

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    @Mixin private final LedgerPlace place = new LedgerPlace();
    @Mixin private final Troubles troubles = new Troubles();

    LogsExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var form = form();
        var history = place.locate(surroundings).historyFolder();
        if (!HistoryReader.exists(history)) {
            throw new Failure(ExitCodes.NO_INPUT, "nothing has been imported yet in " + history);
        }
        var export = export(history);
        var target = surroundings.folder().resolve(file).toAbsolutePath();
        var folder = Objects.requireNonNull(target.getParent());
        if (!Files.isDirectory(folder)) {
            throw new Failure(ExitCodes.NO_INPUT, "there is no folder " + folder);
        }
        long rows;
        try {
            rows = export.write(history, form, target, force);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(
                    ExitCodes.CANNOT_WRITE, target + " is there already; --force replaces it", e);
        }
        if (rows == 0) {
            throw new Failure(
                    ExitCodes.NO_INPUT,
                    "nothing of "
                            + export.org()
                            + " is imported from "
                            + export.from()
                            + " to "
                            + export.to()
                            + "; no file was written");
        }
        surroundings.out().println(Figures.count(rows) + " rows are in " + target);
        return ExitCodes.OK;
    }

    private LogExport export(Path history) {
        for (var type : types) {
            if (!History.TYPES.contains(type)) {
                throw new Failure(
                        ExitCodes.USAGE,
                        "'"
                                + type
                                + "' is no event log of API use: "
                                + String.join(", ", History.TYPES));
            }
        }
        try {
            var range = new RangeText(from, to, last).read(surroundings.clock().instant());
            return new LogExport(
                    org(history),
                    types.isEmpty() ? List.of(LogOptions.USAGE) : types,
                    Instant.ofEpochSecond(range.fromHour() * HOUR_SECONDS),
                    Instant.ofEpochSecond(range.toHour() * HOUR_SECONDS));
        } catch (DateTimeException e) {
            throw new Failure(
                    ExitCodes.USAGE,
                    "not a range of time: "
                            + e.getMessage()
                            + "; say --last 7d, or --from 2026-11-12 with --to 2026-11-13T08:00Z",
                    e);
        }
    }

    private String org(Path history) {
        try (var reader = HistoryReader.open(history)) {
            var orgs = reader.orgs();
            if (orgs.contains(org)) {
                return org;
            }
            if (org.isEmpty() && orgs.size() == 1) {
                return orgs.getFirst();
            }
            throw new Failure(
                    ExitCodes.USAGE,
                    (org.isEmpty() ? "name one with --org: " : "no such org is imported: ")
                            + String.join(", ", orgs));
        }
    }

    private Form form() {
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Form.CSV;
        }
        if (name.endsWith(".parquet")) {
            return Form.PARQUET;
        }
        throw new Failure(ExitCodes.USAGE, "the file's name must end in .csv or .parquet: " + file);
    }
}
