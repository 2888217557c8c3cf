package headroom.cli;

import headroom.history.History;
import headroom.history.LogSource;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// Brings event log files into the history and their sums into the ledger.
@Command(
        name = "import",
        description = {
            "Import event log files that an org keeps of its API use.",
            "",
            "It reads ApiTotalUsage, API, RestApi, BulkApi, BulkApi2 and BulkApiRequest, daily or"
                    + " hourly, as .csv or .csv.gz, in the columns of any release. A call counts"
                    + " once, in however many files it stands and whether or not it passed the"
                    + " gateway: importing a file again, or hourly files and then the daily one,"
                    + " adds nothing twice.",
            "",
            "  headroom import ApiTotalUsage-2026-11-18.csv",
            "  headroom import --org acme-prod /var/salesforce/logs"
        })
final class ImportCommand implements Callable<Integer> {
    private static final int REFUSED_SHOWN_MAX = 20;

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE|FOLDER",
            arity = "1..*",
            description = "Log files, or folders of them.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--org",
            paramLabel = "NAME",
            description =
                    "The org they are of (default: the one with the files' org id in the"
                            + " configuration, else that id).")
    private @Nullable String org;

    @Mixin private final LedgerPlace place = new LedgerPlace();
    @Mixin private final Troubles troubles = new Troubles();

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var found = place.locate(surroundings);
        var sources = LogFiles.find(surroundings.folder(), paths);
        Files.createDirectories(found.ledgerFile().toAbsolutePath().getParent());
        try (var history = ImportedDays.open(surroundings, found.historyFolder())) {
            var sums = new ImportSums(surroundings);
            int refused;
            try (var _ = new StopWords(surroundings.err(), () -> sums.stopped(sources.size()))) {
                refused = bring(history, sources, found, sums);
                if (!sums.isEmpty()) {
                    new ImportedDays(surroundings, found.ledgerFile()).sum(history);
                }
            }
            return refused == 0 ? ExitCodes.OK : ExitCodes.BAD_INPUT;
        }
    }

    /// Brings file after file; returns how many could not be read.
    private int bring(
            History history, List<LogSource> sources, LedgerPlace.Found found, ImportSums sums)
            throws Exception {
        var names = new LoggedOrgs(org, found.configuration());
        var began = System.nanoTime();
        var refused = new ArrayList<String>();
        try (var progress = new ImportProgress(surroundings, history, LogFiles.bytes(sources))) {
            for (var source : sources) {
                progress.file(source.name());
                try {
                    var brought = history.bring(source, names::name, names.callers());
                    progress.pause();
                    sums.add(source, brought);
                } catch (IOException e) {
                    progress.pause();
                    refused.add(source.file() + ": " + e.getMessage());
                }
            }
        }
        sums.total(Duration.ofNanos(System.nanoTime() - began));
        refused.stream()
                .limit(REFUSED_SHOWN_MAX)
                .forEach(line -> surroundings.err().println("headroom: left out " + line));
        if (refused.size() > REFUSED_SHOWN_MAX) {
            surroundings
                    .err()
                    .println(
                            "headroom: … and "
                                    + (refused.size() - REFUSED_SHOWN_MAX)
                                    + " files more were left out");
        }
        return refused.size();
    }
}
