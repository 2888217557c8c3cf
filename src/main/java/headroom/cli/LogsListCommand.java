package headroom.cli;

import headroom.cli.Table.Column;
import headroom.watch.HeldLogs;
import headroom.watch.LogBook;
import headroom.watch.LogEntry;
import headroom.watch.LogFile;
import headroom.watch.LogGap;
import headroom.watch.LogList;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;

/// What event logs an org has, which of them are in the history, and which days are missing.
@Command(
        name = "list",
        description = {
            "List an org's event logs: which there are, which are in the history, what is missing.",
            "",
            "It costs about two calls of the org, sent straight to it. A gap that nobody can close"
                    + " any more is said to be one. Times are UTC.",
            "",
            "  headroom logs list --type ApiTotalUsage --from 2026-11-12",
            "  headroom logs list --json | jq '.gaps'"
        })
final class LogsListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private final LogsOrg which = new LogsOrg();

    @Option(names = "--json", description = "The same as JSON, for programs.")
    private boolean json;

    @Mixin private final Troubles troubles = new Troubles();

    LogsListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// What is known of the logs.
    private record Known(
            LogsOrg.Found found,
            List<LogFile> files,
            LogBook book,
            HeldLogs held,
            List<LogGap> gaps,
            Instant now) {
        String state(LogFile file) {
            var entry = book.find(file.identity());
            if (held.at(file).filter(at -> !at.isBefore(file.createdAt())).isPresent()) {
                return LogEntry.State.TAKEN.words();
            }
            if (entry.isEmpty() || !entry.get().file().id().equals(file.id())) {
                return held.at(file).isPresent()
                        ? "made anew since it was fetched"
                        : LogEntry.State.WAITING.words();
            }
            var trouble = entry.get().trouble();
            return entry.get().state().words() + (trouble.isEmpty() ? "" : ": " + trouble);
        }
    }

    @Override
    public Integer call() throws Exception {
        troubles.logs(surroundings, Level.WARNING);
        var found = which.find(surroundings);
        var chosen = which.chosen();
        var types = which.types();
        var listed =
                LogsOrg.ask(
                        found,
                        surroundings,
                        door ->
                                LogList.of(
                                        door,
                                        types,
                                        Optional.empty(),
                                        trouble -> LogsOrg.tell(surroundings, trouble)));
        var files =
                listed.stream()
                        .filter(chosen)
                        .sorted(
                                Comparator.comparing((LogFile it) -> it.identity().type())
                                        .thenComparing(it -> it.identity().start())
                                        .thenComparing(it -> it.identity().isHourly())
                                        .thenComparingInt(it -> it.identity().sequence()))
                        .toList();
        var known = known(found, files);
        if (json) {
            surroundings.out().println(json(known));
        } else {
            show(known);
        }
        return ExitCodes.OK;
    }

    private Known known(LogsOrg.Found found, List<LogFile> files) throws IOException {
        var now = surroundings.clock().instant();
        var gaps = LogGap.read(found.logs(), found.history(), found.name(), now);
        return new Known(
                found,
                files,
                LogBook.read(found.logs()),
                HeldLogs.of(found.history(), found.name()),
                gaps,
                now);
    }

    private void show(Known known) {
        var out = surroundings.out();
        if (known.files().isEmpty()) {
            out.println(
                    known.found().name()
                            + " shows no such event log; the first comes the day after the first"
                            + " call");
        } else {
            table(known).render(surroundings.screen()).forEach(out::println);
        }
        out.println();
        gaps(known).forEach(out::println);
        out.println(
                "fetched by the gateway today at the price of "
                        + Figures.count(known.book().spent(known.now()))
                        + " of "
                        + Figures.count(known.found().configuration().logs().callsMax())
                        + " calls");
    }

    private Table table(Known known) {
        var table =
                new Table(
                        List.of(
                                Column.words("FILE"),
                                Column.number("BYTES", 1),
                                new Column("MADE", false, 2),
                                Column.words("HERE")));
        for (var file : known.files()) {
            table.row(
                    List.of(
                            file.identity().fileName(),
                            Figures.count(file.bytes()),
                            file.createdAt().toString().substring(0, 16).replace('T', ' '),
                            Redacted.of(known.state(file))));
        }
        return table;
    }

    private List<String> gaps(Known known) {
        var screen = surroundings.screen();
        if (known.gaps().isEmpty()) {
            return List.of("no day of ApiTotalUsage is missing");
        }
        var lines = new ArrayList<String>();
        for (var gap : known.gaps()) {
            var line =
                    "missing "
                            + gap.day()
                            + (gap.hours().isEmpty() ? "" : ", hours " + gap.hours())
                            + ": "
                            + Redacted.of(gap.words());
            lines.add(gap.mayCome() ? screen.dim(line) : screen.warning(line));
        }
        return lines;
    }

    private static String json(Known known) {
        var mapper = new JsonMapper();
        var root = mapper.createObjectNode();
        root.put("org", known.found().name());
        root.put("asOf", known.now().toString());
        var files = root.putArray("files");
        for (var file : known.files()) {
            var identity = file.identity();
            files.addObject()
                    .put("file", identity.fileName())
                    .put("type", identity.type())
                    .put("from", identity.start().toString())
                    .put("interval", identity.isHourly() ? "hourly" : "daily")
                    .put("sequence", identity.sequence())
                    .put("bytes", file.bytes())
                    .put("made", file.createdAt().toString())
                    .put("id", file.id())
                    .put("here", known.state(file).equals(LogEntry.State.TAKEN.words()))
                    .put("state", known.state(file));
        }
        var gaps = root.putArray("gaps");
        for (var gap : known.gaps()) {
            gaps.addObject()
                    .put("day", gap.day().toString())
                    .put("hours", gap.hours())
                    .put("mayCome", gap.mayCome())
                    .put("words", gap.words());
        }
        root.put("callsToday", known.book().spent(known.now()));
        root.put("callsADay", known.found().configuration().logs().callsMax());
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
