package headroom.cli;

import headroom.history.History;
import headroom.history.HistoryException;
import headroom.history.LogSource;
import headroom.history.NotALog;
import headroom.watch.LogFetch;
import headroom.watch.LogFile;
import headroom.watch.LogList;
import headroom.watch.LogOptions;
import headroom.watch.LogRound;
import headroom.watch.LogStore;
import headroom.watch.OrgDoor;
import headroom.watch.OrgTrouble;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.logging.Level;

/// Fetches an org's event logs by hand, into the history or into a folder.
@Command(
        name = "get",
        description = {
            "Fetch an org's event logs: all that are missing, or those named, into the history.",
            "",
            "A file costs one call of the org, sent straight to it. With --into the files are put"
                    + " into a folder as they are, and nothing is imported.",
            "",
            "  headroom logs get",
            "  headroom logs get ApiTotalUsage-2026-11-18.csv",
            "  headroom logs get --from 2026-11-01 --into /var/salesforce/logs"
        })
final class LogsGetCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description =
                    "Files as `logs list` names them, or their ids; without: what is missing.")
    private List<String> names = List.of();

    @Mixin private final LogsOrg which = new LogsOrg();

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "Put the files there and import nothing.")
    private @Nullable Path into;

    @Option(names = "--force", description = "Fetch again what is there already, and replace it.")
    private boolean force;

    @Mixin private final Troubles troubles = new Troubles();

    LogsGetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var found = which.find(surroundings);
        var chosen = chosen();
        return LogsOrg.ask(
                found,
                surroundings,
                door -> into == null ? bring(found, door, chosen) : put(door, chosen, into));
    }

    private Predicate<LogFile> chosen() {
        var chosen = which.chosen();
        return names.isEmpty() ? chosen : chosen.and(this::isNamed);
    }

    private boolean isNamed(LogFile file) {
        var name = file.identity().fileName();
        return names.contains(name)
                || names.contains(name.substring(0, name.length() - ".csv".length()))
                || names.contains(file.id());
    }

    private int bring(LogsOrg.Found found, OrgDoor door, Predicate<LogFile> chosen)
            throws IOException, InterruptedException {
        Files.createDirectories(found.configuration().data());
        var options = new LogOptions(which.types(), true, false, Long.MAX_VALUE);
        var round =
                new LogRound(
                        found.name(),
                        found.logs(),
                        door,
                        (org, sources, reception) -> bring(found, org, sources, reception),
                        options,
                        surroundings.clock());
        var outcome =
                round.run(new LogRound.Choice(chosen, !names.isEmpty(), force), PATIENCE, _ -> {});
        outcome.troubles().forEach(trouble -> LogsOrg.tell(surroundings, trouble));
        surroundings
                .out()
                .println(
                        (outcome.files() == 0
                                        ? "nothing to fetch"
                                        : outcome.brought()
                                                + " of "
                                                + outcome.files()
                                                + " files are in the history now")
                                + "; spent "
                                + door.sent()
                                + " calls of the org");
        return outcome.brought() == outcome.files() ? ExitCodes.OK : ExitCodes.UNAVAILABLE;
    }

    private boolean bring(
            LogsOrg.Found found, String org, List<LogSource> sources, LogStore.Reception reception)
            throws IOException, InterruptedException {
        var callers = LoggedOrgs.callers(found.configuration());
        try (var history = ImportedDays.open(surroundings, found.history())) {
            for (var source : sources) {
                try {
                    var brought = history.bring(source, _ -> org, callers);
                    reception.brought(source, brought);
                    surroundings.out().println(line(source, brought));
                } catch (NotALog e) {
                    reception.refused(source, String.valueOf(e.getMessage()));
                } catch (HistoryException.Busy e) {
                    throw e;
                } catch (IOException | HistoryException e) {
                    reception.failed(source, String.valueOf(e.getMessage()));
                }
            }
            new ImportedDays(surroundings, found.configuration().ledgerFile()).sum(history);
        }
        return true;
    }

    private static String line(LogSource source, History.Brought brought) {
        return source.name()
                + "  "
                + Figures.count(brought.rows())
                + " rows, "
                + Figures.count(brought.added())
                + " new";
    }

    private int put(OrgDoor door, Predicate<LogFile> chosen, Path where)
            throws IOException, InterruptedException {
        var folder = Files.createDirectories(surroundings.folder().resolve(where));
        var listed =
                LogList.of(
                        door,
                        which.types(),
                        Optional.empty(),
                        trouble -> LogsOrg.tell(surroundings, trouble));
        var got = 0;
        var failed = 0;
        for (var file : listed.stream().filter(chosen).toList()) {
            var to = folder.resolve(file.identity().fileName());
            if (Files.exists(to) && !force) {
                surroundings.out().println(to + " is there already");
                continue;
            }
            try {
                LogFetch.fetch(door, file, to, () -> surroundings.stop().asked());
                surroundings.out().println(to + "  " + Figures.count(file.bytes()) + " bytes");
                got++;
            } catch (IOException e) {
                LogsOrg.tell(surroundings, to + ": " + OrgTrouble.words(e));
                failed++;
            }
        }
        surroundings
                .out()
                .println(got + " files fetched; spent " + door.sent() + " calls of the org");
        return failed == 0 ? ExitCodes.OK : ExitCodes.UNAVAILABLE;
    }
}
