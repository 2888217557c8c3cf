package headroom.emulator;

/// The charges of the last 24 hours, exact to the second.
///
/// One slot per second of a day. A charge at 12:36:00 counts up to 12:35:59 of the next day and is
/// gone at 12:36:00: when time moves on, the slots it passes over are emptied and taken from the
/// sum, so a read is one number. A jump of a day or more empties the ring once. Time never runs
/// backwards here: after a step back the newest second seen stays the window's end, and charges
/// enter their own earlier second. One owner.
final class SecondRing {
    static final int SECONDS = 86_400;

    private final int[] slots = new int[SECONDS];
    private long newest = Long.MIN_VALUE;
    private long sum;

    void add(long second, int charge) {
        advance(second);
        if (second > newest - SECONDS) {
            slots[slot(second)] += charge;
            sum += charge;
        }
    }

    long sum(long nowSecond) {
        advance(nowSecond);
        return sum;
    }

    void clear() {
        java.util.Arrays.fill(slots, 0);
        sum = 0;
        newest = Long.MIN_VALUE;
    }

    private void advance(long second) {
        if (newest == Long.MIN_VALUE) {
            newest = second;
        }
        if (second - newest >= SECONDS) {
            java.util.Arrays.fill(slots, 0);
            sum = 0;
            newest = second;
        }
        while (newest < second) {
            newest++;
            var slot = slot(newest);
            sum -= slots[slot];
            slots[slot] = 0;
        }
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
