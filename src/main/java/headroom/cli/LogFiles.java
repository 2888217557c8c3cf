package headroom.cli;

import headroom.history.LogSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The log files that paths on a command line lead to.
final class LogFiles {
    private LogFiles() {}

    /// Files as named, and every `.csv` and `.csv.gz` below a folder, in the order of their names.
    static List<LogSource> find(Path folder, List<Path> paths) throws IOException {
        var sources = new ArrayList<LogSource>();
        for (var path : paths) {
            var place = folder.resolve(path);
            if (!Files.exists(place)) {
                throw new Failure(ExitCodes.NO_INPUT, "there is no " + place);
            }
            try (var files = Files.walk(place)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> file.equals(place) || isLog(file))
                        .sorted()
                        .map(LogSource::of)
                        .forEach(sources::add);
            }
        }
        if (sources.isEmpty()) {
            throw new Failure(ExitCodes.NO_INPUT, "no .csv or .csv.gz file is there");
        }
        return sources;
    }

    static long bytes(List<LogSource> sources) throws IOException {
        var bytes = 0L;
        for (var source : sources) {
            bytes += Files.size(source.file());
        }
        return bytes;
    }

    private static boolean isLog(Path file) {
        return file.toString().endsWith(".csv") || file.toString().endsWith(".csv.gz");
    }
}
