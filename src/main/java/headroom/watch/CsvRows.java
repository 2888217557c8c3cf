package headroom.watch;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/// Reads comma-separated rows one by one, by RFC 4180: quoted fields may hold commas, line ends and
/// doubled quotes. One row is in memory at a time. One-owner.
///
/// A row longer than a mebi-character or wider than 256 fields is refused: no event log has one.
final class CsvRows implements AutoCloseable {
    private static final int ROW_CHARS_MAX = 1 << 20;
    private static final int FIELDS_MAX = 256;
    private static final int END = -1;

    private final Reader reader;
    private final char[] read = new char[1 << 16];
    private int readAt;
    private int readEnd;

    private char[] row = new char[1024];
    private int length;
    private final int[] ends = new int[FIELDS_MAX];
    private int fields;
    private long number;

    CsvRows(Reader reader) {
        this.reader = reader;
    }

    /// Goes to the next row; false at the end. Empty lines are passed over.
    boolean next() throws IOException {
        var c = character();
        while (c == '\n' || c == '\r') {
            c = character();
        }
        if (c == END) {
            return false;
        }
        number++;
        length = 0;
        fields = 0;
        while (true) {
            c = c == '"' ? quoted() : plain(c);
            endField();
            if (c != ',') {
                break;
            }
            c = character();
        }
        return true;
    }

    int fields() {
        return fields;
    }

    /// The row's number, the header being 1.
    long number() {
        return number;
    }

    /// A field's text; empty when the row is shorter than that.
    String field(int index) {
        if (index < 0 || index >= fields) {
            return "";
        }
        var start = index == 0 ? 0 : ends[index - 1];
        return new String(row, start, ends[index] - start);
    }

    /// Takes characters up to a comma or a line's end, which it returns.
    private int plain(int first) throws IOException {
        var c = first;
        while (c != ',' && c != '\n' && c != '\r' && c != END) {
            append(c);
            c = character();
        }
        return c;
    }

    /// Takes a quoted field, whose opening quote has been read; returns what follows it.
    private int quoted() throws IOException {
        while (true) {
            var c = character();
            if (c == END) {
                throw new IOException("row " + number + " ends inside a quoted field");
            }
            if (c != '"') {
                append(c);
                continue;
            }
            c = character();
            if (c != '"') {
                return plain(c);
            }
            append('"');
        }
    }

    private void append(int c) throws IOException {
        if (length == row.length) {
            if (length >= ROW_CHARS_MAX) {
                throw new IOException("row " + number + " is longer than " + ROW_CHARS_MAX);
            }
            row = Arrays.copyOf(row, 2 * length);
        }
        row[length++] = (char) c;
    }

    private void endField() throws IOException {
        if (fields == FIELDS_MAX) {
            throw new IOException("row " + number + " has more than " + FIELDS_MAX + " fields");
        }
        ends[fields++] = length;
    }

    private int character() throws IOException {
        if (readAt == readEnd) {
            readEnd = reader.read(read);
            readAt = 0;
            if (readEnd <= 0) {
                readEnd = 0;
                return END;
            }
        }
        return read[readAt++];
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
