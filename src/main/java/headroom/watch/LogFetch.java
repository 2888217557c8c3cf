package headroom.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/// Fetches an event log file to disk, whole or not at all: it gets its name once every byte is
/// there. One that breaks off is begun anew next time. Blocking.
public final class LogFetch {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long DISK_LEFT_MIN = 1L << 30;
    private static final long BYTES_MAX = 64L << 30;
    private static final long UNKNOWN = -1;
    private static final String UNFINISHED = ".part";

    private LogFetch() {}

    /// Fetches a file, at the price of one call.
    ///
    /// @param stopped asked while bytes come; true breaks it off
    /// @throws CallRefused if the org does not give it
    /// @throws IOException if it broke off, or there is no room for it
    public static void fetch(OrgDoor door, LogFile file, Path to, BooleanSupplier stopped)
            throws IOException, InterruptedException {
        var part = to.resolveSibling(to.getFileName() + UNFINISHED);
        var content = door.content(file.path());
        try (var body = new Stoppable(content.body(), stopped)) {
            var expected = file.bytes() > 0 ? file.bytes() : content.bytes().orElse(UNKNOWN);
            refuseIfTooLarge(to, Math.max(expected, content.bytes().orElse(0)));
            var bytes = copy(body, part, expected == UNKNOWN ? BYTES_MAX : expected);
            if (expected != UNKNOWN && bytes != expected) {
                throw new IOException(
                        file.identity().fileName()
                                + (bytes < expected ? " broke off after " : " is longer than its ")
                                + (bytes < expected ? bytes + " of " : "")
                                + expected
                                + " bytes");
            }
            Files.move(
                    part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void refuseIfTooLarge(Path to, long bytes) throws IOException {
        var usable = Files.getFileStore(to.toAbsolutePath().getParent()).getUsableSpace();
        if (bytes > BYTES_MAX || bytes > usable - DISK_LEFT_MIN) {
            throw new IOException(
                    "a file of "
                            + (bytes >> 20)
                            + " MB does not fit: "
                            + (usable >> 20)
                            + " MB are free, of which 1024 stay so");
        }
    }

    /// Copies at most one byte more than announced; on return it is on disk.
    private static long copy(InputStream from, Path to, long bytesMax) throws IOException {
        var bytes = 0L;
        try (var out = Files.newOutputStream(to)) {
            bytes = copy(from, out, bytesMax);
        }
        try (var channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return bytes;
    }

    private static long copy(InputStream from, OutputStream to, long bytesMax) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        var bytes = 0L;
        for (var got = from.read(buffer); got >= 0; got = from.read(buffer)) {
            to.write(buffer, 0, got);
            bytes += got;
            if (bytes > bytesMax) {
                break;
            }
        }
        return bytes;
    }
}
