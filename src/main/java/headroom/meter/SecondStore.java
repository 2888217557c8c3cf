package headroom.meter;

/// Where a rolling window leaves what it counted, second by second, and reads it again a day later.
///
/// One second may be put several times; what it holds is the sum of all that was put.
public interface SecondStore {
    /// Adds one block of deltas (see [SecondDeltas]) to a second.
    void put(long second, byte[] deltas);

    /// Hands over every block of the seconds in (`after`, `upTo`], in the order of the seconds.
    void read(long after, long upTo, Blocks blocks);

    /// Receives the blocks read.
    @FunctionalInterface
    interface Blocks {
        void block(long second, byte[] deltas);
    }
}
