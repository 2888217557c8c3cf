package headroom.ledger;

import java.util.Arrays;
import java.util.function.Consumer;

/// Cells as bytes: what a commit adds to rollups and window, before the next fold writes it there.
///
/// Upserting every touched rollup row in every commit would cost more than the calls themselves. So
/// a commit leaves its cells in one journal row, and once a second the rows are folded into the
/// rollups and removed, in one transaction. Whoever reads the file adds the journal to the rollups;
/// whoever opens it folds what a killed process left. One-owner.
final class Journal {
    private byte[] bytes = new byte[4096];
    private int length;

    void add(Cell cell) {
        if (bytes.length - length < 11 * 10) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        put(cell.second());
        put(cell.org());
        put(cell.integration());
        put(cell.user());
        put(cell.kind());
        put(cell.source());
        put(cell.calls());
        put(cell.charges());
        put(cell.errors());
        put(cell.bytes());
        put(cell.millis());
    }

    boolean isEmpty() {
        return length == 0;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    static void decode(byte[] bytes, Consumer<Cell> cells) {
        var reader = new Reader(bytes);
        while (reader.at < bytes.length) {
            cells.accept(
                    new Cell(
                            reader.next(),
                            (int) reader.next(),
                            (int) reader.next(),
                            (int) reader.next(),
                            (int) reader.next(),
                            (int) reader.next(),
                            (int) reader.next(),
                            (int) reader.next(),
                            (int) reader.next(),
                            reader.next(),
                            reader.next()));
        }
    }

    private void put(long value) {
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long next() {
            var value = 0L;
            for (var shift = 0; ; shift += 7) {
                var part = bytes[at++];
                value |= (part & 0x7fL) << shift;
                if (part >= 0) {
                    return value;
                }
            }
        }
    }
}
