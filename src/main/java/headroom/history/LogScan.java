package headroom.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks through a log file once, byte by byte, before anything of it is taken: finds every line
/// that could not be read as a row, so that what DuckDB then reads is sound. One-owner.
///
/// A quoted field may hold line ends, but a line that begins as a new event does begins one: a
/// quote that is never closed costs its own line only.
final class LogScan {
    static final int ROW_BYTES_MAX = 1 << 20;
    private static final int MORE = -1;

    /// Receives rows as they are found.
    interface Rows {
        /// A row in bytes[from, to), its line end included.
        void good(byte[] bytes, int from, int to) throws IOException;

        void damaged(long line, String reason, byte[] bytes, int from, int to) throws IOException;
    }

    private final InputStream in;
    private final LogHeader header;
    private final LogStamp stamps = new LogStamp();
    private final byte[] eventStart;
    private final int[] starts = new int[LogHeader.COLUMNS_MAX];
    private final int[] ends = new int[LogHeader.COLUMNS_MAX];
    private byte[] buffer = new byte[4 * ROW_BYTES_MAX];
    private int limit;
    private boolean atEnd;
    private int fields;
    private int embedded;
    private boolean hasHighBytes;
    private String reason = "";
    private long line = 1;
    private long rows;
    private boolean hasBlankLines;
    private boolean usesDerived;

    /// @param in behind the header
    /// @param type what EVENT_TYPE says in every row
    LogScan(InputStream in, LogHeader header, String type) {
        this.in = in;
        this.header = header;
        this.eventStart = (type + ",").getBytes(StandardCharsets.UTF_8);
    }

    void run(Rows to) throws IOException {
        line += header.lines();
        var at = 0;
        while (true) {
            if (at == limit) {
                at = 0;
                limit = 0;
                if (!fill()) {
                    return;
                }
                continue;
            }
            var end = rowEnd(at);
            if (end == MORE) {
                System.arraycopy(buffer, at, buffer, 0, limit - at);
                limit -= at;
                at = 0;
                if (fill()) {
                    continue;
                }
                end = limit;
                reason = reason.isEmpty() ? "the row does not end" : reason;
            }
            var isWhole = reason.isEmpty() && embedded == 0;
            if (end - at <= 2 && isBlank(at, end)) {
                hasBlankLines = true;
            } else {
                row(to, at, end);
            }
            line += isWhole ? 1 : newlines(at, end);
            at = end;
        }
    }

    long rows() {
        return rows;
    }

    boolean hasBlankLines() {
        return hasBlankLines;
    }

    boolean usesDerived() {
        return usesDerived;
    }

    LogStamp stamps() {
        return stamps;
    }

    private void row(Rows to, int from, int end) throws IOException {
        if (reason.isEmpty() && fields != header.size()) {
            reason = "it has " + fields + " fields, the header has " + header.size();
        }
        if (reason.isEmpty() && !stamped()) {
            reason = "it has no time that can be read";
        }
        if (reason.isEmpty() && hasHighBytes && !isUtf8(from, end)) {
            reason = "it is not UTF-8";
        }
        if (reason.isEmpty()) {
            rows++;
            to.good(buffer, from, end);
        } else {
            to.damaged(line, reason, buffer, from, end);
        }
    }

    private boolean stamped() {
        var stamp = header.stamp();
        if (stamp >= 0 && stamps.compact(buffer, starts[stamp], ends[stamp])) {
            return true;
        }
        var derived = header.derived();
        usesDerived = true;
        return derived >= 0 && stamps.iso(buffer, starts[derived], ends[derived]);
    }

    /// The end of the row that begins there, its line end included; or that more is needed.
    private int rowEnd(int from) {
        fields = 0;
        embedded = 0;
        hasHighBytes = false;
        reason = "";
        var at = from;
        while (true) {
            var end = at < limit && buffer[at] == '"' ? quotedEnd(at + 1) : plainEnd(at);
            if (end == MORE) {
                return atEnd && from < limit ? unfinished() : MORE;
            }
            if (!reason.isEmpty()) {
                return lineEnd(end);
            }
            if (end == limit) {
                return limit;
            }
            var sign = buffer[end];
            if (sign == '\n') {
                return end + 1;
            }
            if (end - from > ROW_BYTES_MAX) {
                reason = "it is longer than " + ROW_BYTES_MAX + " bytes";
                return lineEnd(end);
            }
            at = end + 1;
        }
    }

    private int unfinished() {
        reason = "it ends inside a quoted field";
        return limit;
    }

    /// Notes a field and returns where its separator stands: a comma, a line end, or the end.
    private int plainEnd(int from) {
        var at = from;
        while (at < limit) {
            var sign = buffer[at];
            if (sign == ',' || sign == '\n') {
                note(from, at > from && sign == '\n' && buffer[at - 1] == '\r' ? at - 1 : at);
                return at;
            }
            if (sign == '"') {
                reason = "it has a quote inside a field without quotes";
                return at;
            }
            hasHighBytes |= sign < 0;
            at++;
        }
        if (!atEnd) {
            return MORE;
        }
        note(from, limit);
        return limit;
    }

    private int quotedEnd(int from) {
        var at = from;
        while (true) {
            while (at < limit && buffer[at] != '"' && buffer[at] != '\n') {
                hasHighBytes |= buffer[at] < 0;
                at++;
            }
            if (at + 1 >= limit && !(atEnd && at + 1 == limit && buffer[at] == '"')) {
                return MORE;
            }
            if (buffer[at] == '\n') {
                if (at + 1 + eventStart.length + 1 > limit && !atEnd) {
                    return MORE;
                }
                if (isEventStart(at + 1)) {
                    reason = "a quote is not closed";
                    return at;
                }
                embedded++;
                at++;
            } else if (at + 1 < limit && buffer[at + 1] == '"') {
                at += 2;
            } else {
                return closed(from, at);
            }
        }
    }

    /// What may follow a closing quote.
    private int closed(int from, int quote) {
        var next = quote + 1;
        if (next < limit && buffer[next] == '\r') {
            next++;
        }
        if (next < limit && buffer[next] != ',' && buffer[next] != '\n') {
            reason = "a field goes on after its closing quote";
            return next;
        }
        note(from, quote);
        return next;
    }

    private boolean isEventStart(int from) {
        var at = from < limit && buffer[from] == '"' ? from + 1 : from;
        for (var i = 0; i < eventStart.length - 1; i++) {
            if (at + i >= limit || buffer[at + i] != eventStart[i]) {
                return false;
            }
        }
        var after = at + eventStart.length - 1;
        return after < limit && (buffer[after] == ',' || buffer[after] == '"');
    }

    private void note(int from, int to) {
        if (fields < starts.length) {
            starts[fields] = from;
            ends[fields] = to;
        }
        fields++;
    }

    /// The end of the line in which that place lies.
    private int lineEnd(int from) {
        for (var at = from; at < limit; at++) {
            if (buffer[at] == '\n') {
                return at + 1;
            }
        }
        return atEnd || limit - from >= ROW_BYTES_MAX ? limit : MORE;
    }

    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        if (limit == buffer.length) {
            reason = "it is longer than " + ROW_BYTES_MAX + " bytes";
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            if (buffer.length > 16 * ROW_BYTES_MAX) {
                throw new NotALog("line " + line + " does not end: this is no event log");
            }
        }
        var read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            atEnd = true;
        } else {
            limit += read;
        }
        return true;
    }

    private boolean isBlank(int from, int to) {
        for (var at = from; at < to; at++) {
            if (buffer[at] != '\n' && buffer[at] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean isUtf8(int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private int newlines(int from, int to) {
        var count = 0;
        for (var at = from; at < to; at++) {
            count += buffer[at] == '\n' ? 1 : 0;
        }
        return count;
    }
}
