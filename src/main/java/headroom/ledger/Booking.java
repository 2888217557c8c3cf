package headroom.ledger;

/// Whether what was handed to the ledger is in the books.
public enum Booking {
    /// Committed: a killed process does not lose it.
    COMMITTED,
    /// The books could not take it. The call passes, is counted in memory, and the gap is marked.
    GAP
}
