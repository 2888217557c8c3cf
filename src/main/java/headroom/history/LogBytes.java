package headroom.history;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// A file's content as it is read: counts the bytes of the file and hashes what they say.
/// One-owner.
final class LogBytes extends FilterInputStream {
    private final MessageDigest digest;

    private LogBytes(InputStream plain, MessageDigest digest) {
        super(plain);
        this.digest = digest;
    }

    /// @param read is told how many bytes of the file have been read
    static LogBytes of(LogSource source, LongConsumer read) throws IOException {
        try {
            var plain = source.plain(new Counting(source.raw(), read));
            return new LogBytes(plain, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The hash of a whole file.
    static String hash(LogSource source, LongConsumer read) throws IOException {
        try (var bytes = of(source, read)) {
            var buffer = new byte[1 << 18];
            while (bytes.read(buffer, 0, buffer.length) >= 0) {
                // The digest takes what passes.
            }
            return bytes.hash();
        }
    }

    /// The hash of all that was read.
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int read() throws IOException {
        var sign = super.read();
        if (sign >= 0) {
            digest.update((byte) sign);
        }
        return sign;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var got = super.read(bytes, offset, length);
        if (got > 0) {
            digest.update(bytes, offset, got);
        }
        return got;
    }

    private static final class Counting extends FilterInputStream {
        private final LongConsumer read;
        private long count;

        Counting(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            count++;
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var got = super.read(bytes, offset, length);
            count += Math.max(0, got);
            read.accept(count);
            return got;
        }
    }
}
