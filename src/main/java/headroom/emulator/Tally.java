package headroom.emulator;

/// What one user or client did: calls answered or refused, and what they were charged.
public record Tally(long calls, long charge) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(int more) {
        return new Tally(calls + 1, charge + more);
    }
}
