package headroom.emulator.bulk;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads CSV record by record, by Salesforce's rules. What breaks them is a [BulkFailure]. One
/// owner.
public final class CsvFeed {
    private static final int FIELDS_MAX = 5_000;
    private static final int FIELD_CHARS_MAX = 131_072;
    private static final int RECORD_CHARS_MAX = 400_000;

    private final CloseableIterator<List<String>> records;

    /// @param counting whether cells are only checked, and read as empty texts
    public CsvFeed(byte[] content, CsvStyle.Delimiter delimiter, boolean counting) {
        this.records =
                CsvReader.builder()
                        .fieldSeparator(delimiter.sign())
                        .skipEmptyLines(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(RECORD_CHARS_MAX * 4)
                        .build(
                                new Cells(counting),
                                new ByteArrayInputStream(content),
                                StandardCharsets.UTF_8)
                        .iterator();
    }

    /// The next record's cells, or null at the end.
    public @Nullable List<String> next() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw worded(e);
        }
    }

    private static BulkFailure worded(CsvParseException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof BulkFailure failure) {
                return failure;
            }
            if (String.valueOf(cause.getMessage()).contains("quote")) {
                return unescapedQuote();
            }
        }
        return BulkFailure.badCsv("Found a record that cannot be read.");
    }

    private static BulkFailure unescapedQuote() {
        return BulkFailure.badCsv(
                "Found unescaped quote. A value with quote should be within a quote");
    }

    /// Collects a record's cells and holds them against the limits.
    private static final class Cells extends AbstractBaseCsvCallbackHandler<List<String>> {
        private final boolean counting;
        private List<String> cells = new ArrayList<>();
        private int chars;

        Cells(boolean counting) {
            this.counting = counting;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells = new ArrayList<>(Math.max(4, cells.size()));
            chars = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int from, int length, boolean quoted) {
            if (!quoted) {
                refuseQuote(buffer, from, length);
            }
            chars += length;
            if (length > FIELD_CHARS_MAX) {
                throw tooMuch("field", FIELD_CHARS_MAX + " characters");
            }
            if (chars > RECORD_CHARS_MAX) {
                throw tooMuch("record", RECORD_CHARS_MAX + " characters");
            }
            if (index >= FIELDS_MAX) {
                throw tooMuch("record", FIELDS_MAX + " fields");
            }
            cells.add(counting ? "" : new String(buffer, from, length));
        }

        private static void refuseQuote(char[] buffer, int from, int length) {
            for (var i = from; i < from + length; i++) {
                if (buffer[i] == '"') {
                    throw unescapedQuote();
                }
            }
        }

        private static BulkFailure tooMuch(String what, String max) {
            return new BulkFailure("InvalidBatch", "A " + what + " is larger than " + max);
        }

        @Override
        protected List<String> buildRecord() {
            return cells;
        }
    }
}
