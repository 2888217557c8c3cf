package headroom.emulator.records;

/// What a write does to its rows.
public enum Operation {
    INSERT,
    UPDATE,
    UPSERT,
    DELETE,
    /// Deletes past the recycle bin: the row is gone for `queryAll` too.
    HARD_DELETE,
    UNDELETE
}
