package headroom.ledger;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right to write a ledger: one process at a time holds the lock file beside it.
///
/// The lock is the operating system's and dies with its process; the text in the file only says
/// who.
final class WriterLock implements AutoCloseable {
    private final FileChannel channel;

    private WriterLock(FileChannel channel) {
        this.channel = channel;
    }

    static WriterLock take(Path ledger) {
        LedgerFile.checkPlace(ledger);
        var file = ledger.resolveSibling(ledger.getFileName() + ".lock");
        try {
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LedgerException(
                        "the ledger "
                                + ledger
                                + " is being written by "
                                + Files.readString(file).strip()
                                + "; stop that one first, or use another ledger");
            }
            var me = "process " + ProcessHandle.current().pid() + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(me.getBytes(StandardCharsets.UTF_8)));
            return new WriterLock(channel);
        } catch (IOException e) {
            throw new LedgerException(
                    "the lock of the ledger "
                            + ledger
                            + " cannot be written; check the permissions of its folder and the room"
                            + " on its disk ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerException("the lock of the ledger could not be given back", e);
        }
    }
}
