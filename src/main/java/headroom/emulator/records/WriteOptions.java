package headroom.emulator.records;

/// How a write treats its rows: what the caller's headers and parameters ask for. Immutable.
///
/// @param allOrNone whether one bad row takes the good ones back
/// @param autoAssign whether assignment rules run; the default for Account, Case and Lead is yes
/// @param allowDuplicates whether rows that a duplicate rule would stop are saved
/// @param rowByRow whether a value that cannot be read fails its row alone, as in Bulk's CSV,
///   rather than the whole call, as in JSON and SOAP
public record WriteOptions(
        boolean allOrNone, boolean autoAssign, boolean allowDuplicates, boolean rowByRow) {
    public static final WriteOptions DEFAULTS = new WriteOptions(false, true, false, false);

    public WriteOptions withAllOrNone(boolean value) {
        return new WriteOptions(value, autoAssign, allowDuplicates, rowByRow);
    }

    public WriteOptions withAutoAssign(boolean value) {
        return new WriteOptions(allOrNone, value, allowDuplicates, rowByRow);
    }

    public WriteOptions withAllowDuplicates(boolean value) {
        return new WriteOptions(allOrNone, autoAssign, value, rowByRow);
    }

    public WriteOptions withRowByRow(boolean value) {
        return new WriteOptions(allOrNone, autoAssign, allowDuplicates, value);
    }
}
