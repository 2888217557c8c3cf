package headroom.emulator.bulk2;

import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.bulk.Job;
import headroom.emulator.bulk.JobState;
import headroom.emulator.bulk.ResultFolder;

import java.nio.file.Path;
import java.util.Arrays;

/// A job that answers a query with one CSV, read page by page. One owner.
final class QueryJob extends Job {
    private final String soql;
    private final CsvStyle style;
    private final ResultFolder folder;

    /// Where each row's line begins in the file, and where the last one ends.
    private int[] starts = {};

    private int rows;
    private long resultBytes;

    QueryJob(Ticket ticket, String soql, CsvStyle style, ResultFolder folder) {
        super(ticket, JobState.UPLOAD_COMPLETE);
        this.soql = soql;
        this.style = style;
        this.folder = folder;
    }

    @Override
    public Kind kind() {
        return Kind.V2_QUERY;
    }

    @Override
    public String contentType() {
        return "CSV";
    }

    @Override
    public long resultBytes() {
        return resultBytes;
    }

    String soql() {
        return soql;
    }

    CsvStyle style() {
        return style;
    }

    String fileName() {
        return id() + "-rows.csv";
    }

    Path file() {
        return folder.path(fileName());
    }

    /// Notes where the next row's line begins, or at the end where the last one ended.
    void mark(int at) {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, Math.max(64, rows * 2));
        }
        starts[rows++] = at;
    }

    /// All rows are written; the last mark was the end.
    void finish(long bytes) {
        rows--;
        starts = Arrays.copyOf(starts, rows + 1);
        resultBytes = bytes;
    }

    int rowCount() {
        return rows;
    }

    int start(int row) {
        return starts[row];
    }

    @Override
    public void forget() {
        folder.delete(fileName());
    }
}
