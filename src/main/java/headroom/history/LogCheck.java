package headroom.history;

import headroom.history.History.Damage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// What a pass over a file's bytes told. Immutable.
///
/// @param org as ORGANIZATION_ID says, 15 characters; empty if no row says
/// @param hash of the content
/// @param sound whether DuckDB may read the file as it is
/// @param hasReturns lines end as on Windows
/// @param usesDerived some row tells its time in ISO form only
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
        boolean usesDerived,
        long firstMillis,
        long lastMillis) {
    private static final int SHOWN_MAX = 20;
    private static final long DAY_MILLIS = 86_400_000;

    /// @param read is told how many bytes of the file have been read
    /// @throws NotALog if it is no event log that tells of API use
    static LogCheck of(LogSource source, LongConsumer read) throws IOException {
        var type = LogPeek.of(source).type();
        try (var in = LogBytes.of(source, read)) {
            var header = LogHeader.read(in);
            var seen = new Seen(header);
            var scan = new LogScan(in, header, type.word());
            scan.run(seen);
            var isMixed = seen.returns > 0 && seen.returns < scan.rows() - 1;
            return new LogCheck(
                    header,
                    type,
                    seen.org,
                    in.hash(),
                    scan.rows(),
                    seen.damaged,
                    seen.first,
                    seen.damaged == 0 && !isMixed && !scan.hasBlankLines(),
                    seen.returns > 0,
                    scan.usesDerived(),
                    scan.stamps().firstMillis(),
                    scan.stamps().lastMillis());
        }
    }

    boolean isOfOneDay() {
        return Math.floorDiv(firstMillis, DAY_MILLIS) == Math.floorDiv(lastMillis, DAY_MILLIS);
    }

    /// The UTC day of the first row.
    String firstDay() {
        return LocalDate.ofEpochDay(Math.floorDiv(firstMillis, DAY_MILLIS)).toString();
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
                var row = LogHeader.split(java.util.Arrays.copyOfRange(bytes, from, to), 0);
                var said = header.field(row, "ORGANIZATION_ID");
                org = said.isEmpty() ? "?" : LogPeek.org(said);
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
}
