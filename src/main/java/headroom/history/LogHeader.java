package headroom.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The columns of a log file, by the names in its first row, because their order and number change
/// with releases. Immutable.
///
/// @param columns in capitals
/// @param lines lines that the header takes
/// @param bytes bytes that the header takes
record LogHeader(List<String> columns, int lines, int bytes) {
    static final int COLUMNS_MAX = 256;
    private static final int BYTES_MAX = 64 << 10;

    LogHeader {
        columns = List.copyOf(columns);
    }

    /// Reads the first line and no byte more.
    static LogHeader read(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        var sign = in.read();
        while (sign >= 0 && sign != '\n') {
            line.write(sign);
            if (line.size() > BYTES_MAX) {
                throw new NotALog("its first line is no header of an event log");
            }
            sign = in.read();
        }
        var bytes = line.toByteArray();
        var names = split(bytes, hasMark(bytes) ? 3 : 0);
        var columns = names.stream().map(name -> name.strip().toUpperCase(Locale.ROOT)).toList();
        var header = new LogHeader(columns, 1, bytes.length + (sign < 0 ? 0 : 1));
        if (header.stamp() < 0 && header.derived() < 0) {
            throw new NotALog("it has no column TIMESTAMP: this is no event log");
        }
        if (columns.size() > COLUMNS_MAX || Set.copyOf(columns).size() != columns.size()) {
            throw new NotALog("its header has a column twice, or too many");
        }
        return header;
    }

    int size() {
        return columns.size();
    }

    /// The column of the compact time, or -1.
    int stamp() {
        return columns.indexOf("TIMESTAMP");
    }

    /// The column of the time in ISO form, or -1.
    int derived() {
        return columns.indexOf("TIMESTAMP_DERIVED");
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /// What a row says in a column; empty if it has none.
    String field(List<String> row, String column) {
        var at = columns.indexOf(column);
        return at < 0 || at >= row.size() ? "" : row.get(at);
    }

    /// A line's fields.
    static List<String> split(byte[] line, int from) {
        var text = new String(line, from, line.length - from, StandardCharsets.UTF_8).strip();
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.length(); at++) {
            var sign = text.charAt(at);
            if (sign == '"') {
                if (isQuoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    field.append('"');
                    at++;
                } else {
                    isQuoted = !isQuoted;
                }
            } else if (sign == ',' && !isQuoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(sign);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static boolean hasMark(byte[] bytes) {
        return bytes.length > 2
                && bytes[0] == (byte) 0xef
                && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf;
    }
}
