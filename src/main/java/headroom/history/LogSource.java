package headroom.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A log file to import. Immutable.
///
/// @param name to show
/// @param identity which file of the org it is, if that is known
public record LogSource(Path file, String name, Optional<LogIdentity> identity) {
    private static final int BUFFER_BYTES = 1 << 16;

    /// A file that says by its name what it is, or does not.
    public static LogSource of(Path file) {
        var name = String.valueOf(file.getFileName());
        return new LogSource(file, name, LogIdentity.ofName(name));
    }

    long bytes() throws IOException {
        return Files.size(file);
    }

    boolean isZipped() {
        return file.toString().endsWith(".gz");
    }

    /// The bytes as they are in the file.
    InputStream raw() throws IOException {
        return Files.newInputStream(file);
    }

    /// What the bytes say.
    InputStream plain(InputStream raw) throws IOException {
        return isZipped()
                ? new GZIPInputStream(new BufferedInputStream(raw, BUFFER_BYTES), BUFFER_BYTES)
                : raw;
    }
}
