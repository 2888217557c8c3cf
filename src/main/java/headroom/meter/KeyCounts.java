package headroom.meter;

import java.util.Arrays;

/// Amounts by key for one second, open addressing over two arrays. One-owner.
final class KeyCounts {
    private static final int EMPTY = -1;

    private int[] keys;
    private int[] amounts;
    private int size;

    /// @param expected how many keys are likely to come
    KeyCounts(int expected) {
        var length = Integer.highestOneBit(Math.max(8, expected)) * 4;
        keys = emptyKeys(length);
        amounts = new int[length];
    }

    int size() {
        return size;
    }

    /// Adds to a key; true if the key is new.
    boolean add(int key, int amount) {
        var slot = slot(keys, key);
        var isNew = keys[slot] == EMPTY;
        if (isNew) {
            if (2 * (size + 1) > keys.length) {
                grow();
                slot = slot(keys, key);
            }
            keys[slot] = key;
            size++;
        }
        amounts[slot] = Math.addExact(amounts[slot], amount);
        return isNew;
    }

    byte[] encoded() {
        var pairs = new long[size];
        var count = 0;
        for (var slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != EMPTY) {
                pairs[count++] = SecondDeltas.pair(keys[slot], amounts[slot]);
            }
        }
        return SecondDeltas.encode(pairs, count);
    }

    private void grow() {
        var wider = emptyKeys(2 * keys.length);
        var widerAmounts = new int[wider.length];
        for (var slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != EMPTY) {
                var target = slot(wider, keys[slot]);
                wider[target] = keys[slot];
                widerAmounts[target] = amounts[slot];
            }
        }
        keys = wider;
        amounts = widerAmounts;
    }

    private static int slot(int[] keys, int key) {
        var mask = keys.length - 1;
        var slot = ((key * 0x9e37_79b9) >>> 7) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int[] emptyKeys(int length) {
        var keys = new int[length];
        Arrays.fill(keys, EMPTY);
        return keys;
    }
}
