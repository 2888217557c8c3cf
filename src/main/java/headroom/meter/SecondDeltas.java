package headroom.meter;

import java.util.Arrays;

/// The deltas of one second as bytes: a count, then per key, ascending, the gap to the key before
/// and the amount, all as varints.
///
/// Nearly every amount is 1, so the lowest bit of the gap says "the amount is 1" and spares its
/// byte. Amounts may be negative (zigzag), keys not. Immutable functions.
public final class SecondDeltas {
    private static final long LOW_HALF = 0xffff_ffffL;

    private SecondDeltas() {}

    /// Receives decoded deltas.
    @FunctionalInterface
    public interface Deltas {
        void delta(int key, int amount);
    }

    /// Encodes `count` pairs, each packed by [#pair]; sorts the array in place, keys must differ.
    static byte[] encode(long[] pairs, int count) {
        Arrays.sort(pairs, 0, count);
        var bytes = new byte[5 + 10 * count];
        var at = varint(bytes, 0, count);
        var before = 0;
        for (var i = 0; i < count; i++) {
            var key = (int) (pairs[i] >>> 32);
            var amount = (int) pairs[i];
            var gap = (long) (key - before) << 1;
            before = key;
            if (amount == 1) {
                at = varint(bytes, at, gap | 1);
            } else {
                at = varint(bytes, at, gap);
                at = varint(bytes, at, (((long) amount << 1) ^ (amount >> 31)) & LOW_HALF);
            }
        }
        return Arrays.copyOf(bytes, at);
    }

    /// Packs a key and its amount so that pairs sort by key.
    static long pair(int key, int amount) {
        return ((long) key << 32) | (amount & LOW_HALF);
    }

    /// Decodes one block.
    ///
    /// @throws IllegalArgumentException if the bytes are no such block
    public static void decode(byte[] bytes, Deltas deltas) {
        var reader = new Reader(bytes);
        var count = reader.next();
        var key = 0;
        for (var i = 0L; i < count; i++) {
            var gap = reader.next();
            key += (int) (gap >>> 1);
            if ((gap & 1) == 1) {
                deltas.delta(key, 1);
            } else {
                var zigzag = reader.next();
                deltas.delta(key, (int) (zigzag >>> 1) ^ -(int) (zigzag & 1));
            }
        }
        if (reader.at != bytes.length) {
            throw broken(bytes);
        }
    }

    private static int varint(byte[] bytes, int start, long value) {
        var at = start;
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    private static IllegalArgumentException broken(byte[] bytes) {
        return new IllegalArgumentException(
                "a block of " + bytes.length + " bytes is not the deltas of a second");
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long next() {
            var value = 0L;
            for (var shift = 0; shift < 35; shift += 7) {
                if (at == bytes.length) {
                    throw broken(bytes);
                }
                var part = bytes[at++];
                value |= (part & 0x7fL) << shift;
                if (part >= 0) {
                    return value;
                }
            }
            throw broken(bytes);
        }
    }
}
