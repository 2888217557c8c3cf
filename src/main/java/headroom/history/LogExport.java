package headroom.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes an org's imported rows of a range as one file, each row once, in columns that are the
/// same for every layout and type. The file is there whole or not at all. Immutable.
///
/// @param types of logs, as the org writes them
/// @param to before that
public record LogExport(String org, List<String> types, Instant from, Instant to) {
    private static final int MEGABYTES = 400;

    /// What is written.
    public enum Form {
        CSV(
                "format csv, header",
                "strftime(make_timestamp(at_millis * 1000)," + " '%Y-%m-%dT%H:%M:%S.%gZ')"),
        PARQUET(Duck.PARQUET, "make_timestamp(at_millis * 1000)");

        private final String words;
        private final String time;

        Form(String words, String time) {
            this.words = words;
            this.time = time;
        }
    }

    public LogExport {
        types = List.copyOf(types);
    }

    /// Writes the file and says how many rows it has; none are no file.
    ///
    /// @param history the folder of the history
    /// @throws FileAlreadyExistsException if it is there and may not be replaced
    public long write(Path history, Form form, Path target, boolean replacing) throws IOException {
        if (!replacing && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        var parts = parts(history, form);
        if (parts.isEmpty()) {
            return 0;
        }
        var staged = target.resolveSibling(target.getFileName() + ".part");
        try (var duck = new Duck(MEGABYTES, target.resolveSibling(target.getFileName() + ".tmp"))) {
            var all = String.join("\nunion all\n", parts);
            var rows =
                    duck.list("select count(*) from (" + all + ")", row -> row.getLong(1))
                            .getFirst();
            if (rows > 0) {
                duck.run(
                        "copy (select * from ("
                                + all
                                + ") order by time) to "
                                + SqlText.quote(staged.toString())
                                + " ("
                                + form.words
                                + ")");
                settle(staged, target, replacing);
            }
            return rows;
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private List<String> parts(Path history, Form form) {
        var parts = new ArrayList<String>();
        try (var reader = HistoryReader.open(history)) {
            for (var type : types) {
                var files =
                        reader.rowFiles(
                                org,
                                type,
                                LocalDate.ofInstant(from, ZoneOffset.UTC),
                                LocalDate.ofInstant(to.minusMillis(1), ZoneOffset.UTC));
                if (!files.isEmpty()) {
                    parts.add(
                            SqlText.of(
                                    LogExport.class,
                                    "export-part",
                                    Map.of(
                                            "time",
                                            form.time,
                                            "type",
                                            SqlText.quote(type),
                                            "files",
                                            SqlText.files(files),
                                            "from",
                                            "" + from.toEpochMilli(),
                                            "to",
                                            "" + to.toEpochMilli())));
                }
            }
        }
        return parts;
    }

    private static void settle(Path staged, Path target, boolean replacing) throws IOException {
        try (var channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        if (replacing) {
            Files.move(
                    staged,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } else {
            // A link fails where a file has come meanwhile; an atomic move would replace it.
            Files.createLink(target, staged);
        }
    }
}
