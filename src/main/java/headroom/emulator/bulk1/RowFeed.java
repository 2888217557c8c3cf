package headroom.emulator.bulk1;

import headroom.emulator.bulk.BulkFailure;
import headroom.emulator.bulk.CsvFeed;
import headroom.emulator.bulk.CsvStyle;
import headroom.emulator.bulk.LoadRow;
import headroom.emulator.bulk.RowReader;

import org.jspecify.annotations.Nullable;

/// A batch's rows one after the other, in whatever they are written. What breaks the batch is a
/// [BulkFailure].
@FunctionalInterface
interface RowFeed {
    /// The next row, or null at the end.
    @Nullable LoadRow next();

    static RowFeed of(Format format, byte[] content, RowReader reader) {
        return switch (format) {
            case CSV -> csv(content, reader);
            case XML -> new XmlFeed(content, reader);
            case JSON -> new JsonFeed(content, reader);
        };
    }

    private static RowFeed csv(byte[] content, RowReader reader) {
        var feed = new CsvFeed(content, CsvStyle.Delimiter.COMMA, false);
        var header = feed.next();
        if (header == null) {
            throw new BulkFailure("InvalidBatch", "Records not found");
        }
        var columns = reader.columns(header);
        return () -> {
            var record = feed.next();
            return record == null ? null : columns.read(record);
        };
    }
}
