package headroom.emulator.bulk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Where jobs keep what clients fetch later: files of a temporary folder, gone with the emulator.
/// One owner.
///
/// Lines gather in a buffer and go to the page cache in pieces of 64 KB, which is short enough for
/// the event loop.
public final class ResultFolder implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Path NONE = Path.of("");

    private final Set<Path> files = new HashSet<>();
    private Path folder = NONE;

    /// Writes a new file.
    public OutputStream open(String name) {
        try {
            return new BufferedOutputStream(Files.newOutputStream(path(name)), BUFFER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep bulk results in " + folder, e);
        }
    }

    public void write(String name, byte[] bytes) {
        try {
            Files.write(path(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep bulk results in " + folder, e);
        }
    }

    /// The file of that name, whether it is there or not.
    public Path path(String name) throws UncheckedIOException {
        try {
            if (folder.equals(NONE)) {
                folder = Files.createTempDirectory("headroom-bulk-");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for bulk results", e);
        }
        var path = folder.resolve(name);
        files.add(path);
        return path;
    }

    public void delete(String name) {
        var path = path(name);
        files.remove(path);
        delete(path);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    @Override
    public void close() {
        if (!folder.equals(NONE)) {
            files.forEach(ResultFolder::delete);
            delete(folder);
        }
    }
}
