package headroom.emulator.records;

/// How a write treats its rows: what the caller's headers and parameters ask for. Immutable.
///
/// @param allOrNone whether one bad row takes the good ones back
/// @param autoAssign whether assignment rules run; the default for Account, Case and Lead is yes
/// @param allowDuplicates whether rows that a duplicate rule would stop are saved
public record WriteOptions(boolean allOrNone, boolean autoAssign, boolean allowDuplicates) {
    public static final WriteOptions DEFAULTS = new WriteOptions(false, true, false);

    public WriteOptions withAllOrNone(boolean value) {
        return new WriteOptions(value, autoAssign, allowDuplicates);
    }

    public WriteOptions withAutoAssign(boolean value) {
        return new WriteOptions(allOrNone, value, allowDuplicates);
    }

    public WriteOptions withAllowDuplicates(boolean value) {
        return new WriteOptions(allOrNone, autoAssign, value);
    }
}
