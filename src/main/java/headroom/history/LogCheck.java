package headroom.history;

import headroom.history.History.Damage;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;

/// What a pass over a file's bytes told. Immutable.
///
/// @param org as ORGANIZATION_ID says, 15 characters; empty if no row says
/// @param hash of the content
/// @param sound whether DuckDB may read the file as it is
/// @param hasReturns lines end as on Windows
record LogCheck(
        LogHeader header,
        LogType type,
        String org,
        String hash,
        long rows,
        long damaged,
        List<Damage> first,
        boolean sound,
        boolean hasReturns,
        long firstMillis,
        long lastMillis) {
    private static final int SHOWN_MAX = 20;

    /// @param read is told how many bytes of the file have been read
    /// @throws IOException if it is no event log that tells of API use
    static LogCheck of(LogSource source, LongConsumer read) throws IOException {
        var digest = digest();
        try (var raw = new Counting(source.raw(), read);
                var in = new DigestInputStream(source.plain(raw), digest)) {
            var header = LogHeader.read(in);
            var seen = new Seen(header);
            var type = type(header, source);
            var scan = new LogScan(in, header, type.word());
            scan.run(seen);
            var isMixed = seen.returns > 0 && seen.returns < scan.rows() - 1;
            return new LogCheck(
                    header,
                    type,
                    seen.org,
                    HexFormat.of().formatHex(digest.digest()),
                    scan.rows(),
                    seen.damaged,
                    seen.first,
                    seen.damaged == 0 && !isMixed && !scan.hasBlankLines(),
                    seen.returns > 0,
                    scan.stamps().firstMillis(),
                    scan.stamps().lastMillis());
        }
    }

    /// Writes the sound rows of the file to one place and the others to another.
    void part(LogSource source, Path clean, Path aside) throws IOException {
        try (var in = source.plain(source.raw());
                var good = new BufferedOutputStream(Files.newOutputStream(clean), 1 << 16);
                var bad = new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16)) {
            LogHeader.read(in);
            var head = String.join(",", header.columns()) + "\n";
            good.write(head.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            bad.write(head.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            new LogScan(in, header, type.word()).run(new Parting(good, bad));
        }
    }

    /// What the first row says, whatever the file is called.
    private static LogType type(LogHeader header, LogSource source) throws IOException {
        var word = "";
        try (var in = source.plain(source.raw())) {
            LogHeader.read(in);
            var row = LogHeader.split(line(in), 0);
            var at = header.columns().indexOf("EVENT_TYPE");
            word = at >= 0 && at < row.size() ? row.get(at) : "";
        }
        if (word.isEmpty()) {
            word = source.identity().map(LogIdentity::type).orElse("");
        }
        if (word.isEmpty() && header.has("API_RESOURCE")) {
            word = LogType.API_TOTAL_USAGE.word();
        }
        var said = word;
        return LogType.find(word)
                .orElseThrow(() ->
                        new IOException(
                                said.isEmpty()
                                        ? "it does not say which event log it is"
                                        : "'" + said + "' is no log of API use"));
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (var sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
            line.write(sign);
            if (line.size() > LogScan.ROW_BYTES_MAX) {
                break;
            }
        }
        return line.toByteArray();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Keeps what the first pass looks for.
    private static final class Seen implements LogScan.Rows {
        final LogHeader header;
        final List<Damage> first = new ArrayList<>();
        String org = "";
        long damaged;
        long returns;

        Seen(LogHeader header) {
            this.header = header;
        }

        @Override
        public void good(byte[] bytes, int from, int to) {
            if (to - from > 1 && bytes[to - 2] == '\r' && bytes[to - 1] == '\n') {
                returns++;
            }
            if (org.isEmpty()) {
                var at = header.columns().indexOf("ORGANIZATION_ID");
                var row = LogHeader.split(java.util.Arrays.copyOfRange(bytes, from, to), 0);
                var said = at < 0 || at >= row.size() ? "" : row.get(at);
                org = said.isEmpty() ? "?" : said.substring(0, Math.min(15, said.length()));
            }
        }

        @Override
        public void damaged(long line, String reason, byte[] bytes, int from, int to) {
            damaged++;
            if (first.size() < SHOWN_MAX) {
                first.add(new Damage(line, reason));
            }
        }
    }

    private record Parting(OutputStream good, OutputStream bad) implements LogScan.Rows {
        @Override
        public void good(byte[] bytes, int from, int to) throws IOException {
            line(good, bytes, from, to);
        }

        @Override
        public void damaged(long line, String reason, byte[] bytes, int from, int to)
                throws IOException {
            line(bad, bytes, from, to);
        }

        /// The row with one kind of line end, whatever it came with.
        private static void line(OutputStream out, byte[] bytes, int from, int to)
                throws IOException {
            var end = to;
            while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
                end--;
            }
            out.write(bytes, from, end - from);
            out.write('\n');
        }
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
