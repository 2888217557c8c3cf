package headroom.emulator.bulk2;

import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.bulk.LoadRow;
import headroom.emulator.bulk.RowWriter;
import headroom.emulator.bulk.ShuffledLines;
import headroom.emulator.bulk2.IngestJob.Result;
import headroom.emulator.records.Saved;
import headroom.emulator.records.Saved.Done;
import headroom.emulator.records.Saved.Failed;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The three files of an ingest job's results, written as its rows are. One owner.
///
/// Captures quote the two columns of the API's own in the header, and every cell below it.
final class IngestResults implements AutoCloseable {
    private final IngestJob job;
    private final CsvStyle style;
    private final ShuffledLines successful;
    private final ShuffledLines failed;
    private final ShuffledLines unprocessed;

    IngestResults(Jobs jobs, IngestJob job, List<String> header) {
        this.job = job;
        this.style = job.wish().style();
        var columns = String.join(sign(style), header) + style.lineEnding().text();
        this.successful = open(jobs, Result.SUCCESSFUL, "\"sf__Created\"" + sign(style) + columns);
        this.failed = open(jobs, Result.FAILED, "\"sf__Error\"" + sign(style) + columns);
        this.unprocessed = open(jobs, Result.UNPROCESSED, columns);
    }

    private static String sign(CsvStyle style) {
        return String.valueOf(style.delimiter().sign());
    }

    private ShuffledLines open(Jobs jobs, Result result, String head) {
        var options = jobs.org().options().bulk();
        var lines =
                new ShuffledLines(
                        jobs.folder().open(job.fileName(result)),
                        options.shuffled() && result != Result.UNPROCESSED,
                        options.shuffleSeed());
        lines.add(result == Result.UNPROCESSED ? head : "\"sf__Id\"" + sign(style) + head);
        lines.endBatch();
        return lines;
    }

    /// Files of a job whose rows were never reached: all of them are unprocessed.
    static void keepRaw(Jobs jobs, IngestJob job) {
        keep(jobs, job, Result.SUCCESSFUL, List.of("sf__Id", "sf__Created"));
        keep(jobs, job, Result.FAILED, List.of("sf__Id", "sf__Error"));
        jobs.folder().write(job.fileName(Result.UNPROCESSED), job.content());
        job.settle(0);
    }

    private static void keep(Jobs jobs, IngestJob job, Result result, List<String> head) {
        var line = job.wish().style().line(head);
        jobs.folder().write(job.fileName(result), line.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds a chunk and answers how many of its rows failed.
    int add(List<LoadRow> rows, List<Saved> saved) {
        var failures = 0;
        for (var i = 0; i < rows.size(); i++) {
            switch (saved.get(i)) {
                case Done done ->
                        successful.add(
                                line(done.id(), String.valueOf(done.created()), rows.get(i)));
                case Failed why -> {
                    failed.add(line("", RowWriter.cell(why), rows.get(i)));
                    failures++;
                }
            }
        }
        return failures;
    }

    private String line(String first, String second, LoadRow row) {
        var line = new StringBuilder(160);
        style.putQuoted(line, first);
        style.putQuoted(line, second);
        for (var cell : row.cells()) {
            style.putQuoted(line, cell);
        }
        return line.append(style.lineEnding().text()).toString();
    }

    void addUnprocessed(List<String> record) {
        unprocessed.add(style.line(record));
    }

    void endBatch() {
        successful.endBatch();
        failed.endBatch();
        unprocessed.endBatch();
    }

    @Override
    public void close() {
        successful.close();
        failed.close();
        unprocessed.close();
        job.settle(successful.bytes() + failed.bytes());
    }
}
