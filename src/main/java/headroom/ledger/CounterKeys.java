package headroom.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Dense keys for what is counted: an org, or an org and an integration.
///
/// Open addressing from the pair to its key, at 16 bytes a counter with half the table free. One
/// owner adds; any thread finds: a key is published in its slot only after its pair stands in
/// `pairs`.
final class CounterKeys {
    /// The integration of the counter of a whole org.
    static final int WHOLE_ORG = -1;

    /// What [#find] answers when nothing has been counted.
    static final int NONE = -1;

    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(int[].class);

    private volatile Table table = new Table(new int[64], new long[32]);
    private int size;

    /// Slots hold key + 1, so that 0 means free.
    private static final class Table {
        final int[] slots;
        final long[] pairs;

        Table(int[] slots, long[] pairs) {
            this.slots = slots;
            this.pairs = pairs;
        }
    }

    int find(int org, int integration) {
        var now = table;
        var pair = pair(org, integration);
        var mask = now.slots.length - 1;
        for (var slot = hash(pair) & mask; ; slot = (slot + 1) & mask) {
            var key = (int) SLOTS.getAcquire(now.slots, slot) - 1;
            if (key == NONE || now.pairs[key] == pair) {
                return key;
            }
        }
    }

    /// The key of the pair, a new one if it has none.
    int get(int org, int integration) {
        var known = find(org, integration);
        if (known != NONE) {
            return known;
        }
        if (size == table.pairs.length) {
            grow();
        }
        var key = size++;
        table.pairs[key] = pair(org, integration);
        place(table, key);
        return key;
    }

    int size() {
        return size;
    }

    int org(int key) {
        return (int) (table.pairs[key] >>> 32);
    }

    int integration(int key) {
        return (int) table.pairs[key];
    }

    private void grow() {
        var wider =
                new Table(
                        new int[2 * table.slots.length],
                        Arrays.copyOf(table.pairs, 2 * table.pairs.length));
        for (var key = 0; key < size; key++) {
            place(wider, key);
        }
        table = wider;
    }

    private static void place(Table table, int key) {
        var mask = table.slots.length - 1;
        var slot = hash(table.pairs[key]) & mask;
        while (table.slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        SLOTS.setRelease(table.slots, slot, key + 1);
    }

    private static long pair(int org, int integration) {
        return ((long) org << 32) | (integration & 0xffff_ffffL);
    }

    private static int hash(long pair) {
        var mixed = pair * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 32);
    }
}
